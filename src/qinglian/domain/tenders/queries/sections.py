"""Questions about one tender or section: what is in force, who holds keys, what stands still."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from qinglian.domain.tenders.access import guardians_of
from qinglian.domain.tenders.models import Document, GuardianCard, Hold, Notice, Section, Tender
from qinglian.law.refusal import NotFound
from qinglian.law.text import Text
from qinglian.record.prepared import prepared
from qinglian.trust.keys import COMPARTMENTS, LOTS

PENDING = ("draft", "in_review", "in_verification")


def tender_in(code: str) -> Tender:
    """This will return the tender with this code, published or not (NotFound otherwise). Pages for others use `tender_for`."""
    found = _tenders(code)
    if not found:
        raise no_tender(code)
    return found[0]


@prepared
def _tenders(code: str) -> QuerySet[Tender]:
    return Tender.objects.select_related("project", "tenderer", "agency", "supervisor").filter(code=code)


def section_in(code: str, number: str) -> Section:
    """This will return section `number` of tender `code` with its tender and the notice in force (NotFound otherwise)."""
    found = _sections(code, number)
    if not found:
        raise no_tender(f"{code}/{number}")
    return found[0]


@prepared
def _sections(code: str, number: str) -> QuerySet[Section]:
    rows = Section.objects.select_related("tender__tenderer", "tender__agency", "tender__supervisor", "notice")
    return rows.filter(tender__code=code, number=number)


def no_tender(name: str) -> NotFound:
    """This will make the refusal that tells neither whether a tender exists nor whose it is."""
    return NotFound(
        Text(f"没有招标项目“{name}”，或者您无权查看。", f"There is no tender “{name}”, or it is not yours to see."),
        rule="nothing_found",
        article="PLT",
        next_step=Text("请核对编号，或者从列表进入。", "Check the code, or come from the list."),
    )


def notice_in_force(tender: Tender) -> Notice | None:
    """This will return the published notice that has not been superseded, or None before the first publication."""
    return Notice.objects.filter(tender=tender, state="published").first()


def pending_notice(tender: Tender) -> Notice | None:
    """This will return the version that is being prepared, reviewed or verified, or None."""
    return Notice.objects.filter(tender=tender, state__in=PENDING).first()


def published_versions(tender: Tender) -> list[Notice]:
    """This will list all published versions, newest first."""
    return _versions(tender.pk)


@prepared
def _versions(tender: int) -> QuerySet[Notice]:
    return Notice.objects.filter(tender=tender, published_at__isnull=False).order_by("-version")


def published_sections(tender: Tender) -> list[Section]:
    """This will list the sections that a published notice governs, each with that notice, in order."""
    return _public_sections(tender.pk)


@prepared
def _public_sections(tender: int) -> QuerySet[Section]:
    return Section.objects.filter(tender=tender, notice__isnull=False).select_related("notice").order_by("pk")


def documents_of(notice: Notice) -> list[Document]:
    """This will list the documents of a notice in the order in which they were added."""
    return _documents(notice.pk)


@prepared
def _documents(notice: int) -> QuerySet[Document]:
    return Document.objects.filter(notice=notice).order_by("pk")


def sections_of(notice: Notice) -> list[Section]:
    """This will list the sections that a notice is about: once published those it governs, before that those it would publish."""
    if notice.published_at is not None:
        return _governed(notice.tender_id, notice.pk)
    rows = Section.objects.filter(tender_id=notice.tender_id).order_by("pk")
    return list(rows.filter(state="bidding" if notice.kind == "amendment" else "draft"))


@prepared
def _governed(tender: int, notice: int) -> QuerySet[Section]:
    return Section.objects.filter(tender=tender, notice=notice).order_by("pk")


def previous_version(notice: Notice) -> Notice | None:
    """This will return the published version that an amendment changes; None for a first notice or a new round."""
    if notice.kind != "amendment":
        return None
    earlier = Notice.objects.filter(tender_id=notice.tender_id, version__lt=notice.version, published_at__isnull=False)
    return earlier.order_by("-version").first()


def opening_of(section: Section) -> dict[str, Any]:
    """This will return the section's opening (docs/protocol.md 2): origin, tender, section, round."""
    return {
        "origin": settings.QINGLIAN_ORIGIN,
        "tender": section.tender.code,
        "section": section.number,
        "round": section.round,
    }


def access_of(section: Section) -> dict[str, Any]:
    """This will return the access structure that governs the section: of the notice in force, or of the one being prepared; {} if none."""
    notice = section.notice or pending_notice(section.tender)
    return dict(notice.access) if notice else {}


def cards_of(section: Section) -> dict[str, GuardianCard]:
    """This will return the newest card of each guardian for the section's present round: {guardian id: card}."""
    return {row.guardian.guardian_id: row for row in _cards(section.pk, section.round)}


@prepared
def _cards(section: int, number: int) -> QuerySet[GuardianCard]:
    rows = GuardianCard.objects.select_related("guardian__organisation").filter(section=section, round=number)
    return rows.defer("guardian__organisation__details").order_by("epoch")


def recipients_of(section: Section) -> dict[str, dict[str, str]]:
    """This will return {guardian id: {compartment: age recipient}} for the guardians of the section's access structure whose cards are in."""
    return {
        guardian: {name: recipients[name] for name in COMPARTMENTS}
        for guardian, recipients in _recipients(section).items()
    }


def lots_recipients_of(section: Section) -> dict[str, str]:
    """This will return {guardian id: age recipient for deposits of seeds}, of the same guardians (docs/protocol.md 10)."""
    return {guardian: str(recipients[LOTS]) for guardian, recipients in _recipients(section).items()}


def _recipients(section: Section) -> dict[str, dict[str, str]]:
    cards = cards_of(section)
    wanted = guardians_of(access_of(section))
    return {guardian: cards[guardian].signed["document"]["recipients"] for guardian in wanted if guardian in cards}


def missing_cards(section: Section, access: dict[str, Any]) -> list[str]:
    """This will list the guardians of an access structure whose card for the section is not in, or names another group."""
    cards = cards_of(section)
    return [
        guardian
        for guardian, group in guardians_of(access).items()
        if guardian not in cards or cards[guardian].group != group
    ]


def standing_holds(tender: Tender) -> list[Hold]:
    """This will list the holds that stand, oldest first."""
    return _standing(tender.pk)


@prepared
def _standing(tender: int) -> QuerySet[Hold]:
    return Hold.objects.filter(tender=tender, lifted_at__isnull=True).order_by("placed_at", "pk")


def is_held(tender: Tender) -> bool:
    """This will say whether at least one hold stands."""
    return bool(standing_holds(tender))


def due_to_close(at: datetime) -> list[Section]:
    """This will list the sections whose deadline has come and that no hold stops, in the order of their deadlines."""
    held = Hold.objects.filter(tender=OuterRef("tender"), lifted_at__isnull=True)
    rows = Section.objects.select_related("tender", "notice").filter(state="bidding", notice__deadline_at__lte=at)
    return list(rows.exclude(Exists(held)).order_by("notice__deadline_at", "pk"))


def closing_until(moment: datetime) -> list[Section]:
    """This will list the sections open for bids whose deadline comes at or before this moment."""
    rows = Section.objects.select_related("notice").filter(state="bidding", notice__deadline_at__lte=moment)
    return list(rows.order_by("notice__deadline_at", "pk"))
