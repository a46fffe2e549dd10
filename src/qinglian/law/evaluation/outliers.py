"""Scores that lie far from the other members': a question to the member, never a judgement and never a correction. Pure.

Robust z (Iglewicz and Hoaglin 1993): 0.6745 x (score - median) / MAD, MAD the median of the distances from the median; beyond 3.5
a score is far. Where MAD is 0 (most members agree exactly) z does not exist: a score is far when it differs from the median by a
tenth of the full score or more. Fewer than three scores say nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from qinglian.law.evaluation.benchmark_price import CONTEXT, rounded
from qinglian.law.text import Text

CONSTANT, THRESHOLD = Decimal("0.6745"), Decimal("3.5")
SHARE_WITHOUT_SPREAD = Decimal("0.1")
LEAST_SCORES = 3
FAR_FROM_OTHERS = Text(
    "与其他评委的评分相差较大，请核对；如无误，请书面说明理由。",
    "Far from the other members' scores: please check, and give the reasons in writing if it stands.",
)


@dataclass(frozen=True)
class FarScore:
    """One member's score far from the others': the criterion ("" for the total), the median, and z (None where MAD is 0)."""

    seat: int
    criterion: str
    score: Decimal
    median: Decimal
    robust_z: Decimal | None


def far_scores(sheets: Mapping[int, Mapping[str, str]], fulls: Mapping[str, str]) -> tuple[FarScore, ...]:
    """This will list the far scores of one bid and part: by criterion in the order of `fulls`, then of the totals."""
    found: list[FarScore] = []
    for criterion, full in fulls.items():
        scores = {seat: Decimal(sheet[criterion]) for seat, sheet in sheets.items()}
        found += _far(criterion, scores, Decimal(full))
    totals = {seat: _sum([Decimal(sheet[code]) for code in fulls]) for seat, sheet in sheets.items()}
    found += _far("", totals, _sum([Decimal(full) for full in fulls.values()]))
    return tuple(found)


def median(values: Sequence[Decimal]) -> Decimal:
    """This will return the median, exactly."""
    ordered, half = sorted(values), len(values) // 2
    if len(ordered) % 2:
        return ordered[half]
    return CONTEXT.divide(CONTEXT.add(ordered[half - 1], ordered[half]), Decimal(2))


def _far(criterion: str, scores: Mapping[int, Decimal], full: Decimal) -> list[FarScore]:
    if len(scores) < LEAST_SCORES:
        return []
    middle = median(list(scores.values()))
    distances = {seat: CONTEXT.subtract(score, middle) for seat, score in scores.items()}
    spread = median([distance.copy_abs() for distance in distances.values()])
    found = []
    for seat in sorted(scores):
        z = CONTEXT.divide(CONTEXT.multiply(CONSTANT, distances[seat]), spread) if spread else None
        least = CONTEXT.multiply(full, SHARE_WITHOUT_SPREAD)
        is_far = distances[seat].copy_abs() >= least if z is None else z.copy_abs() > THRESHOLD
        if is_far:
            found.append(FarScore(seat, criterion, scores[seat], middle, None if z is None else rounded(z)))
    return found


def _sum(values: Sequence[Decimal]) -> Decimal:
    total = Decimal("0.00")
    for value in values:
        total = CONTEXT.add(total, value)
    return total
