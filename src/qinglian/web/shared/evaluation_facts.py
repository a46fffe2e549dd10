"""A section's evaluation terms as they will be read: criteria and weights, the price formula in words, and a worked example."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from qinglian.law.evaluation.benchmark_price import BY_CODE
from qinglian.law.evaluation.examples import BY_FORMULA, CAP_FEN
from qinglian.law.evaluation.explain import explain
from qinglian.law.evaluation.terms import PARTS, check_terms
from qinglian.law.text import Text

YES_NO = {True: Text("是", "Yes"), False: Text("否", "No")}


@dataclass(frozen=True)
class CriterionFacts:
    """One criterion: its part, name, full marks and guidance."""

    part: Text
    label: Text
    full: str
    guidance: Text


@dataclass(frozen=True)
class ExampleFacts:
    """A formula's worked example: prices in fen by bid number, the control price, and the working line by line."""

    prices: tuple[tuple[int, int], ...]
    cap_fen: int | None
    lines: tuple[Text, ...]


@dataclass(frozen=True)
class PriceFacts:
    """The price: full marks, the formula in words with its readings, its figures, and the example."""

    full: str
    label: Text
    words: Text
    readings: tuple[Text, ...]
    figures: tuple[tuple[Text, str], ...]
    example: ExampleFacts | None


@dataclass(frozen=True)
class EvaluationFacts:
    """One section's terms; `price` is None when nothing is scored."""

    number: str
    criteria: tuple[CriterionFacts, ...]
    price: PriceFacts | None
    further: tuple[tuple[Text, Text], ...]


def evaluation_of(number: str, terms: Mapping[str, Any]) -> EvaluationFacts | None:
    """This will read a section's terms for people; None while they cannot be carried out."""
    if check_terms(terms):
        return None
    criteria = [
        CriterionFacts(PARTS[row["part"]], _said(row["label"]), row["full"], _said(row["guidance"]))
        for row in terms["criteria"]
    ]
    return EvaluationFacts(number, tuple(criteria), _price(terms["price"]) if terms["price"] else None, _further(terms))


def _price(price: Mapping[str, Any]) -> PriceFacts:
    formula = BY_CODE[price["formula"]]
    figures = [
        (
            row.label,
            _range([price["parameters"][name] for name in row.names], unit="%" if row.unit == "percent" else ""),
        )
        for row in formula.parameters
    ]
    figures += [
        (Text("每高于基准价 1% 扣分", "Marks off for each 1 % above"), price["k_up"]),
        (Text("每低于基准价 1% 扣分", "Marks off for each 1 % below"), price["k_down"]),
    ]
    return PriceFacts(
        price["full"], formula.label, formula.words, formula.readings, tuple(figures), _example(formula.code)
    )


@cache
def _example(code: str) -> ExampleFacts | None:
    """A formula's example never changes."""
    example = BY_FORMULA.get(code)
    if example is None:
        return None
    cap = CAP_FEN if BY_CODE[code].needs_cap else None
    return ExampleFacts(tuple(sorted(example.prices.items())), cap, tuple(explain(example.computed())))


def _further(terms: Mapping[str, Any]) -> tuple[tuple[Text, Text], ...]:
    low, count = terms["abnormally_low"], terms["candidates"]
    line = Text(f"{low['percent']}%", f"{low['percent']} %") if low else Text("不设", "None")
    return (
        (Text("技术标暗标评审", "Technical part judged blind"), YES_NO[terms["blind_technical"]]),
        (Text("去掉最高、最低评分", "Highest and lowest mark dropped"), YES_NO[terms["trim_members"]]),
        (Text("异常低价审查线", "Line of abnormally low prices"), line),
        (Text("中标候选人", "Candidates"), Text(f"{count} 名", str(count))),
    )


def _range(figures: list[str], *, unit: str) -> str:
    if len(figures) == 1:
        return f"{figures[0]}{unit}"
    low, high, step = figures
    return f"{low}{unit} – {high}{unit} / {step}{unit}"


def _said(both: Mapping[str, str]) -> Text:
    return Text(both["zh"], both["en"])
