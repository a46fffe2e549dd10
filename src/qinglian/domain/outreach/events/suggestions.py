"""The facts of suggestions and ratings: open, by number and day, so that anybody can count them against what is shown."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class SuggestionReceived(Event):
    """A suggestion came in. Its words are not here."""

    kind: ClassVar[str] = "suggestion-received/v1"
    suggestion: int
    source: str
    due_on: str


@dataclass(frozen=True)
class SuggestionPassedOn(Event):
    """Somebody was asked to answer (confidential)."""

    kind: ClassVar[str] = "suggestion-passed-on/v1"
    suggestion: int
    answerer: str


@dataclass(frozen=True)
class SuggestionAnswered(Event):
    """A suggestion was answered in public."""

    kind: ClassVar[str] = "suggestion-answered/v1"
    suggestion: int
    answered_on: str
    moderated: bool


@dataclass(frozen=True)
class RatingGiven(Event):
    """A rating came in: it counts from now on, and nobody can take it out unseen."""

    kind: ClassVar[str] = "rating-given/v1"
    rating: int
    rating_kind: str
    about: str
    overall: int
    has_remark: bool
