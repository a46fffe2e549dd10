"""The formulas as rows. Ranges are what a notice may state; a drawn coefficient's default is (low, high, step)."""

from collections.abc import Mapping
from decimal import Decimal

from qinglian.law.evaluation.benchmark_price import lowered, means, synthesis
from qinglian.law.evaluation.benchmark_price.shapes import Formula, Parameter, Unit
from qinglian.law.text import Text

PRACTICE = Text("实践：见于在用平台的公开材料", "Practice: seen in a working platform's public material")
PRACTICE_IN_PART = Text(
    "实践：见于在用平台的公开材料；B 与 Δ 的含义未经核实",
    "Practice: seen in a working platform's public material; the meaning of B and Δ is unverified",
)
DATA = Text(
    "数据：见于已发布的招标公告（参照建市函〔2020〕1073 号）",
    "Data: seen in a published notice (after 建市函〔2020〕1073)",
)


def _parameter(
    code: str, label: Text, limits: tuple[str, str, str], *default: str, unit: Unit = "percent"
) -> Parameter:
    least, most, step = (Decimal(figure) for figure in limits)
    return Parameter(code, label, unit, least, most, step, tuple(Decimal(figure) for figure in default))


def _weights_make_the_whole(figures: Mapping[str, Decimal]) -> Text | None:
    whole = sum((figures[code] for code in "abc"), Decimal(0))
    if whole == 100:
        return None
    return Text(
        f"A、B、C 的权重之和应为 100.00%，现为 {whole}%。", f"The weights of A, B and C make 100.00 %, not {whole} %."
    )


_K = _parameter("k", Text("系数 K", "Coefficient K"), ("80.00", "100.00", "0.01"), "95.00", "98.00", "0.50")
_DELTA = _parameter("delta", Text("下浮率 Δ", "Discount Δ"), ("0.00", "30.00", "0.01"), "6.00", "12.00", "1.00")
_RANGE = (
    _DELTA,
    _parameter(
        "mean_weight",
        Text("下限中平均值的权重", "Weight of the mean in the lower limit"),
        ("0.00", "100.00", "0.01"),
        "70.00",
    ),
    _parameter("cut", Text("下限的下浮", "Cut of the lower limit"), ("0.00", "50.00", "0.01"), "25.00"),
    _parameter("upper", Text("上限占 A 的比例", "Upper limit as a share of A"), ("50.00", "100.00", "0.01"), "95.00"),
)
_TIES = Text(
    "最高价（最低价）有几个相同的，只去掉其中一个，去编号大的一个；先去最高，后去最低。",
    "Of equal highest (or lowest) prices only one is dropped, the one with the higher number; the highest is dropped first.",
)
_ROUNDING_OF_A = Text("A 先四舍五入到分，再参加计算。", "A is rounded to the fen before it is used.")

FORMULAS: tuple[Formula, ...] = (
    Formula(
        1,
        "trimmed_mean",
        Text("去高去低平均", "Trimmed mean"),
        Text(
            "有效投标报价不超过三个的，取全部报价的算术平均值；超过三个的，去掉一个最高价和一个最低价后取算术平均值。",
            "Up to three valid prices: the arithmetic mean of all. More than three: one highest and one lowest price are dropped, then the arithmetic mean.",
        ),
        (_TIES,),
        PRACTICE,
        means.trimmed_mean,
    ),
    Formula(
        2,
        "graded_trim",
        Text("分档去高去低平均", "Graded trim"),
        Text(
            "有效投标报价四至六个的，只去掉一个最高价；七个以上的，去掉一个最高价和一个最低价；其余取算术平均值。",
            "Four to six valid prices: one highest price is dropped. Seven or more: one highest and one lowest. Then the arithmetic mean.",
        ),
        (Text("不足四个的，取全部报价的算术平均值。", "Fewer than four: the arithmetic mean of all."), _TIES),
        PRACTICE,
        means.graded_trim,
    ),
    Formula(
        3,
        "mean_times_k",
        Text("平均值乘系数", "Mean times K"),
        Text(
            "评标基准价 = A × K。A 为去高去低平均值，K 在开标时从公告规定的范围内抽取。",
            "Benchmark price = A × K. A is the trimmed mean; K is drawn at the opening from the range that the notice states.",
        ),
        (_ROUNDING_OF_A,),
        PRACTICE,
        lowered.mean_times_k,
        (_K,),
    ),
    Formula(
        4,
        "weighted_mean_and_cap",
        Text("平均值与控制价加权", "Weighted mean and control price"),
        Text(
            "评标基准价 = A × K1 × Q1 + B × K2 × Q2。A 为去高去低平均值，B 为控制价，Q2 = 1 − Q1，K2 = 1 − Δ；K1、Δ 在开标时抽取。",
            "Benchmark price = A × K1 × Q1 + B × K2 × Q2. A is the trimmed mean, B the control price, Q2 = 1 − Q1, K2 = 1 − Δ; K1 and Δ are drawn at the opening.",
        ),
        (
            _ROUNDING_OF_A,
            Text("两项分别四舍五入到分，再相加。", "Each product is rounded to the fen before they are added."),
        ),
        PRACTICE_IN_PART,
        lowered.weighted_mean_and_cap,
        (
            _parameter("k1", Text("系数 K1", "Coefficient K1"), ("80.00", "100.00", "0.01"), "95.00", "98.00", "0.50"),
            _DELTA,
            _parameter("q1", Text("平均值的权重 Q1", "Weight Q1 of the mean"), ("0.00", "100.00", "0.01"), "70.00"),
        ),
        needs_cap=True,
    ),
    Formula(
        5,
        "abc_synthesis",
        Text("ABC 合成", "ABC synthesis"),
        Text(
            "评标基准价 =（A × 50% + B × 30% + C × 20%）× K。A = 控制价 ×（1 − Δ）；C 为不低于下限的最低报价，下限 =（平均值 × 70% + 控制价 × 30%）×（1 − 25%）；"
            "B 从高于 C、低于 A × 95% 的报价中随机抽取；Δ、K 在开标时抽取。百分数由公告规定，此处为默认值。",
            "Benchmark price = (A × 50 % + B × 30 % + C × 20 %) × K. A = control price × (1 − Δ); C is the lowest price not below the lower limit, which is "
            "(mean × 70 % + control price × 30 %) × (1 − 25 %); B is drawn from the prices above C and below A × 95 %; Δ and K are drawn at the opening. "
            "The percentages are stated in the notice; these are the defaults.",
        ),
        (
            Text("平均值是全部有效报价的算术平均值。", "The mean is that of all valid prices."),
            Text(
                "A、上限和下限先四舍五入到分，再与报价比较。",
                "A and the limits are rounded to the fen before prices are compared with them.",
            ),
            Text(
                "没有报价达到下限的，C 取最高报价。", "Where no price reaches the lower limit, C is the highest price."
            ),
            Text(
                "没有报价在 C 与上限之间的，B 从 C 以外的有效报价中抽取；只有一个有效报价的，B 与 C 都是它。",
                "Where no price lies between C and the upper limit, B is drawn from the valid prices other than C; a single valid price is both B and C.",
            ),
        ),
        PRACTICE,
        synthesis.abc_synthesis,
        (
            _parameter("a", Text("A 的权重", "Weight of A"), ("0.00", "100.00", "0.01"), "50.00"),
            _parameter("b", Text("B 的权重", "Weight of B"), ("0.00", "100.00", "0.01"), "30.00"),
            _parameter("c", Text("C 的权重", "Weight of C"), ("0.00", "100.00", "0.01"), "20.00"),
            *_RANGE,
            _K,
        ),
        needs_cap=True,
        chooses_bids=True,
        check=_weights_make_the_whole,
    ),
    Formula(
        6,
        "random_nine",
        Text("随机九家平均", "Mean of nine drawn"),
        Text(
            "从合成区间内的报价中随机抽取九个（不足九个的全部抽取），去掉一个最高价和一个最低价后取算术平均值。",
            "Nine of the prices inside the synthesis range are drawn (all when there are fewer); one highest and one lowest are dropped, then the arithmetic mean.",
        ),
        (
            Text(
                "合成区间是 ABC 合成的下限至上限，含两端。",
                "The range is that from the lower to the upper limit of the ABC synthesis, both ends included.",
            ),
            Text("抽中不超过三个的，不去高低。", "Up to three drawn prices: none is dropped."),
            Text(
                "区间内没有报价的，从全部有效报价中抽取。",
                "Where the range holds no price, the draw is from all valid prices.",
            ),
            _TIES,
        ),
        PRACTICE,
        synthesis.random_nine,
        (
            *_RANGE,
            _parameter("count", Text("抽取个数", "How many are drawn"), ("4.00", "99.00", "1.00"), "9.00", unit="bids"),
        ),
        needs_cap=True,
        chooses_bids=True,
    ),
    Formula(
        7,
        "floating_point",
        Text("平均值下浮", "Floating point"),
        Text(
            "评标基准价 = A ×（1 − 浮动点）。A 为去高去低平均值，浮动点在开标时从公告规定的范围内抽取（默认 0.25% 至 1.50%）。",
            "Benchmark price = A × (1 − point). A is the trimmed mean; the point is drawn at the opening from the range that the notice states (by default 0.25 % to 1.50 %).",
        ),
        (_ROUNDING_OF_A, Text("浮动点是下浮：基准价低于 A。", "The point lowers: the benchmark price lies below A.")),
        PRACTICE,
        lowered.floating_point,
        (_parameter("point", Text("浮动点", "Floating point"), ("0.00", "10.00", "0.01"), "0.25", "1.50", "0.25"),),
    ),
    Formula(
        8,
        "lowest_is_base",
        Text("最低价为基准价", "Lowest is base"),
        Text(
            "最低有效投标报价为评标基准价；报价每高 1% 扣 1 分，不足 1% 的按比例扣。",
            "The lowest valid price is the benchmark price; each 1 % above it takes one point off, parts of 1 % in proportion.",
        ),
        (),
        PRACTICE,
        means.lowest_is_base,
    ),
    Formula(
        9,
        "abnormally_low",
        Text("异常低价审查", "Abnormally low price review"),
        Text(
            "报价低于控制价的规定比例（房屋建筑 90%、轨道交通 88%、市政 85%）的，启动异常低价审查。审查不等于否决：不得设最低投标限价（条例第二十七条）。",
            "A price below the stated share of the control price (building 90 %, rail 88 %, municipal 85 %) is reviewed as abnormally low. A review is no rejection: a price floor is forbidden (REG 27).",
        ),
        (Text("恰好等于审查线的不审查。", "A price exactly on the line is not reviewed."),),
        DATA,
        lowered.abnormally_low,
        (
            _parameter(
                "percent", Text("控制价的比例", "Share of the control price"), ("50.00", "99.00", "0.01"), "85.00"
            ),
        ),
        needs_cap=True,
        is_base=False,
    ),
)
BY_CODE: dict[str, Formula] = {row.code: row for row in FORMULAS}
