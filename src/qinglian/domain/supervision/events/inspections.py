"""The open facts of the weekly inspection: what anybody needs to recompute every lot. No person and no finding is in them."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class InspectionsCommitted(Event):
    """The centre bound itself to a seed for these weeks, and to what is drawn from (trust.weekly)."""

    kind: ClassVar[str] = "inspections-committed/v1"
    period: str
    weeks: dict[str, list[str]]
    hours: list[int]
    sections: list[str]
    commitment: str


@dataclass(frozen=True)
class InspectionsRevealed(Event):
    """The weeks are over: the seed is public."""

    kind: ClassVar[str] = "inspections-revealed/v1"
    period: str
    seed: str


@dataclass(frozen=True)
class WeeklyInspectionHeld(Event):
    """A week's inspection was held: the lot that it followed."""

    kind: ClassVar[str] = "weekly-inspection-held/v1"
    week: str
    day: str
    hour: int
    section: str
