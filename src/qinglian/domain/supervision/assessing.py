"""The assessment of sections: a published formula over what the records hold. Pure; nobody types a score."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from qinglian.law.rulebook import rule
from qinglian.law.text import Text

INPUTS: dict[str, tuple[str, Text]] = {  # each with the row of the rulebook that holds its weight
    "minor": ("score_minor", Text("一般问题", "Minor findings")),
    "serious": ("score_serious", Text("较重问题", "Serious findings")),
    "grave": ("score_grave", Text("严重问题", "Grave findings")),
    "overdue": ("score_overdue", Text("逾期未整改", "Late corrections")),
    "red": ("score_red", Text("风险点告警", "Points that alarmed")),
    "yellow": ("score_yellow", Text("风险点注意", "Points that needed attention")),
    "unchecked": ("score_unchecked", Text("风险点逾期未查", "Points whose check is overdue")),
}


@dataclass(frozen=True)
class Assessed:
    """One section: how many of each input, how many checks it had (n, which takes nothing off), its score and rank. Equal scores share a rank."""

    department: str
    counts: Mapping[str, int] = field(default_factory=dict)
    checks: int = 0
    points: int = 0
    score: int = 0
    rank: int = 0

    @property
    def rows(self) -> list[tuple[Text, int]]:
        """The inputs by name, in the formula's order."""
        return [(label, self.counts.get(name, 0)) for name, (_, label) in INPUTS.items()]


def weights(*, on: date) -> dict[str, int]:
    """This will return each input's weight in points, as the rulebook has it on that day."""
    return {name: rule(key, on=on).number() for name, (key, _) in INPUTS.items()}


def score_of(counts: Mapping[str, int], *, on: date) -> int:
    """This will compute a score: the full one less weight times count of every input, never below zero."""
    off = sum(weight * counts.get(name, 0) for name, weight in weights(on=on).items())
    return max(0, rule("score_full", on=on).number() - off)


def ranked(rows: list[Assessed]) -> list[Assessed]:
    """This will order sections by score, the best first; equal scores share the better rank and keep the order of the establishment."""
    ordered = sorted(rows, key=lambda row: -row.score)
    better = {row.score: sum(other.score > row.score for other in rows) for row in rows}
    return [
        Assessed(row.department, row.counts, row.checks, row.points, row.score, better[row.score] + 1)
        for row in ordered
    ]
