"""The facts of culture positions. Confidential: they name keepers."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class PositionRegistered(Event):
    """A position came into the inventory."""

    kind: ClassVar[str] = "position-registered/v1"
    position: int
    name: str
    area: str
    keeper: str


@dataclass(frozen=True)
class PositionRenewed(Event):
    """A position shows something new; `photo` is the photograph's hash, empty without one."""

    kind: ClassVar[str] = "position-renewed/v1"
    position: int
    renewed_on: str
    due_on: str
    photo: str


@dataclass(frozen=True)
class PositionRetired(Event):
    """A position was given up."""

    kind: ClassVar[str] = "position-retired/v1"
    position: int
    reason: str
