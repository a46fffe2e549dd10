"""From a price and the benchmark to points: the deviation in percent, and what it costs. Pure.

deviation % = round((price - base) / base, 4 places, half up) x 100, so two places. score = full - |deviation| x k, with k_up above
the base and k_down below it; parts of one percent count in proportion; two places, half up; never below the floor.
"""

from dataclasses import dataclass
from decimal import Decimal

from qinglian.law.evaluation.benchmark_price import CONTEXT, rounded, yuan

FOUR_PLACES = Decimal("0.0001")
LOWEST_IS_BASE_K_UP = Decimal("1.00")  # formula 8: one point for each percent


@dataclass(frozen=True)
class PriceTerms:
    """What the notice says of the price's points: full score, points per percent above and below the base, and the floor."""

    full: Decimal
    k_up: Decimal
    k_down: Decimal
    floor: Decimal = Decimal("0.00")


@dataclass(frozen=True)
class PriceScore:
    """One bid's deviation (percent, two places), the k that applied, what it cost, and the points."""

    price: Decimal
    base: Decimal
    deviation: Decimal
    k: Decimal
    score: Decimal


def deviation(price_fen: int, base: Decimal) -> Decimal:
    """This will return by how many percent a price lies above (+) or below (-) the base. ValueError when the base is not positive."""
    if base <= 0:
        raise ValueError(f"a benchmark price is positive, not {base}")
    quotient = CONTEXT.divide(CONTEXT.subtract(yuan(price_fen), base), base)
    return quotient.quantize(FOUR_PLACES, context=CONTEXT).scaleb(2, context=CONTEXT)


def price_score(price_fen: int, base: Decimal, terms: PriceTerms) -> PriceScore:
    """This will score one valid price against the base. A price at the base has the full score; k_up applies above it only."""
    off = deviation(price_fen, base)
    k = terms.k_up if off > 0 else terms.k_down
    points = rounded(CONTEXT.subtract(terms.full, CONTEXT.multiply(off.copy_abs(), k)))
    return PriceScore(yuan(price_fen), base, off, k, max(points, terms.floor))
