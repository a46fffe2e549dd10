"""The facts of pledges. The public one of staff holds the digest and the post, never a name; a project leader's holds the name, as the pledge is public."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class PledgeCampaignOpened(Event):
    """The pledges of a year are asked for."""

    kind: ClassVar[str] = "pledge-campaign-opened/v1"
    year: int
    due_on: str
    is_public: bool


@dataclass(frozen=True)
class PledgeSigned(Event):
    """A member of staff signed the pledge of the own post: SHA-256 of its Chinese text."""

    kind: ClassVar[str] = "pledge-signed/v1"
    year: int
    work_post: str
    sha256: str
    expires_on: str


@dataclass(frozen=True)
class LeaderPledgeSigned(Event):
    """A project's leader signed the ten-point pledge."""

    kind: ClassVar[str] = "leader-pledge-signed/v1"
    project: str
    leader: str
    sha256: str
