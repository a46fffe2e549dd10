"""The facts of risk-finding rounds. An adoption is public: the point, the round and the post, no person."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class RiskRoundOpened(Event):
    """A round was opened: every post of work is asked."""

    kind: ClassVar[str] = "risk-round-opened/v1"
    round: int
    from_on: str
    until_on: str


@dataclass(frozen=True)
class RiskRoundClosed(Event):
    """A round was closed, with the numbers of what was proposed and adopted."""

    kind: ClassVar[str] = "risk-round-closed/v1"
    round: int
    proposals: int
    adopted: int


@dataclass(frozen=True)
class RiskProposed(Event):
    """Somebody proposed a risk point for the own post."""

    kind: ClassVar[str] = "risk-proposed/v1"
    proposal: int
    round: int
    work_post: str
    name: str


@dataclass(frozen=True)
class RiskProposalMoved(Event):
    """A proposal was reviewed, examined or refused: `act` says which, `reason` why it was refused."""

    kind: ClassVar[str] = "risk-proposal-moved/v1"
    proposal: int
    act: str
    point: str
    reason: str


@dataclass(frozen=True)
class RiskPointAdopted(Event):
    """A proposal was adopted: as a point of the catalogue, or kept for the next edition (`point` empty)."""

    kind: ClassVar[str] = "risk-point-adopted/v1"
    round: int
    proposal: int
    point: str
    work_post: str
    adopted_on: str
