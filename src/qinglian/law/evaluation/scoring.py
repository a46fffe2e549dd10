"""Score sheets: what an expert may write, each expert's total, the committee's mean. Pure, decimals spelt as strings.

A sheet is `{criterion code: "12.50"}`, one for each seat, bid and part (technical, business). A member is named by the number of
its seat (docs/protocol.md 12), a bid by its number at the opening. What a notice's terms may say stands in `terms`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from qinglian.law.evaluation.benchmark_price import CONTEXT, Fault, figure, rounded
from qinglian.law.text import Text

MEMBERS_TO_TRIM = 7
_SPELT = Text("应写成两位小数的分数，例如 12.50。", "Write a score with two decimal places, for example 12.50.")


@dataclass(frozen=True)
class PartScore:
    """One bid's score in one part: each member's total by seat, the seats whose totals were dropped, the mean (two places)."""

    totals: Mapping[int, Decimal]
    dropped: tuple[int, ...]
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


def committee_scores(
    parts: Mapping[str, Mapping[int, Mapping[int, Mapping[str, str]]]], *, trim_members: bool = False
) -> dict[int, dict[str, PartScore]]:
    """This will return {bid number: {part: score}} from the checked sheets {part: {seat: {bid number: sheet}}}.

    ValueError unless every seat has scored the same bids in every part: a mean over some of the committee is none.
    """
    scored = {frozenset(bids) for seats in parts.values() for bids in seats.values()}
    if len({frozenset(seats) for seats in parts.values()}) != 1 or len(scored) != 1:
        raise ValueError("every member scores the same bids in every part")
    (numbers,) = scored
    return {
        number: {
            part: part_average({seat: bids[number] for seat, bids in seats.items()}, trim_members=trim_members)
            for part, seats in parts.items()
        }
        for number in sorted(numbers)
    }


def part_average(sheets: Mapping[int, Mapping[str, str]], *, trim_members: bool = False) -> PartScore:
    """This will return one bid's score in one part from the checked sheets of all members, by seat.

    The mean is arithmetic, two places, half up. Where the notice says so (`trim_members`) and seven members or more have scored,
    one highest and one lowest total are left out; among equal totals that of the higher seat.
    """
    if not sheets:
        raise ValueError("no member has scored this bid")
    totals = {seat: sheet_total(sheets[seat]) for seat in sorted(sheets)}
    dropped: tuple[int, ...] = ()
    if trim_members and len(totals) >= MEMBERS_TO_TRIM:
        highest = max(totals, key=lambda seat: (totals[seat], seat))
        lowest = max((seat for seat in totals if seat != highest), key=lambda seat: (-totals[seat], seat))
        dropped = (highest, lowest)
    counted = [total for seat, total in totals.items() if seat not in dropped]
    whole = Decimal(0)
    for total in counted:
        whole = CONTEXT.add(whole, total)
    return PartScore(totals, dropped, rounded(CONTEXT.divide(whole, Decimal(len(counted)))))
