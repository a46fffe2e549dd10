"""The read-out (唱标表): one row per announced bid, searched, sorted and cut into pages by the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from qinglian.domain.bids.models import AnnouncedBid, ClosingList, OpenedBid
from qinglian.domain.bids.policy import treated_as
from qinglian.domain.bids.prices import PriceChart, price_chart
from qinglian.domain.bids.queries.bundle import closing_of
from qinglian.domain.tenders.models import Section

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
    sheet: Mapping[str, Any] | None
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


def read_out(
    section: Section, *, search: str = "", sort: str = "number", page: int = 1, size: int = 50, round: int | None = None
) -> ReadOut:
    """This will return one page of the read-out in four queries; empty until the bidders are announced, for whoever asks.

    `search` is part of a name or credit code, `sort` one of SORTS (unknown ones mean by number), `size` at most 200.
    """
    closing = closing_of(section, number=round)
    if closing is None or closing.released_from_at is None:
        return EMPTY
    chart = chart_of(closing)
    view = _View(section.price_cap_fen, frozenset(item.price_fen for item in chart.outliers))
    found, first = _searched(closing, search), (max(page, 1) - 1) * min(size, 200)
    total = found.count()
    rows = tuple(view.row(bid) for bid in _sorted(found, sort)[first : first + min(size, 200)])
    attention: tuple[ReadOutRow, ...] = ()
    if page <= 1 and not search:
        attention = tuple(view.row(bid) for bid in _attention(closing, view).order_by("number")[:MOST_ATTENTION])
    return ReadOut(attention, rows, total, first + 1 if rows else 0, chart)


def all_rows(section: Section, *, round: int | None = None) -> list[ReadOutRow]:
    """This will return every row of the read-out by number, for exports; empty until the bidders are announced."""
    closing = closing_of(section, number=round)
    if closing is None or closing.released_from_at is None:
        return []
    view = _View(section.price_cap_fen, frozenset(item.price_fen for item in chart_of(closing).outliers))
    return [view.row(bid) for bid in _searched(closing, "").order_by("number")]


def chart_of(closing: ClosingList) -> PriceChart:
    """This will return the chart of the prices read out so far."""
    prices = OpenedBid.objects.filter(announced__closing=closing).values_list("price_fen", flat=True)
    return price_chart([price for price in prices if price is not None])


@dataclass(frozen=True)
class _View:
    """What a row is compared with: the price cap and the prices that are likely entry errors."""

    cap_fen: int | None
    outliers: frozenset[int]

    def row(self, bid: AnnouncedBid) -> ReadOutRow:
        """This will return one row as the hall shows it."""
        outcome: OpenedBid | None = getattr(bid, "outcome", None)
        price = outcome.price_fen if outcome else None
        failed = outcome is not None and outcome.outcome == "failed"
        return ReadOutRow(
            number=bid.number,
            bidder=bid.bidder_id,
            name=bid.bidder.name,
            credit_code=bid.bidder.credit_code,
            manifest=bid.sealed.manifest_hash,
            arrived_at=bid.sealed.arrived_at,
            signed_in=bid.sealed.signed_in_at is not None,
            status=outcome.outcome if outcome else ("in_doubt" if bid.doubt else "sealed"),
            opened_at=outcome.opened_at if outcome else None,
            sheet=outcome.sheet if outcome else None,
            price_fen=price,
            discount_bp=self._discount(price),
            is_above_cap=price is not None and self.cap_fen is not None and price > self.cap_fen,
            is_likely_entry_error=price in self.outliers,
            fault=outcome.fault if outcome else "",
            reason=outcome.reason if outcome else bid.doubt,
            treated_as=treated_as(outcome.fault) if failed and outcome else "",
            confirmed_at=bid.confirmed_at,
        )

    def _discount(self, price: int | None) -> int | None:
        if price is None or not self.cap_fen:
            return None
        return round((self.cap_fen - price) * 10_000 / self.cap_fen)


def _searched(closing: ClosingList, search: str) -> QuerySet[AnnouncedBid]:
    rows = AnnouncedBid.objects.filter(closing=closing).select_related("bidder", "sealed", "outcome").defer("manifest")
    for word in search.split()[:5]:
        rows = rows.filter(Q(bidder__name__icontains=word) | Q(bidder__credit_code__icontains=word))
    return rows


def _sorted(rows: QuerySet[AnnouncedBid], sort: str) -> QuerySet[AnnouncedBid]:
    name = SORTS.get(sort, "number")
    column = F(name.removeprefix("-"))
    ordering = column.desc(nulls_last=True) if name.startswith("-") else column.asc(nulls_last=True)
    return rows.order_by(ordering, "number")


def _attention(closing: ClosingList, view: _View) -> QuerySet[AnnouncedBid]:
    wanted = Q(outcome__outcome="failed") | ~Q(doubt="") | Q(outcome__price_fen__in=view.outliers)
    if view.cap_fen is not None:
        wanted |= Q(outcome__price_fen__gt=view.cap_fen)
    return _searched(closing, "").filter(wanted)
