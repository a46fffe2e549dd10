"""A benchmark and a price's points as lines of plain arithmetic, for a losing bidder with a pocket calculator. Pure.

"(98,200.00 + 97,100.00) ÷ 2 = 97,650.00": every line can be typed in, and each amount is rounded to the fen where it is written.
"""

from decimal import Decimal

from qinglian.law.evaluation.benchmark_price import (
    BY_CODE,
    CONTEXT,
    LEFT_OUT_REASONS,
    Benchmark,
    Step,
)
from qinglian.law.evaluation.price_score import PriceScore, PriceTerms
from qinglian.law.text import Text

MOST_WRITTEN_OUT = 12  # prices of a mean in one line; more are told by their sum


def explain(benchmark: Benchmark) -> list[Text]:
    """This will tell a benchmark line by line: who is left out, every step, what a fallback decided, who is to be reviewed."""
    lines = [Text(f"公式：{_label(benchmark).zh}", f"Formula: {_label(benchmark).en}")]
    for reason, words in LEFT_OUT_REASONS.items():
        numbers = [left.number for left in benchmark.left_out if left.reason == reason]
        if numbers:
            lines.append(Text(f"{words.zh}：{_numbers(numbers).zh}", f"{words.en}: {_numbers(numbers).en}"))
    for step in benchmark.steps:
        working = _working(step)
        lines.append(Text(f"{step.label.zh}：{working.zh}", f"{step.label.en}: {working.en}"))
    lines += benchmark.notes
    if not BY_CODE[benchmark.formula].is_base:
        found = _numbers(list(benchmark.review)) if benchmark.review else Text("无", "none")
        lines.append(Text(f"低于审查线的投标：{found.zh}", f"Bids below the line: {found.en}"))
    return lines


def explain_score(score: PriceScore, terms: PriceTerms) -> list[Text]:
    """This will tell in two lines how far a price lies from the base, and what that costs."""
    off = score.deviation.copy_abs()
    quotient = f"({_money(score.price)} − {_money(score.base)}) ÷ {_money(score.base)} × 100% = {score.deviation}%"
    points = f"{terms.full} − {off} × {score.k} = {score.score}"
    raw = CONTEXT.subtract(terms.full, CONTEXT.multiply(off, score.k))
    if raw < terms.floor:
        points = f"{terms.full} − {off} × {score.k} < {terms.floor} → {score.score}"
    return [
        Text(f"偏差率：{quotient}", f"Deviation: {quotient}"),
        Text(f"价格得分：{points}", f"Points of the price: {points}"),
    ]


def _label(benchmark: Benchmark) -> Text:
    return BY_CODE[benchmark.formula].label


def _working(step: Step) -> Text:
    match step.how:
        case "mean":
            return _mean(step)
        case "share":
            amount, *percents = step.operands
            return _same(
                f"{_money(amount)} × {' × '.join(f'{percent}%' for percent in percents)} = {_money(step.value)}"
            )
        case "lowered":
            amount, percent = step.operands
            return _same(f"{_money(amount)} × (100% − {percent}%) = {_money(step.value)}")
        case "mix":
            pairs = zip(step.operands[::2], step.operands[1::2], strict=True)
            terms = " + ".join(f"{_money(amount)} × {percent}%" for amount, percent in pairs)
            return _same(f"{terms} = {_money(step.value)}")
        case "sum":
            return _same(f"{' + '.join(_money(amount) for amount in step.operands)} = {_money(step.value)}")
        case "rest":
            return _same(f"100% − {step.operands[0]}% = {step.value}%")
        case "chosen":
            price = _money(step.value)
            return Text(f"{step.bids[0]} 号报价 {price}", f"bid no. {step.bids[0]}, {price}")
        case _:
            return _same(f"{step.value}%" if step.unit == "percent" else _money(step.value))


def _mean(step: Step) -> Text:
    count = len(step.operands)
    if count == 1:
        return Text(f"{step.bids[0]} 号报价 {_money(step.value)}", f"bid no. {step.bids[0]}, {_money(step.value)}")
    if count <= MOST_WRITTEN_OUT:
        return _same(f"({' + '.join(_money(price) for price in step.operands)}) ÷ {count} = {_money(step.value)}")
    total = Decimal(0)
    for price in step.operands:
        total = CONTEXT.add(total, price)
    quotient = f"{_money(total)} ÷ {count} = {_money(step.value)}"
    return Text(f"{count} 个报价之和 {quotient}", f"sum of {count} prices {quotient}")


def _numbers(numbers: list[int]) -> Text:
    ordered = sorted(numbers)
    return Text("、".join(f"{number} 号" for number in ordered), ", ".join(f"no. {number}" for number in ordered))


def _money(amount: Decimal) -> str:
    return f"{amount:,.2f}"


def _same(working: str) -> Text:
    return Text(working, working)
