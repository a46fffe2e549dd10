"""The facts of objections to candidates (docs/protocol.md 13)."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class CandidateObjectionRaised(Event):
    """A bidder objected to the candidates; `text` is the hash of its signed document."""

    kind: ClassVar[str] = "candidate-objection-raised/v1"
    section: str
    round: int
    objection: int
    bidder: str
    text: str


@dataclass(frozen=True)
class CandidateObjectionAnswered(Event):
    """The tenderer answered an objection."""

    kind: ClassVar[str] = "candidate-objection-answered/v1"
    section: str
    round: int
    objection: int
    answer: str
    upheld: bool


@dataclass(frozen=True)
class CandidateObjectionWithdrawn(Event):
    """A bidder took its objection back."""

    kind: ClassVar[str] = "candidate-objection-withdrawn/v1"
    section: str
    round: int
    objection: int
