"""What a plan of an activity says. Pure data; actions check it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class ActivityPlan:
    """One plan. Things are named by their numbers, persons by their ids; what a kind does not need stays empty."""

    kind: str
    topic: str
    held_at: datetime
    place: str
    audience: str
    audience_of: str = ""
    listed: tuple[str, ...] = ()
    speaker: str = ""
    speaker_name: str = ""
    speaker_unit: str = ""
    film: int | None = None
    case: int | None = None
    venue: int | None = None
    series: int | None = None
    book: str = ""
    directives: tuple[int, ...] = ()
    catch_up_on: date | None = None
    trips: tuple[str, ...] = ()
