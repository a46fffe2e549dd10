"""What a formula is, what goes in, what comes out. Amounts are `Decimal` yuan with two places, percentages `Decimal` percent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from qinglian.law.text import Text

Unit = Literal["yuan", "percent", "bids"]
How = Literal["mean", "share", "lowered", "mix", "sum", "rest", "given", "drawn", "chosen"]


class Bid(NamedTuple):
    """A valid bid: its number in the opening record and its price in fen."""

    number: int
    price_fen: int


@dataclass(frozen=True)
class Parameter:
    """A figure that the notice states. `default` is one value, or (low, high, step) of a coefficient drawn at the opening."""

    code: str
    label: Text
    unit: Unit
    least: Decimal
    most: Decimal
    step: Decimal
    default: tuple[Decimal, ...]

    @property
    def is_drawn(self) -> bool:
        """Whether the notice states a range only and the value comes by commit and reveal."""
        return len(self.default) == 3

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the notice's terms: the code, or code_low, code_high and code_step."""
        return tuple(f"{self.code}_{end}" for end in ("low", "high", "step")) if self.is_drawn else (self.code,)


@dataclass(frozen=True)
class Given:
    """What a formula works on: valid bids by number, the control price (yuan), fixed and drawn figures, the seed of random choices."""

    bids: tuple[Bid, ...]
    cap: Decimal | None
    parameters: Mapping[str, Decimal]
    seed: bytes | None = None


@dataclass(frozen=True)
class Step:
    """One line of the working: a name, a value, and how it came from its operands, so that anybody can do it again.

    `mean` of the prices of `bids` · `share` amount x percents · `lowered` amount x (100 % - percent) · `mix` sum of amount x percent
    (operands in pairs) · `sum` · `rest` 100 % - percent · `given` in the notice · `drawn` from the seed · `chosen` price of one bid.
    """

    code: str
    label: Text
    value: Decimal
    how: How
    operands: tuple[Decimal, ...] = ()
    bids: tuple[int, ...] = ()
    unit: Unit = "yuan"


class LeftOut(NamedTuple):
    """A bid that the formula leaves out of its mean, and why (a code of `LEFT_OUT_REASONS`). It stays a valid bid."""

    number: int
    reason: str


LEFT_OUT_REASONS: dict[str, Text] = {
    "highest": Text("去掉的一个最高价", "The one highest price dropped"),
    "lowest": Text("去掉的一个最低价", "The one lowest price dropped"),
    "outside_range": Text("不在合成区间内", "Outside the synthesis range"),
    "not_drawn": Text("未被抽中", "Not drawn"),
}


@dataclass(frozen=True)
class Benchmark:
    """What a formula gives: the base (yuan, two places), the working, the bids left out, and what a fallback rule decided.

    Of a review test (`Formula.is_base` false) `base` is the line and `review` lists the bids below it.
    """

    formula: str
    base: Decimal
    steps: tuple[Step, ...]
    left_out: tuple[LeftOut, ...] = ()
    review: tuple[int, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def drawn(self) -> dict[str, Decimal]:
        """The coefficients that the seed decided, in percent, by the code of their step."""
        return {step.code: step.value for step in self.steps if step.how == "drawn"}


def _no_further_rule(_: Mapping[str, Decimal]) -> Text | None:
    return None


@dataclass(frozen=True)
class Formula:
    """One formula as a row: words, readings of what the words leave open, parameters, source, and the function."""

    number: int
    code: str
    label: Text
    words: Text
    readings: tuple[Text, ...]
    source: Text
    compute: Callable[[Given], Benchmark] = field(repr=False)
    parameters: tuple[Parameter, ...] = ()
    needs_cap: bool = False
    chooses_bids: bool = False
    is_base: bool = True
    check: Callable[[Mapping[str, Decimal]], Text | None] = field(default=_no_further_rule, repr=False)

    @property
    def needs_seed(self) -> bool:
        """Whether something in it is decided by a seed that the parties committed to before the deadline."""
        return self.chooses_bids or any(parameter.is_drawn for parameter in self.parameters)
