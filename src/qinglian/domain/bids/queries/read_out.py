"""The read-out (唱标表): one row per announced bid, searched, sorted and cut into pages by the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet, Value

from qinglian.domain.bids.models import AnnouncedBid, ClosingList
from qinglian.domain.bids.policy import treated_as
from qinglian.domain.bids.prices import PriceChart, price_chart
from qinglian.domain.bids.queries.finding import closing_shown
from qinglian.domain.tenders.models import Section
from qinglian.record.prepared import prepared

SORTS: Mapping[str, str] = {
    "number": "number",
    "-number": "-number",
    "price": "outcome__price_fen",
    "-price": "-outcome__price_fen",
    "name": "bidder__name",
    "-name": "-bidder__name",
    "arrived": "sealed__arrived_at",
    "-arrived": "-sealed__arrived_at",
}
MOST_ATTENTION = 50


@dataclass(frozen=True)
class ReadOutRow:
    """One bid as the hall shows it. `status`: sealed, in_doubt, opened, failed. Discount in basis points below the cap (None without)."""

    number: int
    bidder: str
    name: str
    credit_code: str
    manifest: str
    arrived_at: datetime
    signed_in: bool
    status: str
    opened_at: datetime | None
    sheet: Mapping[str, Any] | None = field(hash=False)  # equal rows have equal sheets
    price_fen: int | None
    discount_bp: int | None
    is_above_cap: bool
    is_likely_entry_error: bool
    fault: str
    reason: str
    treated_as: str
    confirmed_at: datetime | None

    @property
    def needs_attention(self) -> bool:
        """This will say whether people have to look at this row."""
        return self.status in ("failed", "in_doubt") or self.is_above_cap or self.is_likely_entry_error


@dataclass(frozen=True)
class ReadOut:
    """A page of the read-out: rows that need attention (first page without search), the page's rows, the total, the chart."""

    attention: tuple[ReadOutRow, ...]
    rows: tuple[ReadOutRow, ...]
    total: int
    first: int
    chart: PriceChart


EMPTY = ReadOut((), (), 0, 0, price_chart([]))


class _Bid(NamedTuple):
    """One announced bid as the database gives it (COLUMNS)."""

    number: int
    bidder: str
    name: str
    credit_code: str
    manifest: str
    arrived_at: datetime
    signed_in_at: datetime | None
    doubt: str
    confirmed_at: datetime | None
    outcome: str | None
    opened_at: datetime | None
    sheet: Mapping[str, Any] | None
    price_fen: int | None
    fault: str | None
    reason: str | None


COLUMNS = (
    "number", "bidder", "bidder__name", "bidder__credit_code", "sealed__manifest_hash", "sealed__arrived_at", "sealed__signed_in_at",
    "doubt", "confirmed_at", "outcome__outcome", "outcome__opened_at", "outcome__sheet", "outcome__price_fen", "outcome__fault",
    "outcome__reason",
)  # fmt: skip


def read_out(
    section: Section, *, search: str = "", sort: str = "number", page: int = 1, size: int = 50, round: int | None = None
) -> ReadOut:
    """This will return one page of the read-out in four queries (one more with a search); empty until the bidders are announced, for
    whoever asks.

    `search` is part of a name or credit code, `sort` one of SORTS (unknown ones mean by number), `size` at most 200.
    """
    closing = closing_shown(section, number=round)
    return read_out_under(closing, cap_fen=section.price_cap_fen, search=search, sort=sort, page=page, size=size)


def read_out_under(
    closing: ClosingList | None, *, cap_fen: int | None, search: str, sort: str, page: int, size: int
) -> ReadOut:
    """This will return the same for a closing list that the asker has found already."""
    if closing is None or closing.released_from_at is None:
        return EMPTY
    prices = _prices(closing.pk)
    chart = chart_of(prices)
    outliers = tuple(sorted(item.price_fen for item in chart.outliers))
    view = _View(cap_fen, frozenset(outliers))
    size, words, sort = min(size, 200), tuple(search.split()[:5]), sort if sort in SORTS else "number"
    first = (max(page, 1) - 1) * size
    total = _count(closing.pk, words)[0]["total"] if words else len(prices)
    rows = tuple(view.row(_Bid(*bid)) for bid in _page(closing.pk, words, sort, first, size))
    attention: tuple[ReadOutRow, ...] = ()
    if page <= 1 and not search:
        attention = tuple(view.row(_Bid(*bid)) for bid in _attention(closing.pk, cap_fen, outliers))
    return ReadOut(attention, rows, total, first + 1 if rows else 0, chart)


def all_rows(section: Section, *, round: int | None = None) -> list[ReadOutRow]:
    """This will return every row of the read-out by number, for exports; empty until the bidders are announced."""
    closing = closing_shown(section, number=round)
    if closing is None or closing.released_from_at is None:
        return []
    chart = chart_of(_prices(closing.pk))
    view = _View(section.price_cap_fen, frozenset(item.price_fen for item in chart.outliers))
    return [view.row(_Bid(*bid)) for bid in _searched(closing.pk, ()).order_by("number").values_list(*COLUMNS)]


def chart_of(prices: Sequence[int | None]) -> PriceChart:
    """This will return the chart of the prices read out so far (None stands for a bid without one)."""
    return _chart(tuple(price for price in prices if price is not None))


@lru_cache(maxsize=256)
def _chart(prices: tuple[int, ...]) -> PriceChart:
    return price_chart(prices)


@dataclass(frozen=True)
class _View:
    """What a row is compared with: the price cap and the prices that are likely entry errors."""

    cap_fen: int | None
    outliers: frozenset[int]

    def row(self, bid: _Bid) -> ReadOutRow:
        """This will return one row as the hall shows it."""
        price = bid.price_fen
        return ReadOutRow(
            number=bid.number,
            bidder=bid.bidder,
            name=bid.name,
            credit_code=bid.credit_code,
            manifest=bid.manifest,
            arrived_at=bid.arrived_at,
            signed_in=bid.signed_in_at is not None,
            status=bid.outcome or ("in_doubt" if bid.doubt else "sealed"),
            opened_at=bid.opened_at,
            sheet=bid.sheet,
            price_fen=price,
            discount_bp=self._discount(price),
            is_above_cap=price is not None and self.cap_fen is not None and price > self.cap_fen,
            is_likely_entry_error=price in self.outliers,
            fault=bid.fault or "",
            reason=bid.doubt if bid.reason is None else bid.reason,
            treated_as=treated_as(bid.fault or "") if bid.outcome == "failed" else "",
            confirmed_at=bid.confirmed_at,
        )

    def _discount(self, price: int | None) -> int | None:
        if price is None or not self.cap_fen:
            return None
        return round((self.cap_fen - price) * 10_000 / self.cap_fen)


@prepared
def _prices(closing: int) -> QuerySet[AnnouncedBid, int | None]:
    return AnnouncedBid.objects.filter(closing=closing).order_by("number").values_list("outcome__price_fen", flat=True)


@prepared
def _count(closing: int, words: tuple[str, ...]) -> QuerySet[AnnouncedBid, Any]:
    return _searched(closing, words).values(one=Value(1)).values(total=Count("pk"))


@prepared
def _page(closing: int, words: tuple[str, ...], sort: str, first: int, size: int) -> QuerySet[AnnouncedBid, Any]:
    name = SORTS[sort]
    column = F(name.removeprefix("-"))
    ordering = column.desc(nulls_last=True) if name.startswith("-") else column.asc(nulls_last=True)
    return _searched(closing, words).order_by(ordering, "number").values_list(*COLUMNS)[first : first + size]


@prepared
def _attention(closing: int, cap_fen: int | None, outliers: tuple[int, ...]) -> QuerySet[AnnouncedBid, Any]:
    wanted = Q(outcome__outcome="failed") | ~Q(doubt="") | Q(outcome__price_fen__in=outliers)
    if cap_fen is not None:
        wanted |= Q(outcome__price_fen__gt=cap_fen)
    return _searched(closing, ()).filter(wanted).order_by("number").values_list(*COLUMNS)[:MOST_ATTENTION]


def _searched(closing: int, words: tuple[str, ...]) -> QuerySet[AnnouncedBid]:
    rows = AnnouncedBid.objects.filter(closing=closing)
    for word in words:
        rows = rows.filter(Q(bidder__name__icontains=word) | Q(bidder__credit_code__icontains=word))
    return rows
