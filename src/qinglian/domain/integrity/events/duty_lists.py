"""The facts of lists of duties. Confidential: they name a person's work."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class DutyListsDrafted(Event):
    """The party office drafted the lists of a year for leading posts that had none."""

    kind: ClassVar[str] = "duty-lists-drafted/v1"
    year: int
    lists: int


@dataclass(frozen=True)
class DutyListEdited(Event):
    """The party office changed the lines of one list."""

    kind: ClassVar[str] = "duty-list-edited/v1"
    number: int
    items: int


@dataclass(frozen=True)
class DutyListsIssued(Event):
    """The lists of a year went out for signature."""

    kind: ClassVar[str] = "duty-lists-issued/v1"
    year: int
    lists: int
    due_on: str
    review_on: str


@dataclass(frozen=True)
class DutyListsSigned(Event):
    """A leading post signed both lists: the hashes of their lines."""

    kind: ClassVar[str] = "duty-lists-signed/v1"
    year: int
    business: str
    integrity: str


@dataclass(frozen=True)
class DutyListsReviewed(Event):
    """A leading post reviewed both lists at the year's end."""

    kind: ClassVar[str] = "duty-lists-reviewed/v1"
    year: int
