"""Means after trimming (formulas 1 and 2), the lowest price (8), and what other formulas call A."""

from qinglian.law.evaluation.benchmark_price.arithmetic import chosen, mean
from qinglian.law.evaluation.benchmark_price.shapes import Benchmark, Bid, Given, LeftOut
from qinglian.law.text import Text

MEAN = Text("有效投标报价的算术平均值", "Arithmetic mean of the prices that count")
MOST_WITHOUT_TRIM = 3
MOST_WITHOUT_DROPPING_MIN = 6


def trimmed_mean(given: Given) -> Benchmark:
    """This will compute formula 1. Up to three bids: the mean of all. More: one highest and one lowest price are dropped, then the mean.

    Among equal highest prices the bid with the higher number is dropped, first; then, among equal lowest prices of those
    that remain, again the one with the higher number. The base is the same whichever is dropped.
    """
    kept, left_out = trimmed(given.bids)
    base = mean("base", MEAN, kept)
    return Benchmark("trimmed_mean", base.value, (base,), left_out)


def graded_trim(given: Given) -> Benchmark:
    """This will compute formula 2. Up to three bids: the mean of all; four to six: one highest dropped; seven or more: one highest, one lowest.

    Formula 2 says nothing of fewer than four bids: the mean of all is taken, as in formula 1. Ties as in formula 1.
    """
    kept, left_out = trimmed(given.bids, drops_min=len(given.bids) > MOST_WITHOUT_DROPPING_MIN)
    base = mean("base", MEAN, kept)
    return Benchmark("graded_trim", base.value, (base,), left_out)


def lowest_is_base(given: Given) -> Benchmark:
    """This will compute formula 8. The lowest valid price is the base; among equal ones the lowest number is named."""
    lowest = min(given.bids, key=lambda bid: (bid.price_fen, bid.number))
    base = chosen("base", Text("最低有效投标报价", "Lowest valid price"), lowest)
    return Benchmark("lowest_is_base", base.value, (base,))


def trimmed(bids: tuple[Bid, ...], *, drops_min: bool = True) -> tuple[tuple[Bid, ...], tuple[LeftOut, ...]]:
    """This will return (the bids that count, those dropped): all count up to three; ties drop the higher number."""
    if len(bids) <= MOST_WITHOUT_TRIM:
        return bids, ()
    highest = max(bids, key=lambda bid: (bid.price_fen, bid.number))
    dropped = {highest: LeftOut(highest.number, "highest")}
    if drops_min:
        lowest = min((bid for bid in bids if bid != highest), key=lambda bid: (bid.price_fen, -bid.number))
        dropped[lowest] = LeftOut(lowest.number, "lowest")
    return tuple(bid for bid in bids if bid not in dropped), tuple(dropped.values())
