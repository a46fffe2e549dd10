"""The facts of the yearly plan. Confidential: they name who answers for what."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class PlanDrafted(Event):
    """A year's plan was begun."""

    kind: ClassVar[str] = "plan-drafted/v1"
    plan: int
    year: int


@dataclass(frozen=True)
class PlanIssued(Event):
    """A year's plan was issued with so many tasks."""

    kind: ClassVar[str] = "plan-issued/v1"
    plan: int
    year: int
    tasks: int


@dataclass(frozen=True)
class TaskAdded(Event):
    """A task came into the plan; `pairs` is the number of the item that it accompanies, 0 for none."""

    kind: ClassVar[str] = "task-added/v1"
    task: int
    plan: int
    number: int
    owner: str
    due_on: str
    pairs: int


@dataclass(frozen=True)
class TaskStageNoted(Event):
    """A task was deployed or advanced."""

    kind: ClassVar[str] = "task-stage-noted/v1"
    task: int
    stage: str


@dataclass(frozen=True)
class TaskEvidenced(Event):
    """Evidence was handed in; `blob` is the file's hash, empty without a file."""

    kind: ClassVar[str] = "task-evidenced/v1"
    task: int
    evidence: str
    blob: str


@dataclass(frozen=True)
class TaskReturned(Event):
    """Evidence was sent back."""

    kind: ClassVar[str] = "task-returned/v1"
    task: int
    reason: str


@dataclass(frozen=True)
class TaskClosed(Event):
    """A task was closed; a pair closes in one act."""

    kind: ClassVar[str] = "task-closed/v1"
    task: int


@dataclass(frozen=True)
class TaskDropped(Event):
    """A task is not followed any more."""

    kind: ClassVar[str] = "task-dropped/v1"
    task: int
    reason: str
