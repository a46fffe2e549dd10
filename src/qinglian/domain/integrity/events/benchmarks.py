"""The facts of benchmarking: the centre's own, so confidential."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class DocumentTakenApart(Event):
    """A superior document was entered, clause by clause."""

    kind: ClassVar[str] = "superior-document-entered/v1"
    document: int
    number: str
    title: str
    clauses: int


@dataclass(frozen=True)
class ClauseMatched(Event):
    """A clause was matched: to a rule (its number), a risk point's measure (its code), or a task in words."""

    kind: ClassVar[str] = "clause-matched/v1"
    clause: int
    rule: str
    point: str
    words: str


@dataclass(frozen=True)
class ClausePlanned(Event):
    """A clause was planned."""

    kind: ClassVar[str] = "clause-planned/v1"
    clause: int
    owner: str
    due_on: str


@dataclass(frozen=True)
class ClauseSetAside(Event):
    """A clause does not apply to the centre, and why."""

    kind: ClassVar[str] = "clause-set-aside/v1"
    clause: int
    reason: str


@dataclass(frozen=True)
class ClauseReopened(Event):
    """A clause is to be measured anew, and why."""

    kind: ClassVar[str] = "clause-reopened/v1"
    clause: int
    reason: str
