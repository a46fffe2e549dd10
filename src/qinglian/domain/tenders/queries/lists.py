"""Lists of tenders for who asks, with a bounded number of rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value

from qinglian.domain.people.models import Organisation
from qinglian.domain.tenders.models import Document, Hold, Notice, Section, Tender
from qinglian.domain.tenders.policy import may_see_drafts, may_see_submitted
from qinglian.domain.tenders.queries.sections import no_tender, section_in, tender_in
from qinglian.law.actor import Actor
from qinglian.record.models import Fact
from qinglian.record.prepared import prepared

MOST_ROWS = 100
_BUYERS = ("buyer_operator", "buyer_reviewer")
_WATCHERS = ("centre_verifier", "centre_host", "supervisor")


def visible_to(actor: Actor) -> QuerySet[Tender]:
    """This will list the tenders that the actor may see: published ones, its own, and for centre and supervisors those in verification."""
    published = Exists(Notice.objects.filter(tender=OuterRef("pk"), published_at__isnull=False))
    rows = Q(published)
    if actor.has_role(*_BUYERS) and actor.organisation:
        rows |= Q(tenderer_id=actor.organisation) | Q(agency_id=actor.organisation)
    if actor.has_role(*_WATCHERS):
        rows |= Q(Exists(Notice.objects.filter(tender=OuterRef("pk"), state="in_verification")))
    found = Tender.objects.filter(rows).select_related("project", "tenderer", "agency", "supervisor")
    return found.order_by("-created_at", "-pk")


def own_tenders(actor: Actor) -> QuerySet[Tender]:
    """This will list the tenders of the actor's organisation as tenderer or agency, drafts included."""
    if not actor.has_role(*_BUYERS) or not actor.organisation:
        return Tender.objects.none()
    rows = Tender.objects.filter(Q(tenderer_id=actor.organisation) | Q(agency_id=actor.organisation))
    return rows.select_related("project", "tenderer", "agency", "supervisor").order_by("-created_at", "-pk")


def tender_for(code: str, *, asker: Actor) -> Tender:
    """This will return a tender that the asker may see (NotFound otherwise, also when it exists)."""
    found = tender_in(code)
    notices = Notice.objects.filter(tender=found)
    if notices.filter(published_at__isnull=False).exists() or may_see_drafts(found, asker):
        return found
    if may_see_submitted(found, asker) and notices.filter(state="in_verification").exists():
        return found
    raise no_tender(code)


def section_for(code: str, number: str, *, asker: Actor) -> Section:
    """This will return a section of a tender that the asker may see (NotFound otherwise)."""
    tender_for(code, asker=asker)
    return section_in(code, number)


def notice_for(code: str, version: int, *, asker: Actor) -> Notice:
    """This will return one version of a notice: published ones to all, approved ones to the centre too, drafts to the tenderer's side."""
    rows = Notice.objects.select_related("tender__project", "tender__tenderer", "tender__agency", "tender__supervisor")
    found = rows.filter(tender__code=code, version=version).first()
    if found is None:
        raise no_tender(code)
    if not _may_see_notice(found, asker):
        raise no_tender(code)
    return found


def published_tenders(
    *, words: str = "", kind: str = "", state: str = "", region: str = "", limit: int = 20, offset: int = 0
) -> list[Tender]:
    """This will list published tenders, newest publication first, at most `limit` (1 to 100); `sections` and `notice_now` come with them."""
    rows = _published(words=words, kind=kind, state=state, region=region)
    page = rows.prefetch_related("sections__notice")
    return list(page[max(0, offset) : max(0, offset) + max(1, min(limit, MOST_ROWS))])


def count_published(*, words: str = "", kind: str = "", state: str = "", region: str = "") -> int:
    """This will count what `published_tenders` lists."""
    return _published(words=words, kind=kind, state=state, region=region).count()


def _published(*, words: str, kind: str, state: str, region: str) -> QuerySet[Tender]:
    last = Notice.objects.filter(tender=OuterRef("pk"), published_at__isnull=False).order_by("-version")
    rows = Tender.objects.annotate(last_published_at=last.values("published_at")[:1]).filter(
        last_published_at__isnull=False
    )
    for word in words.split()[:8]:
        rows = rows.filter(Q(name__icontains=word) | Q(code__icontains=word) | Q(tenderer__name__icontains=word))
    if kind:
        rows = rows.filter(kind=kind)
    if region:
        rows = rows.filter(project__region__icontains=region)
    if state:
        rows = rows.filter(Exists(Section.objects.filter(tender=OuterRef("pk"), state=state)))
    return rows.select_related("project", "tenderer", "agency", "supervisor").order_by("-last_published_at", "-pk")


def notices_to_verify(actor: Actor) -> QuerySet[Notice]:
    """This will list the notices that wait for the centre, longest waiting first; empty for everybody but verifiers and supervisors."""
    if not actor.has_role("centre_verifier", "supervisor"):
        return Notice.objects.none()
    rows = Notice.objects.filter(state="in_verification").select_related("tender__tenderer", "tender__project")
    return rows.order_by("reviewed_at", "pk")


def document_in(notice: Notice, sha256: str) -> Document:
    """This will return the document with this hash of a notice that the asker has found (NotFound otherwise)."""
    found = Document.objects.select_related("notice__tender").filter(notice=notice, sha256=sha256).first()
    if found is None:
        raise no_tender(f"{notice.tender.code}/{sha256[:12]}")
    return found


def hold_in(tender: Tender, number: int) -> Hold:
    """This will return one hold of a tender that the asker has found (NotFound otherwise)."""
    found = Hold.objects.select_related("tender").filter(tender=tender, pk=number).first()
    if found is None:
        raise no_tender(f"{tender.code}/{number}")
    return found


def document_for(code: str, sha256: str, *, asker: Actor) -> Document:
    """This will return a document by its hash: published ones to anybody (who asks leaves no trace), others to who may see the notice."""
    rows = Document.objects.select_related("notice__tender").filter(notice__tender__code=code, sha256=sha256)
    found = rows.filter(notice__published_at__isnull=False).first() or rows.order_by("-pk").first()
    if found is None:
        raise no_tender(f"{code}/{sha256[:12]}")
    notice = found.notice
    if not _may_see_notice(notice, asker):
        raise no_tender(f"{code}/{sha256[:12]}")
    return found


def _may_see_notice(notice: Notice, asker: Actor) -> bool:
    if notice.published_at is not None or may_see_drafts(notice.tender, asker):
        return True
    return notice.state == "in_verification" and may_see_submitted(notice.tender, asker)


@dataclass(frozen=True)
class FactOutline:
    """A fact without its content."""

    pk: int
    kind: str
    at: datetime
    index: int | None


@dataclass(frozen=True)
class Timeline:
    """The open facts about a tender: how many there are, how many of them wait for their place in the log, and outlines in its order."""

    total: int
    waiting: int
    facts: list[FactOutline]


def timeline_of(tender: Tender, *, quiet: frozenset[str] = frozenset()) -> Timeline:
    """This will outline the open facts about a tender; those of the `quiet` kinds are counted and not listed."""
    (counted,) = _facts_counted(tender.code)
    return Timeline(**counted, facts=[FactOutline(*row) for row in _facts_outlined(tender.code, quiet)])


def open_facts_of(tender: Tender, *, families: Iterable[str]) -> list[Fact]:
    """This will list the open facts about a tender whose kinds begin so, with their contents, in the order of the log."""
    wanted = reduce(or_, (Q(kind__startswith=family) for family in families))
    return list(_open_facts(tender.code).filter(wanted).order_by("pk"))


def contents_of(facts: Iterable[FactOutline]) -> dict[int, dict[str, Any]]:
    """This will read the contents of facts: {outline.pk: fact}."""
    return dict(_contents(tuple(fact.pk for fact in facts)))


def notices_published(tender: Tender) -> list[dict[str, Any]]:
    """This will list the facts by which the versions of a tender's notice were published, in the order of the log."""
    return list(
        _open_facts(tender.code).filter(kind="notice-published/v1").order_by("pk").values_list("fact", flat=True)
    )


def _open_facts(code: str) -> QuerySet[Fact]:
    return Fact.objects.filter(subject=f"tender:{code}", secrecy="open", erased_at=None)


@prepared
def _facts_counted(code: str) -> QuerySet[Fact, Any]:
    counts = {"total": Count("pk"), "waiting": Count("pk", filter=Q(index=None))}
    return _open_facts(code).values(one=Value(1)).values(**counts)  # one group


@prepared
def _facts_outlined(code: str, quiet: frozenset[str]) -> QuerySet[Fact, Any]:
    return _open_facts(code).exclude(kind__in=quiet).order_by("pk").values_list("pk", "kind", "at", "index")


@prepared
def _contents(keys: tuple[int, ...]) -> QuerySet[Fact, Any]:
    return Fact.objects.filter(pk__in=keys).values_list("pk", "fact")


def organisations_of_kind(kind: str) -> list[Organisation]:
    """This will list the organisations in good standing of one kind (tenderer, agency, supervisor), by name."""
    rows = Organisation.objects.filter(state="active").order_by("name")
    return [row for row in rows if kind in row.kinds]
