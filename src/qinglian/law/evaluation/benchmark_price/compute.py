"""One door to all formulas: prices by bidder number, what the notice states, what was drawn -> the benchmark and its working."""

from collections.abc import Mapping
from decimal import localcontext

from qinglian.law.evaluation.benchmark_price.arithmetic import CONTEXT, yuan
from qinglian.law.evaluation.benchmark_price.parameters import default_parameters, read_parameters
from qinglian.law.evaluation.benchmark_price.rows import BY_CODE
from qinglian.law.evaluation.benchmark_price.shapes import Benchmark, Bid, Given

MOST_FEN = 2**53 - 1


def benchmark(
    code: str,
    prices: Mapping[int, int],
    *,
    parameters: Mapping[str, str] | None = None,
    price_cap_fen: int | None = None,
    seed: bytes | None = None,
) -> Benchmark:
    """This will compute a formula over the prices (fen) of the valid bids, by bid number.

    Bids that the committee rejected, and prices above the cap, are not valid and must not be given. `parameters` are spelt as in
    the notice (None: the defaults); `seed` is the revealed one. KeyError for an unknown formula, ValueError for what cannot be
    computed: no bid, a price that is no positive whole number of fen, a missing cap or seed, a parameter outside its range.
    """
    formula = BY_CODE[code]
    if not prices:
        raise ValueError("no valid bid: there is nothing to compute")
    for number, price in prices.items():
        if not isinstance(price, int) or isinstance(price, bool) or not 0 < price <= MOST_FEN:
            raise ValueError(f"bid {number}: a price is a positive whole number of fen, not {price!r:.40}")
    with localcontext(CONTEXT):
        spelt = default_parameters(formula) if parameters is None else parameters
        figures = read_parameters(formula, spelt, seed=seed)
        bids = tuple(Bid(number, prices[number]) for number in sorted(prices))
        cap = None if price_cap_fen is None else yuan(price_cap_fen)
        return formula.compute(Given(bids, cap, figures, seed))
