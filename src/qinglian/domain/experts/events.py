"""The facts of the draw of experts (docs/protocol.md 11)."""

from dataclasses import dataclass
from typing import Any, ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class ExpertChanged(Event):
    """The register of experts changed. Confidential: `act` says how."""

    kind: ClassVar[str] = "expert-changed/v1"
    expert: str
    act: str


@dataclass(frozen=True)
class DrawRequested(Event):
    """Experts were requested. Every request of a section is counted."""

    kind: ClassVar[str] = "draw-requested/v1"
    section: str
    round: int
    draw: int
    size: int
    representatives: int
    strata: list[dict[str, Any]]
    evaluation_at: str
    hours: int


@dataclass(frozen=True)
class RosterFixed(Event):
    """The salted roster of experts that may be drawn is fixed by its root; `opening_hash` is that of what its approvers decrypt."""

    kind: ClassVar[str] = "draw-roster-fixed/v1"
    section: str
    round: int
    draw: int
    root: str
    size: int
    strata: dict[str, int]
    opening_hash: str


@dataclass(frozen=True)
class RosterApproved(Event):
    """A guardian of the supervision group compared the roster with the register: no ghosts, no doubles."""

    kind: ClassVar[str] = "draw-roster-approved/v1"
    section: str
    round: int
    draw: int
    approval: dict[str, Any]


@dataclass(frozen=True)
class ExclusionsFixed(Event):
    """Who is recused is fixed by the root of salted reasons, for the bidders of this closing list."""

    kind: ClassVar[str] = "draw-exclusions-fixed/v1"
    section: str
    round: int
    draw: int
    root: str
    count: int
    closing: str


@dataclass(frozen=True)
class DrawMade(Event):
    """The seeds are combined: the ranking of every leaf follows from this seed."""

    kind: ClassVar[str] = "draw-made/v1"
    section: str
    round: int
    draw: int
    seed: str


@dataclass(frozen=True)
class ExpertCalled(Event):
    """The next leaf of a ranking was called. Sealed until the result."""

    kind: ClassVar[str] = "expert-called/v1"
    section: str
    round: int
    draw: int
    leaf: str
    stratum: str
    order: int


@dataclass(frozen=True)
class ExpertAnswered(Event):
    """A called expert accepted, declined, kept silent, came late or recused itself. Sealed until the result."""

    kind: ClassVar[str] = "expert-answered/v1"
    section: str
    round: int
    draw: int
    leaf: str
    answer: str


@dataclass(frozen=True)
class DrawCompleted(Event):
    """Every place of the committee is filled."""

    kind: ClassVar[str] = "draw-completed/v1"
    section: str
    round: int
    draw: int
    members: int
    calls: int


@dataclass(frozen=True)
class DrawAbandoned(Event):
    """A request was given up, with the reason."""

    kind: ClassVar[str] = "draw-abandoned/v1"
    section: str
    round: int
    draw: int
    reason: str


@dataclass(frozen=True)
class NamesSought(Event):
    """Somebody asked for the names before their time, and was refused."""

    kind: ClassVar[str] = "names-sought/v1"
    section: str
    round: int
    draw: int


@dataclass(frozen=True)
class PanelDisclosed(Event):
    """The result is fixed: roster, exclusions and the names of the drawn experts are public."""

    kind: ClassVar[str] = "panel-disclosed/v1"
    section: str
    round: int
    draw: int
    roster: str
    exclusions: str
    panel: list[dict[str, Any]]
