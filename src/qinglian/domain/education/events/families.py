"""The facts of what families do. Confidential; none bears what a family told, none says who voted for whom."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class FamilyEventHeld(Event):
    """A letter went to families, or an activity is held with them."""

    kind: ClassVar[str] = "family-event-held/v1"
    event: int
    event_kind: str
    held_on: str


@dataclass(frozen=True)
class FamilyTookPart(Event):
    """A family took part."""

    kind: ClassVar[str] = "family-took-part/v1"
    part: int
    part_kind: str
    member: str


@dataclass(frozen=True)
class FamilyWithdrew(Event):
    """A family withdrew; what it had told is deleted."""

    kind: ClassVar[str] = "family-withdrew/v1"
    part: int
    member: str


@dataclass(frozen=True)
class ContestMoved(Event):
    """A contest of clean families went on to its next state."""

    kind: ClassVar[str] = "family-contest-moved/v1"
    contest: int
    state: str
    awarded: list[str]


@dataclass(frozen=True)
class FamilyNominated(Event):
    """A family was nominated."""

    kind: ClassVar[str] = "family-nominated/v1"
    contest: int
    member: str


@dataclass(frozen=True)
class FamilyVoteCast(Event):
    """Somebody voted. For whom is written nowhere."""

    kind: ClassVar[str] = "family-vote-cast/v1"
    contest: int


@dataclass(frozen=True)
class StoryConsent(Event):
    """Whether a family's story may be shown."""

    kind: ClassVar[str] = "family-story-consent/v1"
    nomination: int
    agreed: bool


@dataclass(frozen=True)
class FamilyVideosAsked(Event):
    """Leaders and heads of sections were asked for their family's video."""

    kind: ClassVar[str] = "family-videos-asked/v1"
    year: int
    due_on: str
    asked: int


@dataclass(frozen=True)
class FamilyVideoShown(Event):
    """A family's video was published on the internal network, or withdrawn."""

    kind: ClassVar[str] = "family-video-shown/v1"
    video: int
    member: str
    withdrawn: bool
