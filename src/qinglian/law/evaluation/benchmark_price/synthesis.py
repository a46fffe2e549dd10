"""The synthesis of control price, a random bid and a low bid (formula 5), and the mean of nine bids drawn from its range (6)."""

from collections.abc import Sequence

from qinglian.law.evaluation.benchmark_price.arithmetic import (
    chosen,
    drawn,
    given,
    lowered,
    mean,
    mix,
    rest,
    share,
    yuan,
)
from qinglian.law.evaluation.benchmark_price.lowered import BASE, CAP, required_cap
from qinglian.law.evaluation.benchmark_price.means import trimmed
from qinglian.law.evaluation.benchmark_price.shapes import Benchmark, Bid, Given, LeftOut, Step
from qinglian.law.evaluation.drawn import draw_sample
from qinglian.law.text import Text

_NOBODY_REACHES = Text(
    "没有报价达到下限，C 取最接近下限的最高报价。",
    "No price reaches the lower limit: C is the highest price, the nearest to it.",
)
_NOBODY_BETWEEN = Text(
    "没有报价在 C 与上限之间，B 从 C 以外的有效报价中抽取。",
    "No price lies between C and the upper limit: B is drawn from the valid prices other than C.",
)
_ONLY_ONE = Text("只有一个有效报价，B 就是它。", "There is only one valid price: it is B.")
_EMPTY_RANGE = Text(
    "合成区间内没有报价，从全部有效报价中抽取。", "No price lies in the range: the draw is from all valid prices."
)


def abc_synthesis(terms: Given) -> Benchmark:
    """This will compute formula 5. (A x a + B x b + C x c) x K, with A, the two limits, B and C as follows.

    A = control price x (100 % - delta). Lower limit = (mean of all valid prices x w + control price x (100 % - w)) x (100 % - cut).
    Upper limit = A x `upper`. C: the lowest price that reaches the lower limit (not below it); where none does, the highest price;
    among equal ones the lower number. B: drawn from the bids strictly between C's price and the upper limit; where there is none,
    from all valid bids but C; a single bid is both. Limits are compared as written, rounded to the fen. No bid is left out.
    """
    figures = terms.parameters
    cap, delta, a, *limits, lower, upper = _range(terms)
    c, c_notes = _lowest_reaching(terms.bids, lower)
    b, b_notes = _drawn_between(terms, c, upper)
    picked_b, picked_c = chosen("b", Text("B：随机抽取的报价", "B: the price drawn"), b), chosen("c", _C, c)
    k = drawn("k", Text("抽取的系数 K", "Drawn coefficient K"), figures["k"])
    pairs = zip((a.value, picked_b.value, picked_c.value), (figures["a"], figures["b"], figures["c"]), strict=True)
    mixed = mix("mixed", Text("A、B、C 加权合成", "A, B and C weighted"), *pairs)
    base = share("base", BASE, mixed.value, k.value)
    steps = (cap, delta, a, *limits, lower, upper, picked_c, picked_b, mixed, k, base)
    return Benchmark("abc_synthesis", base.value, steps, notes=(*c_notes, *b_notes))


def random_nine(terms: Given) -> Benchmark:
    """This will compute formula 6. Of the bids in the synthesis range, its ends included, `count` are drawn (all when there are no more);
    of the drawn ones one highest and one lowest price are dropped as in formula 1 (none up to three); then the mean.

    The range goes from formula 5's lower limit to its upper limit. Where it holds no bid, the draw is from all valid bids.
    """
    steps = _range(terms)
    lower, upper = steps[-2:]
    inside = tuple(bid for bid in terms.bids if lower.value <= yuan(bid.price_fen) <= upper.value)
    pool, notes = (inside, ()) if inside else (terms.bids, (_EMPTY_RANGE,))
    taken = draw_sample(_seed(terms), "random_nine/bids", _numbers(pool), int(terms.parameters["count"]))
    kept, dropped = trimmed(tuple(bid for bid in pool if bid.number in taken))
    base = mean("base", Text("抽中报价去高去低后的平均值", "Trimmed mean of the prices drawn"), kept)
    outside = [LeftOut(number, "outside_range") for number in _numbers(terms.bids, without=_numbers(pool))]
    silent = [LeftOut(number, "not_drawn") for number in _numbers(pool, without=taken)]
    return Benchmark("random_nine", base.value, (*steps, base), (*outside, *silent, *dropped), notes=notes)


_C = Text("C：不低于下限的最低报价", "C: the lowest price not below the lower limit")


def _range(terms: Given) -> tuple[Step, ...]:
    """This will write control price, delta, A, mean, w's rest, blend, and last the two limits."""
    figures = terms.parameters
    cap = given("cap", CAP, required_cap(terms))
    delta = drawn("delta", Text("抽取的下浮率 Δ", "Drawn discount Δ"), figures["delta"])
    a = lowered("a", Text("A = 控制价 ×（1 − Δ）", "A = control price × (1 − Δ)"), cap.value, delta.value)
    every = mean("mean", Text("全部有效报价的平均值", "Mean of all valid prices"), terms.bids)
    of_cap = rest("cap_weight", Text("控制价的权重", "Weight of the control price"), figures["mean_weight"])
    blend_of = ((every.value, figures["mean_weight"]), (cap.value, of_cap.value))
    blend = mix("blend", Text("平均值与控制价加权", "Mean and control price weighted"), *blend_of)
    lower = lowered("lower", Text("下限", "Lower limit"), blend.value, figures["cut"])
    upper = share("upper", Text("上限", "Upper limit"), a.value, figures["upper"])
    return cap, delta, a, every, of_cap, blend, lower, upper


def _lowest_reaching(bids: tuple[Bid, ...], lower: Step) -> tuple[Bid, tuple[Text, ...]]:
    reaching = [bid for bid in bids if yuan(bid.price_fen) >= lower.value]
    if reaching:
        return min(reaching, key=lambda bid: (bid.price_fen, bid.number)), ()
    return min(bids, key=lambda bid: (-bid.price_fen, bid.number)), (_NOBODY_REACHES,)


def _drawn_between(terms: Given, c: Bid, upper: Step) -> tuple[Bid, tuple[Text, ...]]:
    pool = [bid for bid in terms.bids if c.price_fen < bid.price_fen and yuan(bid.price_fen) < upper.value]
    notes: tuple[Text, ...] = ()
    if not pool:
        pool, notes = [bid for bid in terms.bids if bid != c], (_NOBODY_BETWEEN,)
    if not pool:
        return c, (_ONLY_ONE,)
    (number,) = draw_sample(_seed(terms), "abc_synthesis/b", _numbers(pool), 1)
    return next(bid for bid in pool if bid.number == number), notes


def _numbers(bids: Sequence[Bid], *, without: Sequence[int] = ()) -> list[int]:
    unwanted = set(without)
    return [bid.number for bid in bids if bid.number not in unwanted]


def _seed(terms: Given) -> bytes:
    if terms.seed is None:
        raise ValueError("this formula chooses bids at random: it needs the revealed seed")
    return terms.seed
