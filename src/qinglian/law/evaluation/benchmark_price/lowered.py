"""Formulas that lower a trimmed mean by a drawn coefficient (3, 4, 7), and the review line of abnormally low prices (9)."""

from decimal import Decimal

from qinglian.law.evaluation.benchmark_price.arithmetic import (
    drawn,
    given,
    lowered,
    mean,
    rest,
    share,
    total,
    yuan,
)
from qinglian.law.evaluation.benchmark_price.means import trimmed
from qinglian.law.evaluation.benchmark_price.shapes import Benchmark, Given, LeftOut, Step
from qinglian.law.text import Text

A = Text("A：按“去高去低平均”求得的平均值", "A: the trimmed mean")
CAP = Text("控制价", "Control price")
BASE = Text("评标基准价", "Benchmark price")
LINE = Text("异常低价审查线", "Line of the abnormal-low review")


def mean_times_k(terms: Given) -> Benchmark:
    """This will compute formula 3. A x K: A is the trimmed mean of formula 1, rounded to the fen; K is drawn at the opening."""
    a, left_out = _a(terms)
    k = drawn("k", Text("抽取的系数 K", "Drawn coefficient K"), terms.parameters["k"])
    base = share("base", BASE, a.value, k.value)
    return Benchmark("mean_times_k", base.value, (a, k, base), left_out)


def weighted_mean_and_cap(terms: Given) -> Benchmark:
    """This will compute formula 4. A x K1 x Q1 + B x K2 x Q2: A as in formula 3, B the control price, Q2 = 100 % - Q1, K2 = 100 % - delta.

    The source does not say what B and delta are; B is read as the control price and delta as its drawn discount (unverified).
    Each of the two products is rounded to the fen before they are added.
    """
    cap, figures = required_cap(terms), terms.parameters
    a, left_out = _a(terms)
    b = given("b", Text("B：控制价", "B: control price"), cap)
    k1 = drawn("k1", Text("抽取的系数 K1", "Drawn coefficient K1"), figures["k1"])
    delta = drawn("delta", Text("抽取的下浮率 Δ", "Drawn discount Δ"), figures["delta"])
    k2 = rest("k2", Text("K2 = 1 − Δ", "K2 = 1 − Δ"), delta.value)
    q2 = rest("q2", Text("Q2 = 1 − Q1", "Q2 = 1 − Q1"), figures["q1"])
    first = share("first", Text("A × K1 × Q1", "A × K1 × Q1"), a.value, k1.value, figures["q1"])
    second = share("second", Text("B × K2 × Q2", "B × K2 × Q2"), cap, k2.value, q2.value)
    base = total("base", BASE, first.value, second.value)
    return Benchmark("weighted_mean_and_cap", base.value, (a, b, k1, delta, k2, q2, first, second, base), left_out)


def floating_point(terms: Given) -> Benchmark:
    """This will compute formula 7. A x (100 % - point): A is the trimmed mean of formula 1, rounded to the fen; the point is drawn at the opening."""
    a, left_out = _a(terms)
    point = drawn("point", Text("抽取的浮动点", "Drawn floating point"), terms.parameters["point"])
    base = lowered("base", BASE, a.value, point.value)
    return Benchmark("floating_point", base.value, (a, point, base), left_out)


def abnormally_low(terms: Given) -> Benchmark:
    """This will compute formula 9, a review test and no base. The line is the control price x percent; bids strictly below it are reviewed."""
    cap = given("cap", CAP, required_cap(terms))
    line = share("base", LINE, cap.value, terms.parameters["percent"])
    below = tuple(bid.number for bid in terms.bids if yuan(bid.price_fen) < line.value)
    return Benchmark("abnormally_low", line.value, (cap, line), review=below)


def required_cap(terms: Given) -> Decimal:
    """This will return the control price; ValueError when the section has none."""
    if terms.cap is None:
        raise ValueError("this formula needs the section's control price")
    return terms.cap


def _a(terms: Given) -> tuple[Step, tuple[LeftOut, ...]]:
    kept, left_out = trimmed(terms.bids)
    return mean("a", A, kept), left_out
