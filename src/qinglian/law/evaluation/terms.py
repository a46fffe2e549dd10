"""What a notice says of the evaluation (评标办法): the shape, the limits, a first proposal. Pure.

`{"method", "blind_technical": bool, "criteria": [{"code","part","label": {"zh","en"},"full": "20.00","guidance": {"zh","en"}}],
"price": {"full","formula","parameters": {...},"k_up","k_down"} | null, "abnormally_low": {"percent"} | null, "trim_members": bool,
"candidates": 3}`, and optionally `price.floor`. Scores add up to 100.00. Decimals are strings with two places. By the lowest
evaluated price nothing is scored: no criteria, no price terms.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from qinglian.law.evaluation.benchmark_price import BY_CODE, Fault, default_parameters, figure, parameter_faults
from qinglian.law.evaluation.criteria_rows import DEFAULT_CRITERIA
from qinglian.law.evaluation.price_score import LOWEST_IS_BASE_K_UP
from qinglian.law.text import Text

METHODS = ("comprehensive_scoring", "lowest_evaluated_price")
PARTS: dict[str, Text] = {"technical": Text("技术", "Technical"), "business": Text("商务", "Business")}
WHOLE = Decimal("100.00")
MOST_CANDIDATES = 3  # REG 53
MOST_CRITERIA, LONGEST_LABEL, LONGEST_GUIDANCE, HIGHEST_K = 40, 60, 2000, Decimal("10.00")
_FIELDS = frozenset({"method", "blind_technical", "criteria", "price", "abnormally_low", "trim_members", "candidates"})
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
_SPELT = Text("应写成两位小数，例如 20.00。", "Write it with two decimal places, for example 20.00.")
_KEYS = Text("字段不齐，或者有不认识的字段。", "Fields are missing, or unknown ones are there.")


def check_terms(terms: object, *, has_price_cap: bool = True) -> list[Fault]:
    """This will list what is wrong with a notice's evaluation terms; an empty list means that they can be carried out.

    `has_price_cap` false: formulas that need the section's control price are faults too.
    """
    if not isinstance(terms, dict) or set(terms) != _FIELDS:
        return [Fault("", _KEYS)]
    faults = _check_switches(terms)
    if terms["method"] == "comprehensive_scoring":
        faults += [*_check_criteria(terms["criteria"]), *_check_price(terms["price"], has_price_cap)]
        faults += [] if faults else _check_whole(terms)
    elif terms["method"] == "lowest_evaluated_price" and (terms["criteria"] != [] or terms["price"] is not None):
        wrong = Text("经评审的最低投标价法不打分。", "By the lowest evaluated price nothing is scored.")
        faults.append(Fault("criteria", wrong))
    return [*faults, *_check_abnormally_low(terms["abnormally_low"], has_price_cap)]


def default_terms(method: str, kind: str) -> dict[str, Any]:
    """This will return the terms that a new section of this kind (works, goods, services) starts with; KeyError for another."""
    rows, price_full = DEFAULT_CRITERIA[kind]
    terms: dict[str, Any] = {
        "method": METHODS[METHODS.index(method)],
        "blind_technical": kind == "works" and method == "comprehensive_scoring",
        "criteria": [],
        "price": None,
        "abnormally_low": default_parameters(BY_CODE["abnormally_low"]) if kind == "works" else None,
        "trim_members": False,
        "candidates": MOST_CANDIDATES,
    }
    if method == "comprehensive_scoring":
        price = {"full": price_full, "formula": "trimmed_mean", "parameters": {}, "k_up": "1.00", "k_down": "0.50"}
        terms |= {"criteria": [row.as_json() for row in rows], "price": price}
    return terms


def needs_seed(terms: Mapping[str, Any]) -> bool:
    """This will say whether checked terms leave something to chance: parties must then commit to seeds before the notice is out."""
    return terms["price"] is not None and BY_CODE[terms["price"]["formula"]].needs_seed


def _check_switches(terms: Mapping[str, Any]) -> list[Fault]:
    faults = []
    if terms["method"] not in METHODS:
        faults.append(Fault("method", Text("请选择评标办法。", "Choose an evaluation method.")))
    for name in ("blind_technical", "trim_members"):
        if not isinstance(terms[name], bool):
            faults.append(Fault(name, Text("只能是“是”或者“否”。", "It is yes or no.")))
    candidates = terms["candidates"]
    if not isinstance(candidates, int) or isinstance(candidates, bool) or not 1 <= candidates <= MOST_CANDIDATES:
        wrong = Text("中标候选人为一至三个（条例第五十三条）。", "There are one to three candidates (REG 53).")
        faults.append(Fault("candidates", wrong))
    return faults


def _check_criteria(criteria: object) -> list[Fault]:
    if not isinstance(criteria, list) or not 1 <= len(criteria) <= MOST_CRITERIA:
        wrong = Text(f"评审因素应有 1 至 {MOST_CRITERIA} 项。", f"There are 1 to {MOST_CRITERIA} criteria.")
        return [Fault("criteria", wrong)]
    faults = [fault for at, row in enumerate(criteria) for fault in _check_criterion(f"criteria[{at}]", row)]
    if faults:
        return faults
    for spoken, names in (
        ("code", [row["code"] for row in criteria]),
        ("label", [(row["part"], row["label"]["zh"]) for row in criteria]),
    ):
        if len(set(names)) != len(names):
            faults.append(Fault(f"criteria.{spoken}", Text("评审因素不能重名。", "Two criteria have the same name.")))
    return faults


def _check_criterion(name: str, row: object) -> list[Fault]:
    if not isinstance(row, dict) or set(row) != {"code", "part", "label", "full", "guidance"}:
        return [Fault(name, _KEYS)]
    faults = []
    if not isinstance(row["code"], str) or not _CODE.match(row["code"]):
        wrong = Text("代码用小写字母、数字和下划线。", "A code has lower-case letters, digits and underscores.")
        faults.append(Fault(f"{name}.code", wrong))
    if row["part"] not in tuple(PARTS):
        faults.append(Fault(f"{name}.part", Text("只能是技术或者商务。", "It is technical or business.")))
    for field, least, most in (("label", 1, LONGEST_LABEL), ("guidance", 0, LONGEST_GUIDANCE)):
        if not _is_bilingual(row[field], least, most):
            wrong = Text(
                f"中英文都要写，各不超过 {most} 字。", f"In Chinese and English, at most {most} characters each."
            )
            faults.append(Fault(f"{name}.{field}", wrong))
    return [*faults, *_check_figure(f"{name}.full", row["full"], Decimal("0.01"), WHOLE)]


def _check_price(price: object, has_price_cap: bool) -> list[Fault]:
    keys = {"full", "formula", "parameters", "k_up", "k_down"}
    if not isinstance(price, dict) or not keys <= set(price) <= keys | {"floor"}:
        return [Fault("price", _KEYS)]
    faults = _check_figure("price.full", price["full"], Decimal("0.01"), WHOLE)
    for name in ("k_up", "k_down"):
        faults += _check_figure(f"price.{name}", price[name], Decimal("0.00"), HIGHEST_K)
    if "floor" in price and not faults:
        faults += _check_figure("price.floor", price["floor"], Decimal("0.00"), Decimal(price["full"]))
    formula = BY_CODE.get(price["formula"]) if isinstance(price["formula"], str) else None
    if formula is None or not formula.is_base:
        return [*faults, Fault("price.formula", Text("没有这个基准价公式。", "There is no such formula."))]
    if formula.needs_cap and not has_price_cap:
        wrong = Text("这个公式要用控制价，本标段没有设。", "This formula needs a control price; this section has none.")
        faults.append(Fault("price.formula", wrong))
    if formula.code == "lowest_is_base" and figure(price["k_up"]) not in (None, LOWEST_IS_BASE_K_UP):
        faults.append(
            Fault("price.k_up", Text("这个公式每高 1% 扣 1.00 分。", "This formula takes 1.00 off for each 1 %."))
        )
    within = [
        (f"price.parameters.{name}".rstrip("."), wrong)
        for name, wrong in parameter_faults(formula, price["parameters"])
    ]
    return faults + [Fault(name, wrong) for name, wrong in within]


def _check_whole(terms: Mapping[str, Any]) -> list[Fault]:
    whole = sum((Decimal(row["full"]) for row in terms["criteria"]), Decimal(terms["price"]["full"]))
    if whole == WHOLE:
        return []
    wrong = Text(f"各项满分之和应为 100.00，现为 {whole}。", f"The full scores add up to 100.00, not {whole}.")
    return [Fault("criteria.full", wrong)]


def _check_abnormally_low(term: object, has_price_cap: bool) -> list[Fault]:
    if term is None:
        return []
    if not has_price_cap:
        wrong = Text("没有控制价，不能设异常低价审查线。", "Without a control price there is no abnormal-low line.")
        return [Fault("abnormally_low", wrong)]
    within = parameter_faults(BY_CODE["abnormally_low"], term)
    return [Fault(f"abnormally_low.{name}".rstrip("."), wrong) for name, wrong in within]


def _check_figure(name: str, spelt: object, least: Decimal, most: Decimal) -> list[Fault]:
    value = figure(spelt)
    if value is None:
        return [Fault(name, _SPELT)]
    if not least <= value <= most:
        return [Fault(name, Text(f"应在 {least} 至 {most} 之间。", f"It lies between {least} and {most}."))]
    return []


def _is_bilingual(value: object, least: int, most: int) -> bool:
    if not isinstance(value, dict) or set(value) != {"zh", "en"}:
        return False
    return all(isinstance(words, str) and least <= len(words.strip()) <= len(words) <= most for words in value.values())
