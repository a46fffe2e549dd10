"""One worked example for each formula, as data: pages and docs/reference/formulas.md show them, a test recomputes them."""

from collections.abc import Mapping
from dataclasses import dataclass

from qinglian.law.evaluation.benchmark_price import Benchmark, benchmark
from qinglian.trust.canonical import sha256

SEED = sha256(b"qinglian example seed")
CAP_FEN = 10_000_000


@dataclass(frozen=True)
class Example:
    """Prices in fen by bid number, the control price, and what the formula gives with default parameters: base (yuan), review."""

    formula: str
    prices: Mapping[int, int]
    base: str
    review: tuple[int, ...] = ()

    def computed(self) -> Benchmark:
        """This will compute the example."""
        return benchmark(self.formula, self.prices, price_cap_fen=CAP_FEN, seed=SEED)


_FIVE = {1: 9_820_000, 2: 9_710_000, 3: 9_560_000, 4: 9_930_000, 5: 9_300_000}
_EIGHT = {
    1: 8_960_000,
    2: 8_715_000,
    3: 8_420_000,
    4: 8_245_500,
    5: 7_980_000,
    6: 8_640_000,
    7: 7_725_000,
    8: 8_330_000,
}
_SIXTEEN = _EIGHT | dict(
    enumerate((8_190_000, 8_055_000, 7_890_000, 8_275_000, 8_310_000, 7_640_000, 8_120_000, 7_515_000), start=9)
)

EXAMPLES: tuple[Example, ...] = (
    Example("trimmed_mean", _FIVE, "96966.67"),
    Example("graded_trim", _FIVE, "95975.00"),
    Example("mean_times_k", _FIVE, "93572.84"),
    Example("weighted_mean_and_cap", _FIVE, "93700.99"),
    Example("abc_synthesis", _EIGHT, "82022.40"),
    Example("random_nine", _SIXTEEN, "80422.14"),
    Example("floating_point", _FIVE, "96724.25"),
    Example("lowest_is_base", _FIVE, "93000.00"),
    Example("abnormally_low", _EIGHT, "85000.00", (3, 4, 5, 7, 8)),
)
BY_FORMULA: dict[str, Example] = {example.formula: example for example in EXAMPLES}
