"""The facts of directives, lectures, cases, films, reflections and venues."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class DirectiveRegistered(Event):
    """A directive from above came in and is to be studied by a day."""

    kind: ClassVar[str] = "directive-registered/v1"
    directive: int
    level: str
    title: str
    due_on: str


@dataclass(frozen=True)
class LecturesDue(Event):
    """The year's lectures were laid upon the secretaries."""

    kind: ClassVar[str] = "lectures-due/v1"
    year: int
    secretaries: list[str]


@dataclass(frozen=True)
class CaseRegistered(Event):
    """A case was registered for discussion."""

    kind: ClassVar[str] = "study-case-registered/v1"
    case: int
    title: str


@dataclass(frozen=True)
class CaseAssigned(Event):
    """Every branch is to discuss a case by a day."""

    kind: ClassVar[str] = "study-case-assigned/v1"
    case: int
    branches: list[str]
    due_on: str


@dataclass(frozen=True)
class FilmRegistered(Event):
    """A warning film came into the library."""

    kind: ClassVar[str] = "film-registered/v1"
    film: int
    title: str
    is_districts_first: bool


@dataclass(frozen=True)
class FilmAssigned(Event):
    """Party members owe a reflection on a film by a day."""

    kind: ClassVar[str] = "film-assigned/v1"
    film: int
    persons: int
    due_on: str


@dataclass(frozen=True)
class FilmViewed(Event):
    """Somebody saw a film alone."""

    kind: ClassVar[str] = "film-viewed/v1"
    film: int
    person: str


@dataclass(frozen=True)
class ReflectionMoved(Event):
    """A reflection was handed in, read or answered; its words are in no fact."""

    kind: ClassVar[str] = "reflection-moved/v1"
    film: int
    person: str
    state: str


@dataclass(frozen=True)
class SeriesPlanned(Event):
    """An education series was planned."""

    kind: ClassVar[str] = "education-series-planned/v1"
    series: int
    title: str
    year: int


@dataclass(frozen=True)
class VenueRegistered(Event):
    """A venue was registered."""

    kind: ClassVar[str] = "education-venue-registered/v1"
    venue: int
    name: str
    capacity: int


@dataclass(frozen=True)
class VenueBooked(Event):
    """A unit booked a half day at a venue, cancelled it, or came: `act` is booked, cancelled or visited."""

    kind: ClassVar[str] = "education-venue-booked/v1"
    booking: int
    act: str
    unit: str
    people: int
