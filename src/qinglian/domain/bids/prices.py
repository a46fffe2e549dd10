"""What a chart of prices shows: bins, median, and prices so far from the rest that they are likely entry errors.

Robust z (Iglewicz and Hoaglin 1993): 0.6745 * (price - median) / MAD. Their limit is 3.5; here a price must also differ
from the median by half of it or more, because bidders' prices cluster within a few per mille and nobody is to be pointed
at for a bold discount. The mark is a question to the bidder, never a judgement.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from qinglian.law.text import Text

ROBUST_Z = 3.5
SHARE_OF_MEDIAN = 0.5
LIKELY_ENTRY_ERROR = Text("可能是填报错误", "Likely an entry error")
_NICE_STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Outlier:
    """A price far from the rest: its figure in fen, its ratio to the median and its robust z."""

    price_fen: int
    times_median: float
    robust_z: float


@dataclass(frozen=True)
class Bin:
    """One bar: prices in [from_fen, to_fen), the last one closed."""

    from_fen: int
    to_fen: int
    count: int


@dataclass(frozen=True)
class PriceChart:
    """Bins over the prices that are no outliers, the outliers beside them, and the median in fen (None without prices)."""

    n: int
    median_fen: int | None
    step_fen: int
    bins: tuple[Bin, ...]
    outliers: tuple[Outlier, ...]


def price_chart(prices_fen: Sequence[int], *, bars: int = 40) -> PriceChart:
    """This will sort prices (fen) into about `bars` bins of a round width, outliers left aside but named."""
    if not prices_fen:
        return PriceChart(0, None, 0, (), ())
    found = {outlier.price_fen: outlier for outlier in outliers(prices_fen)}
    inside = sorted(price for price in prices_fen if price not in found)
    step = _round_step((inside[-1] - inside[0]) // bars)
    first = inside[0] - inside[0] % step
    counts = [0] * ((inside[-1] - first) // step + 1)
    for price in inside:
        counts[(price - first) // step] += 1
    bins = tuple(Bin(first + i * step, first + (i + 1) * step, count) for i, count in enumerate(counts))
    return PriceChart(len(prices_fen), median(prices_fen), step, bins, tuple(found.values()))


def outliers(prices_fen: Sequence[int]) -> tuple[Outlier, ...]:
    """This will return the prices that are likely entry errors, the farthest first; none when there are fewer than three."""
    if len(prices_fen) < 3:
        return ()
    middle = median(prices_fen)
    spread = max(median([abs(price - middle) for price in prices_fen]), 1)
    far = [
        Outlier(price, round(price / middle, 2), round(0.6745 * (price - middle) / spread, 1))
        for price in dict.fromkeys(prices_fen)
        if abs(price - middle) >= SHARE_OF_MEDIAN * middle and 0.6745 * abs(price - middle) / spread > ROBUST_Z
    ]
    return tuple(sorted(far, key=lambda outlier: -abs(outlier.robust_z)))


def median(values: Sequence[int]) -> int:
    """This will return the median, in whole units (the mean of the middle two rounded down)."""
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) // 2


def _round_step(least: int) -> int:
    """This will return the smallest 1, 2 or 5 times a power of ten that is not below `least` (and at least one fen)."""
    power = 1
    while True:
        for nice in _NICE_STEPS:
            if nice * power >= max(least, 1):
                return nice * power
        power *= 10
