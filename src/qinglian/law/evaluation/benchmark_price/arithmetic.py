"""Exact arithmetic and the lines of a working. Every amount is rounded to the fen, half up, when it is written down,
and later lines take it as written: a pocket calculator finds the same."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

from qinglian.law.evaluation.benchmark_price.shapes import Bid, Step, Unit
from qinglian.law.text import Text

# 60 digits hold every product exactly. A quotient is cut at 60 digits; its divisor is a count of bids, so it cannot lie
# so close to a half fen without being one, and rounding twice changes nothing.
CONTEXT = Context(prec=60, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])
FEN = Decimal("0.01")
HUNDRED = Decimal(100)


def yuan(fen: int) -> Decimal:
    """This will return an amount of fen in yuan, two places."""
    return CONTEXT.scaleb(Decimal(fen), -2)


def rounded(value: Decimal) -> Decimal:
    """This will round half up (away from zero) to two places."""
    return value.quantize(FEN, context=CONTEXT)


def mean(code: str, label: Text, bids: Sequence[Bid]) -> Step:
    """This will write the arithmetic mean of the bids' prices."""
    prices = tuple(yuan(bid.price_fen) for bid in bids)
    value = rounded(CONTEXT.divide(yuan(sum(bid.price_fen for bid in bids)), Decimal(len(bids))))
    return Step(code, label, value, "mean", prices, tuple(bid.number for bid in bids))


def share(code: str, label: Text, amount: Decimal, *percents: Decimal) -> Step:
    """This will write amount x percent x percent ..."""
    value = amount
    for percent in percents:
        value = CONTEXT.multiply(value, percent).scaleb(-2, context=CONTEXT)
    return Step(code, label, rounded(value), "share", (amount, *percents))


def lowered(code: str, label: Text, amount: Decimal, percent: Decimal) -> Step:
    """This will write amount x (100 % - percent)."""
    value = share(code, label, amount, CONTEXT.subtract(HUNDRED, percent)).value
    return Step(code, label, value, "lowered", (amount, percent))


def mix(code: str, label: Text, *pairs: tuple[Decimal, Decimal]) -> Step:
    """This will write amount x percent + amount x percent + ..., rounded once."""
    value = Decimal(0)
    for amount, percent in pairs:
        value = CONTEXT.fma(amount, percent, value)
    value = rounded(value.scaleb(-2, context=CONTEXT))
    return Step(code, label, value, "mix", tuple(figure for pair in pairs for figure in pair))


def total(code: str, label: Text, *amounts: Decimal) -> Step:
    """This will write amount + amount + ..."""
    value = Decimal(0)
    for amount in amounts:
        value = CONTEXT.add(value, amount)
    return Step(code, label, value, "sum", amounts)


def rest(code: str, label: Text, percent: Decimal) -> Step:
    """This will write 100 % - percent."""
    return Step(code, label, CONTEXT.subtract(HUNDRED, percent), "rest", (percent,), unit="percent")


def given(code: str, label: Text, value: Decimal, *, unit: Unit = "yuan") -> Step:
    """This will write a figure of the notice."""
    return Step(code, label, value, "given", unit=unit)


def drawn(code: str, label: Text, value: Decimal) -> Step:
    """This will write a coefficient that was drawn, in percent."""
    return Step(code, label, value, "drawn", unit="percent")


def chosen(code: str, label: Text, bid: Bid) -> Step:
    """This will write the price of one bid."""
    return Step(code, label, yuan(bid.price_fen), "chosen", bids=(bid.number,))
