"""How a ranking comes about, in words and lines of plain arithmetic that a losing bidder can type into a pocket calculator. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from qinglian.domain.contracts.reasons import base_lines, price_lines, price_terms
from qinglian.law.evaluation.benchmark_price import BY_CODE
from qinglian.law.evaluation.ranking import TIE_RULES
from qinglian.law.evaluation.scoring import MEMBERS_TO_TRIM
from qinglian.law.evaluation.terms import PARTS
from qinglian.law.text import Text

Result = Mapping[str, Any]


@dataclass(frozen=True)
class BidWorking:
    """One bid of the ranking: its number, the working line by line, and the tie rule that put it behind the row above ("" for none)."""

    number: int
    lines: list[Text]
    tie: Text


@dataclass(frozen=True)
class Working:
    """The whole: the rules in words, the base price line by line, then every bid in its order."""

    rules: list[Text]
    base: list[Text]
    bids: list[BidWorking]


def working_of(result: Result, *, shows_totals: bool) -> Working:
    """This will tell how the ranking follows. Each seat's totals are written out only with `shows_totals`: from the award on."""
    rules = _scoring_rules(result) if result["scores"] else _price_review_rules(result)
    bids = [
        BidWorking(row["number"], _lines(result, row, shows_totals=shows_totals), TIE_RULES[row.get("tie", "")])
        for row in result["ranking"]
    ]
    return Working(rules, base_lines(result), bids)


def sheets_counted(result: Result) -> int:
    """This will say from how many members' sheets the scores are averaged (0 where nothing was scored)."""
    parts = [row[part] for row in result["scores"] for part in PARTS if row[part]]
    return len(parts[0]["totals"]) if parts else 0


def _lines(result: Result, row: Mapping[str, Any], *, shows_totals: bool) -> list[Text]:
    if "evaluated_fen" in row:
        return [_evaluated(row)]
    scores = next(one for one in result["scores"] if one["number"] == row["number"])
    parts = [part_line(part, scores[part], shows_totals=shows_totals) for part in PARTS if scores[part]]
    summands = [row[part] for part in PARTS if scores[part]] + [row["price"]]
    total = f"{' + '.join(summands)} = {row['total']}"
    return [*parts, *price_lines(result, row["number"]), Text(f"总分：{total}", f"Total: {total}")]


def part_line(part: str, score: Mapping[str, Any], *, shows_totals: bool) -> Text:
    """This will tell one part's mean: which totals are left out, and the rest written out; or the number of sheets alone."""
    label, totals, dropped = PARTS[part], score["totals"], score["dropped"]
    counted = {seat: total for seat, total in totals.items() if int(seat) not in dropped}
    if not shows_totals:
        left = len(totals) - len(counted)
        zh = f"{len(totals)} 位评委的总分" + (f"去掉 {left} 个，其余" if left else "") + f"平均 = {score['average']}"
        en = f"mean of {len(totals)} members’ totals" + (f", {left} of them left out" if left else "")
        return Text(f"{label.zh}得分：{zh}", f"{label.en} points: {en} = {score['average']}")
    mean = f"({' + '.join(counted.values())}) ÷ {len(counted)} = {score['average']}"
    if not dropped:
        return Text(f"{label.zh}得分：{mean}", f"{label.en} points: {mean}")
    high, low = ((seat, totals[str(seat)]) for seat in dropped)
    return Text(
        f"{label.zh}得分：去掉最高的 {high[1]}（席位 {high[0]}）和最低的 {low[1]}（席位 {low[0]}）；{mean}",
        f"{label.en} points: without the highest, {high[1]} (seat {high[0]}), and the lowest, {low[1]} (seat {low[0]}): {mean}",
    )


def _scoring_rules(result: Result) -> list[Text]:
    formula, terms = BY_CODE[result["benchmark"]["formula"]], price_terms(result)
    seed = Text(
        f"抽取的系数由各方事先承诺、开标后公布的种子决定，合成的种子是 {result['seed']}；计算器算不出，qinglian verify 会重算。",
        f"What is drawn follows from seeds that the parties committed to before and revealed after the opening; combined: {result['seed']}. No pocket calculator does that; qinglian verify does.",
    )
    return [
        Text(
            "总分 = 技术得分 + 商务得分 + 价格得分。每一步都四舍五入到两位小数，再算下一步。",
            "Total = technical + business + price points. Every step is rounded to two places, half up, before the next.",
        ),
        _mean_rule(result),
        Text(f"评标基准价：{formula.words.zh}", f"Base price: {formula.words.en}"),
        *formula.readings,
        *([seed] if result["seed"] else []),
        Text(
            "偏差率 =（报价 − 基准价）÷ 基准价 × 100%。高于基准价为正，低于为负；计分时不看正负号。",
            "Deviation = (price − base) ÷ base × 100%. Above the base it is positive, below negative; points go by the figure without its sign.",
        ),
        Text(
            f"价格满分 {terms.full} 分。报价高于基准价的，每高 1% 扣 {terms.k_up} 分；低于的，每低 1% 扣 {terms.k_down} 分；不足 1% 的按比例扣；最低 {terms.floor} 分。",
            f"Full marks of the price: {terms.full}. Each 1% above the base costs {terms.k_up}, each 1% below it {terms.k_down}; parts of 1% cost in proportion; never below {terms.floor}.",
        ),
    ]


def _mean_rule(result: Result) -> Text:
    start = Text(
        "技术、商务得分：每位评委各项评分相加得出总分，再取各位评委总分的算术平均值。",
        "Technical and business points: each member's marks add up to a total; the mean of all members' totals counts.",
    )
    if not result["terms"]["trim_members"]:
        return start
    return Text(
        f"{start.zh}评委达到 {MEMBERS_TO_TRIM} 人的，先去掉一个最高总分和一个最低总分；不足 {MEMBERS_TO_TRIM} 人的不去。",
        f"{start.en} With {MEMBERS_TO_TRIM} members or more one highest and one lowest total are left out first; with fewer, none.",
    )


def _price_review_rules(result: Result) -> list[Text]:
    if not result["ranking"]:
        return []
    return [
        Text(
            "不打分。评审价 = 报价 + 价格评审的调整，过半数评委写法一致的调整才计入；评审价最低的排第一。",
            "Nothing is scored. Evaluated price = price + adjustments; an adjustment counts when more than half of the members state it alike; the lowest comes first.",
        )
    ]


def _evaluated(row: Mapping[str, Any]) -> Text:
    zh, en = _money(row["price_fen"]), _money(row["price_fen"])
    for one in row["adjustments"]:
        sign, amount = ("−" if one["fen"] < 0 else "+"), _money(abs(one["fen"]))
        zh, en = f"{zh} {sign} {amount}（{one['reason']}）", f"{en} {sign} {amount} ({one['reason']})"
    evaluated = _money(row["evaluated_fen"])
    return Text(f"评审价：{zh} = {evaluated}", f"Evaluated price: {en} = {evaluated}")


def _money(fen: int) -> str:
    return f"{Decimal(fen).scaleb(-2):,.2f}"
