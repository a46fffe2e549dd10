"""The facts of study and education. Confidential: who attended and what was written is the centre's own affair."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class ActivityPlanned(Event):
    """An activity was planned, or its plan changed."""

    kind: ClassVar[str] = "activity-planned/v1"
    activity: int
    form: str
    pillar: str
    topic: str
    held_at: str
    audience: str


@dataclass(frozen=True)
class ActivityMoved(Event):
    """An activity came to another state; `expected` and `attended` as they stood then, `reason` when it was called off."""

    kind: ClassVar[str] = "activity-moved/v1"
    activity: int
    act: str
    state: str
    expected: int
    attended: int
    reason: str


@dataclass(frozen=True)
class AttendanceNoted(Event):
    """People took part."""

    kind: ClassVar[str] = "attendance-noted/v1"
    activity: int
    persons: list[str]
    how: str


@dataclass(frozen=True)
class MaterialAdded(Event):
    """A file was added to an activity."""

    kind: ClassVar[str] = "study-material-added/v1"
    activity: int
    sha256: str


@dataclass(frozen=True)
class QuestionsSet(Event):
    """The self-test of an activity was written."""

    kind: ClassVar[str] = "self-test-set/v1"
    activity: int
    questions: int


@dataclass(frozen=True)
class SelfTestTaken(Event):
    """Somebody took the self-test. What was answered stays with the learner and is in no fact."""

    kind: ClassVar[str] = "self-test-taken/v1"
    activity: int
    person: str


@dataclass(frozen=True)
class ThoughtShared(Event):
    """Somebody shared a thought at a reading session."""

    kind: ClassVar[str] = "thought-shared/v1"
    activity: int
    person: str


@dataclass(frozen=True)
class CommitmentMade(Event):
    """Somebody undertook to correct something by a day."""

    kind: ClassVar[str] = "commitment-made/v1"
    commitment: int
    activity: int
    person: str
    due_on: str


@dataclass(frozen=True)
class CommitmentKept(Event):
    """What was undertaken is done."""

    kind: ClassVar[str] = "commitment-kept/v1"
    commitment: int
