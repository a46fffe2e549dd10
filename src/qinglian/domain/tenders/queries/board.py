"""The notice board: published tenders as one line each, filtered, sorted and counted by what has become of them. Public knowledge only."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum

from qinglian.domain.tenders.models import Hold, Notice, Section, Tender

MOST_ROWS = 100
TABS: dict[str, tuple[str, ...]] = {
    "open": ("bidding",),
    "opened": ("closed", "releasing", "opened", "recorded"),
    "failed": ("failed", "terminated"),
}
SORTS: dict[str, str] = {"published": "last_published_at", "deadline": "deadline_at", "cap": "cap_fen", "name": "name"}


@dataclass(frozen=True)
class BoardWanted:
    """What of the board is wanted: words, kind, one of TABS, `changed` or "" for all, a sort key with "-" for descending."""

    words: str = ""
    kind: str = ""
    tab: str = ""
    sort: str = "-published"


@dataclass(frozen=True)
class BoardLine:
    """One published tender: its notice in force (the newest published one), its public sections, their caps together."""

    tender: Tender
    notice: Notice
    sections: tuple[Section, ...]
    cap_fen: int | None
    is_held: bool


def board(wanted: BoardWanted, *, limit: int = 20, offset: int = 0) -> list[BoardLine]:
    """This will list one page of the board in four queries, however long it is; `limit` is bounded (1 to 100)."""
    rows = _sorted(_tab(_matching(wanted), wanted.tab), wanted.sort).select_related("tenderer", "agency", "supervisor")
    tenders = list(rows[max(0, offset) : max(0, offset) + max(1, min(limit, MOST_ROWS))])
    return _lines(tenders)


def count_board(wanted: BoardWanted) -> int:
    """This will count what `board` lists on all its pages."""
    return _tab(_matching(wanted), wanted.tab).count()


def count_tabs(wanted: BoardWanted) -> dict[str, int]:
    """This will count the matching tenders under every tab and "" for all, in one query."""
    rows = _matching(wanted)
    marks = {tab: Count("pk", filter=_in_tab(tab)) for tab in (*TABS, "changed")}
    found = rows.aggregate(all=Count("pk"), **marks)
    return {"": found["all"], **{tab: found[tab] for tab in marks}}


def openings(*, from_at: datetime | None = None, until_at: datetime | None = None, limit: int = 50) -> list[Section]:
    """This will list the sections whose opening hour lies in [from_at, until_at), earliest first; each with tender and notice in force."""
    rows = Section.objects.filter(notice__published_at__isnull=False).select_related("tender__tenderer", "notice")
    if from_at is not None:
        rows = rows.filter(notice__deadline_at__gte=from_at)
    if until_at is not None:
        rows = rows.filter(notice__deadline_at__lt=until_at)
    order = ("notice__deadline_at", "pk") if from_at is not None else ("-notice__deadline_at", "-pk")
    return list(rows.order_by(*order)[: min(limit, MOST_ROWS)])


def held_among(tenders: list[int]) -> set[int]:
    """This will return those of these tenders (primary keys) on which a hold stands."""
    return set(Hold.objects.filter(tender__in=tenders, lifted_at__isnull=True).values_list("tender_id", flat=True))


def _matching(wanted: BoardWanted) -> QuerySet[Tender]:
    notices = Notice.objects.filter(tender=OuterRef("pk"), published_at__isnull=False).order_by("-version")
    caps = Section.objects.filter(tender=OuterRef("pk"), notice__isnull=False).order_by().values("tender")
    rows = Tender.objects.annotate(
        last_published_at=Subquery(notices.values("published_at")[:1]),
        deadline_at=Subquery(notices.values("deadline_at")[:1]),
        cap_fen=Subquery(caps.annotate(total=Sum("price_cap_fen")).values("total")),
    ).filter(last_published_at__isnull=False)
    for word in wanted.words.split()[:8]:
        text = Exists(Notice.objects.filter(tender=OuterRef("pk"), published_at__isnull=False, text__icontains=word))
        rows = rows.filter(
            Q(name__icontains=word) | Q(code__icontains=word) | Q(tenderer__name__icontains=word) | Q(text)
        )
    return rows.filter(kind=wanted.kind) if wanted.kind else rows


def _in_tab(tab: str) -> Q:
    if tab == "changed":
        return Q(Exists(Notice.objects.filter(tender=OuterRef("pk"), kind="amendment", published_at__isnull=False)))
    return Q(Exists(Section.objects.filter(tender=OuterRef("pk"), state__in=TABS[tab], notice__isnull=False)))


def _tab(rows: QuerySet[Tender], tab: str) -> QuerySet[Tender]:
    return rows.filter(_in_tab(tab)) if tab else rows


def _sorted(rows: QuerySet[Tender], sort: str) -> QuerySet[Tender]:
    column = SORTS.get(sort.removeprefix("-"), "last_published_at")
    return rows.order_by(("-" if sort.startswith("-") else "") + column, "-pk")


def _lines(tenders: list[Tender]) -> list[BoardLine]:
    keys = [tender.pk for tender in tenders]
    notices: dict[int, Notice] = {}
    for notice in Notice.objects.filter(tender__in=keys, published_at__isnull=False).order_by("version"):
        notices[notice.tender_id] = notice
    sections: dict[int, list[Section]] = {key: [] for key in keys}
    for section in (
        Section.objects.filter(tender__in=keys, notice__isnull=False).select_related("notice").order_by("pk")
    ):
        sections[section.tender_id].append(section)
    held = held_among(keys)
    return [
        BoardLine(
            tender=tender,
            notice=notices[tender.pk],
            sections=tuple(sections[tender.pk]),
            cap_fen=getattr(tender, "cap_fen", None),
            is_held=tender.pk in held,
        )
        for tender in tenders
    ]
