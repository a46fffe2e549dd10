"""The tables."""

from qinglian.domain.education.models.families import (
    FamilyContest,
    FamilyEvent,
    FamilyNomination,
    FamilyPart,
    FamilyVideo,
    FamilyVoter,
)
from qinglian.domain.education.models.home_visits import (
    HomeVisit,
)
from qinglian.domain.education.models.talks import (
    Talk,
    TalkRound,
)

__all__ = [
    "FamilyContest",
    "FamilyEvent",
    "FamilyNomination",
    "FamilyPart",
    "FamilyVideo",
    "FamilyVoter",
    "HomeVisit",
    "Talk",
    "TalkRound",
]
