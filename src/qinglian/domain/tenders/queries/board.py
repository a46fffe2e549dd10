"""The notice board: published tenders as one line each, filtered, sorted and counted by what has become of them. Public knowledge only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum, Value

from qinglian.domain.tenders.models import Hold, Notice, Section
from qinglian.record.prepared import prepared

MOST_ROWS = 100
TABS: dict[str, tuple[str, ...]] = {
    "open": ("bidding",),
    "opened": ("closed", "releasing", "opened", "recorded"),
    "failed": ("failed", "terminated"),
}
SORTS: dict[str, str] = {"published": "published_at", "deadline": "deadline_at", "cap": "cap", "name": "tender__name"}
COLUMNS = (
    "tender",
    "tender__code",
    "tender__name",
    "tender__kind",
    "tender__tenderer__name",
    "version",
    "published_at",
    "deadline_at",
)


@dataclass(frozen=True)
class BoardWanted:
    """What of the board is wanted: words, kind, one of TABS, `changed` or "" for all, a sort key with "-" for descending."""

    words: str = ""
    kind: str = ""
    tab: str = ""
    sort: str = "-published"


@dataclass(frozen=True)
class BoardSection:
    """One public section of a line: its state and its cap in fen."""

    state: str
    cap_fen: int | None


@dataclass(frozen=True)
class BoardLine:
    """One published tender: its public sections, what its notice in force says, whether a hold stands."""

    sections: tuple[BoardSection, ...]
    code: str
    name: str
    kind: str
    tenderer: str
    version: int
    published_at: datetime
    deadline_at: datetime
    is_held: bool

    @property
    def cap_fen(self) -> int | None:
        """This will return the sections' caps together (None when no section has one)."""
        caps = [section.cap_fen for section in self.sections if section.cap_fen is not None]
        return sum(caps) if caps else None


def board(wanted: BoardWanted, *, limit: int = 20, offset: int = 0) -> list[BoardLine]:
    """This will list one page of the board in two queries, however long it is; `limit` is bounded (1 to 100)."""
    rows = _page(wanted, max(0, offset), max(1, min(limit, MOST_ROWS)))
    sections: dict[int, list[BoardSection]] = {row[0]: [] for row in rows}
    for tender, state, cap_fen in _sections(tuple(sections)):
        sections[tender].append(BoardSection(state, cap_fen))
    return [BoardLine(tuple(sections[row[0]]), *row[1:]) for row in rows]


def count_tabs(wanted: BoardWanted) -> dict[str, int]:
    """This will count the matching tenders under every tab and "" for all, in two queries."""
    (by_state,), (by_notice,) = _counted_by_state(wanted), _counted_by_notice(wanted)
    return {**by_notice, **by_state}


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


@prepared
def _page(wanted: BoardWanted, offset: int, limit: int) -> QuerySet[Notice, Any]:
    rows = _matching(wanted).filter(state="published")
    if wanted.tab:
        rows = rows.filter(_in_tab(wanted.tab))
    held = Exists(Hold.objects.filter(tender=OuterRef("tender"), lifted_at__isnull=True))
    return _sorted(rows, wanted.sort).values_list(*COLUMNS, held)[offset : offset + limit]


@prepared
def _sections(tenders: tuple[int, ...]) -> QuerySet[Section, Any]:
    rows = Section.objects.filter(tender__in=tenders, notice__isnull=False)
    return rows.order_by("pk").values_list("tender", "state", "price_cap_fen")


@prepared
def _counted_by_state(wanted: BoardWanted) -> QuerySet[Section, Any]:
    counts = {tab: Count("tender", distinct=True, filter=Q(state__in=states)) for tab, states in TABS.items()}
    rows = Section.objects.filter(notice__isnull=False)
    if wanted.words or wanted.kind:
        rows = rows.filter(tender__in=_matching(wanted).values("tender"))
    return _together(rows, counts)


@prepared
def _counted_by_notice(wanted: BoardWanted) -> QuerySet[Notice, Any]:
    counts = {
        "": Count("pk", filter=Q(state="published")),
        "changed": Count("tender", distinct=True, filter=Q(kind="amendment")),
    }
    return _together(_matching(wanted), counts)


def _together(rows: QuerySet[Any], counts: dict[str, Count]) -> QuerySet[Any, Any]:
    """All rows count as one group, so that the answer is one row, of zeros when there is nothing."""
    return rows.order_by().values(one=Value(1)).values(**counts)


def _matching(wanted: BoardWanted) -> QuerySet[Notice]:
    """All published versions of the tenders that match; the one in force is `published`, the others are superseded."""
    rows = Notice.objects.filter(published_at__isnull=False)
    for word in wanted.words.split()[:8]:
        text = Exists(
            Notice.objects.filter(tender=OuterRef("tender"), published_at__isnull=False, text__icontains=word)
        )
        names = (
            Q(tender__name__icontains=word)
            | Q(tender__code__icontains=word)
            | Q(tender__tenderer__name__icontains=word)
        )
        rows = rows.filter(names | Q(text))
    return rows.filter(tender__kind=wanted.kind) if wanted.kind else rows


def _in_tab(tab: str) -> Q:
    if tab == "changed":
        amended = Notice.objects.filter(tender=OuterRef("tender"), kind="amendment", published_at__isnull=False)
        return Q(Exists(amended))
    return Q(Exists(Section.objects.filter(tender=OuterRef("tender"), state__in=TABS[tab], notice__isnull=False)))


def _sorted(rows: QuerySet[Notice], sort: str) -> QuerySet[Notice]:
    column = SORTS.get(sort.removeprefix("-"), "published_at")
    if column == "cap":
        caps = Section.objects.filter(tender=OuterRef("tender"), notice__isnull=False).order_by().values("tender")
        rows = rows.annotate(cap=Subquery(caps.annotate(total=Sum("price_cap_fen")).values("total")))
    return rows.order_by(("-" if sort.startswith("-") else "") + column, "-tender_id")
