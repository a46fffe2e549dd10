"""The facts of open days. What is open names nobody."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class OpenDayDrafted(Event):
    """An open day is being prepared (confidential)."""

    kind: ClassVar[str] = "open-day-drafted/v1"
    day: int
    theme: str


@dataclass(frozen=True)
class OpenDayAnnounced(Event):
    """An open day was announced."""

    kind: ClassVar[str] = "open-day-announced/v1"
    day: int
    theme: str
    starts_at: str


@dataclass(frozen=True)
class OpenDayHeld(Event):
    """An open day was held: how many came, of how many categories."""

    kind: ClassVar[str] = "open-day-held/v1"
    day: int
    came: int
    categories: int


@dataclass(frozen=True)
class OpenDayCalledOff(Event):
    """An open day does not take place."""

    kind: ClassVar[str] = "open-day-called-off/v1"
    day: int
    reason: str


@dataclass(frozen=True)
class GuestSignedUp(Event):
    """A guest was invited or signed up (confidential, and without a name)."""

    kind: ClassVar[str] = "guest-signed-up/v1"
    day: int
    guest: int
    category: str
    invited: bool


@dataclass(frozen=True)
class GuestCame(Event):
    """A guest came (confidential)."""

    kind: ClassVar[str] = "guest-came/v1"
    day: int
    guest: int
