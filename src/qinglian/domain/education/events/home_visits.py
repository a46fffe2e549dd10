"""The facts of home visits. Confidential, and none bears what was found."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class HomeVisitPlanned(Event):
    """The party office asked somebody to visit a member of staff at home."""

    kind: ClassVar[str] = "home-visit-planned/v1"
    visit: int
    member: str
    visitor: str


@dataclass(frozen=True)
class HomeVisitMade(Event):
    """The visit took place."""

    kind: ClassVar[str] = "home-visit-made/v1"
    visit: int
    made_on: str


@dataclass(frozen=True)
class HomeVisitCalledOff(Event):
    """The visit does not take place."""

    kind: ClassVar[str] = "home-visit-called-off/v1"
    visit: int
    reason: str
