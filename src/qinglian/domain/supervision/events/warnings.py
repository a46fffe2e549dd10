"""The facts of oversight. Confidential: a warning is a clue and no verdict."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class WarningOpened(Event):
    """A watch found something."""

    kind: ClassVar[str] = "warning-opened/v1"
    warning: int
    point: str
    watch: str
    level: str


@dataclass(frozen=True)
class WarningExplained(Event):
    """A person of the centre explained what was found."""

    kind: ClassVar[str] = "warning-explained/v1"
    warning: int
    explanation: str


@dataclass(frozen=True)
class WarningClosed(Event):
    """A supervisor closed a warning with a conclusion."""

    kind: ClassVar[str] = "warning-closed/v1"
    warning: int
    conclusion: str


@dataclass(frozen=True)
class PointChecked(Event):
    """A person checked a risk point."""

    kind: ClassVar[str] = "risk-point-checked/v1"
    point: str
    outcome: str
    evidence: str
