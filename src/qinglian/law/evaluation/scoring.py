"""Score sheets: what an expert may write, each expert's total, the committee's mean. Pure, decimals spelt as strings.

A sheet is `{criterion code: "12.50"}`, one for each member, bid and part (technical, business). What a notice's terms may say
stands in `terms`; both are reached from here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from qinglian.law.evaluation.benchmark_price import CONTEXT, Fault, figure, rounded
from qinglian.law.evaluation.terms import check_terms, default_terms
from qinglian.law.text import Text

__all__ = ["MEMBERS_TO_TRIM", "PartScore", "check_sheet", "check_terms", "default_terms", "part_average", "sheet_total"]

MEMBERS_TO_TRIM = 7
_SPELT = Text("应写成两位小数的分数，例如 12.50。", "Write a score with two decimal places, for example 12.50.")


@dataclass(frozen=True)
class PartScore:
    """One bid's score in one part: each member's total, the members whose totals were dropped, the mean (two places)."""

    totals: Mapping[str, Decimal]
    dropped: tuple[str, ...]
    average: Decimal


def check_sheet(criteria: Sequence[Mapping[str, Any]], sheet: object, part: str) -> list[Fault]:
    """This will list what is wrong with one expert's sheet for one part: missing, unknown, misspelt, above the full score."""
    if not isinstance(sheet, dict):
        return [Fault("", Text("评分表应是一组分数。", "A score sheet is a set of scores."))]
    fulls = {str(row["code"]): Decimal(row["full"]) for row in criteria if row["part"] == part}
    unknown = Text("这一部分没有这个评审因素。", "This part has no such criterion.")
    faults = [Fault(str(code)[:40], unknown) for code in sheet if code not in fulls]
    for code, full in fulls.items():
        score = figure(sheet.get(code))
        if code not in sheet:
            faults.append(Fault(code, Text("还没有打分。", "Not scored yet.")))
        elif score is None:
            faults.append(Fault(code, _SPELT))
        elif score > full:
            faults.append(Fault(code, Text(f"不能超过满分 {full}。", f"It may not exceed the full score {full}.")))
    return faults


def sheet_total(sheet: Mapping[str, str]) -> Decimal:
    """This will add up a checked sheet."""
    total = Decimal("0.00")
    for score in sheet.values():
        total = CONTEXT.add(total, Decimal(score))
    return total


def part_average(sheets: Mapping[str, Mapping[str, str]], *, trim_members: bool = False) -> PartScore:
    """This will return one bid's score in one part from the checked sheets of all members, by member.

    The mean is arithmetic, two places, half up. Where the notice says so (`trim_members`) and seven members or more have scored,
    one highest and one lowest total are left out; among equal totals that of the later member id.
    """
    if not sheets:
        raise ValueError("no member has scored this bid")
    totals = {member: sheet_total(sheets[member]) for member in sorted(sheets)}
    dropped: tuple[str, ...] = ()
    if trim_members and len(totals) >= MEMBERS_TO_TRIM:
        highest = max(totals, key=lambda member: (totals[member], member))
        lowest = max((member for member in totals if member != highest), key=lambda member: (-totals[member], member))
        dropped = (highest, lowest)
    counted = [total for member, total in totals.items() if member not in dropped]
    whole = Decimal(0)
    for total in counted:
        whole = CONTEXT.add(whole, total)
    return PartScore(totals, dropped, rounded(CONTEXT.divide(whole, Decimal(len(counted)))))
