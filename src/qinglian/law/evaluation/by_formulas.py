"""The same prices by several formulas: what each would rank first. Pure; for comparison, never for an award."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from qinglian.law.evaluation.benchmark_price import Benchmark, benchmark
from qinglian.law.evaluation.price_score import PriceScore, PriceTerms, price_score

FULL = PriceTerms(full=Decimal("100.00"), k_up=Decimal("1.00"), k_down=Decimal("0.50"))


@dataclass(frozen=True)
class Placed:
    """One bid's place by one formula: its number, price, and points out of 100.00."""

    rank: int
    number: int
    price_fen: int
    points: PriceScore


@dataclass(frozen=True)
class ByFormula:
    """One formula's base and the bids in its order."""

    benchmark: Benchmark
    rows: tuple[Placed, ...]


def rank_by_formulas(
    prices: Mapping[int, int], formula_codes: Sequence[str], seed: bytes | None, *, price_cap_fen: int | None = None
) -> tuple[ByFormula, ...]:
    """This will rank prices (fen, by bid number) by each formula with its default parameters, price alone, full score 100.00.

    One point off for each percent above the base, half a point below. Ties: the lower price, then the lower number.
    """
    return tuple(
        _ranked(prices, benchmark(code, prices, price_cap_fen=price_cap_fen, seed=seed)) for code in formula_codes
    )


def _ranked(prices: Mapping[int, int], found: Benchmark) -> ByFormula:
    scored = {number: price_score(price, found.base, FULL) for number, price in prices.items()}
    ordered = sorted(prices, key=lambda number: (-scored[number].score, prices[number], number))
    rows = [Placed(at, number, prices[number], scored[number]) for at, number in enumerate(ordered, start=1)]
    return ByFormula(found, tuple(rows))
