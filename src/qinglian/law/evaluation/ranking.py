"""Rankings of the bids that were not rejected, with every component, so that pages and `qinglian verify` recompute them. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from qinglian.law.evaluation.benchmark_price import CONTEXT
from qinglian.law.evaluation.rejection_grounds import BY_CODE
from qinglian.law.text import Text

TIE_RULES: dict[str, Text] = {
    "": Text("", ""),
    "lower_price": Text("得分（评审价）相同，报价低的在前。", "Equal: the lower price comes first."),
    "higher_technical": Text(
        "得分、报价都相同，技术得分高的在前。", "Equal in score and price: the higher technical score comes first."
    ),
    "lower_number": Text(
        "各项都相同，开标编号小的在前。法律对此没有规定；招标文件另有规定的，从其规定。",
        "Equal in everything: the lower number at the opening comes first. The law says nothing of this; the tender document may.",
    ),
}


class Scored(NamedTuple):
    """One valid bid before the ranking: number, price, and the points of its three parts (two places)."""

    number: int
    price_fen: int
    technical: Decimal
    business: Decimal
    price_score: Decimal


class Adjustment(NamedTuple):
    """One signed item of the price review: why, and by how many fen the evaluated price moves (negative: down)."""

    reason: str
    fen: int


class Priced(NamedTuple):
    """One valid bid before the ranking by evaluated price."""

    number: int
    price_fen: int
    adjustments: tuple[Adjustment, ...] = ()


class Rejected(NamedTuple):
    """A rejected bid: its number, the statutory ground (a code of `rejection_grounds`) and what the committee found."""

    number: int
    ground: str
    finding: str


@dataclass(frozen=True)
class ScoredRow:
    """One row of a ranking by score. `tie` names the rule that put it behind the row above ("" where the total did)."""

    rank: int
    bid: Scored
    total: Decimal
    tie: str


@dataclass(frozen=True)
class PricedRow:
    """One row of a ranking by evaluated price; `tie` as above."""

    rank: int
    bid: Priced
    evaluated_fen: int
    tie: str


Row = TypeVar("Row", ScoredRow, PricedRow)
SomeBid = TypeVar("SomeBid", Scored, Priced)


@dataclass(frozen=True)
class Ranking(Generic[Row]):
    """The rows in order, the rejected bids by number, and the tie rules that decided something."""

    rows: tuple[Row, ...]
    rejected: tuple[Rejected, ...]
    tie_rules: tuple[Text, ...]

    def candidates(self, most: int) -> tuple[Row, ...]:
        """This will return the first `most` rows."""
        return self.rows[:most]


def rank_by_score(bids: Sequence[Scored], rejected: Sequence[Rejected] = ()) -> Ranking[ScoredRow]:
    """This will rank by technical + business + price, highest first; ties by lower price, higher technical score, lower number."""
    _check(bids, rejected)
    keys: list[tuple[str, Callable[[Scored], Decimal | int]]] = [
        ("", lambda bid: -total_of(bid)),
        ("lower_price", lambda bid: bid.price_fen),
        ("higher_technical", lambda bid: -bid.technical),
        ("lower_number", lambda bid: bid.number),
    ]
    ordered = sorted(bids, key=lambda bid: tuple(key(bid) for _, key in keys))
    ties = _ties(ordered, keys)
    rows = [ScoredRow(at + 1, bid, total_of(bid), tie) for at, (bid, tie) in enumerate(zip(ordered, ties, strict=True))]
    return Ranking(tuple(rows), _in_order(rejected), _said(ties))


def rank_by_evaluated_price(bids: Sequence[Priced], rejected: Sequence[Rejected] = ()) -> Ranking[PricedRow]:
    """This will rank by price + adjustments, lowest first; ties by lower price, then lower number.

    A price below cost cannot win (ZTB 41): the committee rejects that bid, on the fifth ground of REG 51, before the ranking.
    """
    _check(bids, rejected)
    keys: list[tuple[str, Callable[[Priced], Decimal | int]]] = [
        ("", evaluated_fen),
        ("lower_price", lambda bid: bid.price_fen),
        ("lower_number", lambda bid: bid.number),
    ]
    ordered = sorted(bids, key=lambda bid: tuple(key(bid) for _, key in keys))
    ties = _ties(ordered, keys)
    found = enumerate(zip(ordered, ties, strict=True))
    rows = [PricedRow(at + 1, bid, evaluated_fen(bid), tie) for at, (bid, tie) in found]
    return Ranking(tuple(rows), _in_order(rejected), _said(ties))


def total_of(bid: Scored) -> Decimal:
    """This will add the three parts."""
    return CONTEXT.add(CONTEXT.add(bid.technical, bid.business), bid.price_score)


def evaluated_fen(bid: Priced) -> int:
    """This will return the evaluated price in fen."""
    return bid.price_fen + sum(adjustment.fen for adjustment in bid.adjustments)


def _ties(ordered: Sequence[SomeBid], keys: Sequence[tuple[str, Callable[[SomeBid], Decimal | int]]]) -> list[str]:
    found = [""] if ordered else []
    for before, bid in pairwise(ordered):
        found.append(next(name for name, key in keys if key(before) != key(bid)))
    return found


def _said(ties: Sequence[str]) -> tuple[Text, ...]:
    return tuple(text for name, text in TIE_RULES.items() if name and name in ties)


def _in_order(rejected: Sequence[Rejected]) -> tuple[Rejected, ...]:
    return tuple(sorted(rejected, key=lambda row: row.number))


def _check(bids: Sequence[Scored] | Sequence[Priced], rejected: Sequence[Rejected]) -> None:
    numbers = [row.number for row in (*bids, *rejected)]
    if len(set(numbers)) != len(numbers):
        raise ValueError("a bid stands twice, or is ranked and rejected at once")
    unknown = [row.ground for row in rejected if row.ground not in BY_CODE]
    if unknown:
        raise ValueError(f"no statutory ground: {unknown}")
