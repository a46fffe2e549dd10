"""The facts of campaigns, self-checks, problems and gifts. Confidential, and without what was written: that stays in the tables."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class CampaignLaunched(Event):
    """A campaign began; this many forms are due."""

    kind: ClassVar[str] = "campaign-launched/v1"
    campaign: int
    campaign_kind: str
    year: int
    forms: int
    forms_due_on: str


@dataclass(frozen=True)
class CampaignClosed(Event):
    """A campaign ended: its forms are in, its problems closed."""

    kind: ClassVar[str] = "campaign-closed/v1"
    campaign: int
    forms: int
    problems: int


@dataclass(frozen=True)
class SelfCheckSigned(Event):
    """A layer signed a self-check: over which bytes, with how many problems seen."""

    kind: ClassVar[str] = "self-check-signed/v1"
    campaign: int
    form: int
    layer: str
    digest: str
    problems: int


@dataclass(frozen=True)
class ProblemRegistered(Event):
    """A problem was registered."""

    kind: ClassVar[str] = "problem-registered/v1"
    problem: int
    register: str
    department: str
    source: str


@dataclass(frozen=True)
class ProblemMarked(Event):
    """A person decided whether a tendering problem is new, or repeats one of an earlier year."""

    kind: ClassVar[str] = "problem-marked/v1"
    problem: int
    mark: str
    repeats: int | None


@dataclass(frozen=True)
class GiftDeclared(Event):
    """Somebody declared a gift."""

    kind: ClassVar[str] = "gift-declared/v1"
    gift: int
    giver_kind: str
    received_on: str


@dataclass(frozen=True)
class GiftTaken(Event):
    """A declared gift was handed in."""

    kind: ClassVar[str] = "gift-taken/v1"
    gift: int
    handed_in_on: str
    is_late: bool


@dataclass(frozen=True)
class GiftDisposedOf(Event):
    """What was handed in was disposed of."""

    kind: ClassVar[str] = "gift-disposed-of/v1"
    gift: int
    disposal: str
