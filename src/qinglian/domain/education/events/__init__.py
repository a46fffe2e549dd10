"""The facts."""

from qinglian.domain.education.events.families import (
    ContestMoved,
    FamilyEventHeld,
    FamilyNominated,
    FamilyTookPart,
    FamilyVideosAsked,
    FamilyVideoShown,
    FamilyVoteCast,
    FamilyWithdrew,
    StoryConsent,
)
from qinglian.domain.education.events.home_visits import (
    HomeVisitCalledOff,
    HomeVisitMade,
    HomeVisitPlanned,
)
from qinglian.domain.education.events.talks import (
    TalkHeld,
    TalkPlanned,
    TalkRoundOpened,
)

__all__ = [
    "ContestMoved",
    "FamilyEventHeld",
    "FamilyNominated",
    "FamilyTookPart",
    "FamilyVideoShown",
    "FamilyVideosAsked",
    "FamilyVoteCast",
    "FamilyWithdrew",
    "HomeVisitCalledOff",
    "HomeVisitMade",
    "HomeVisitPlanned",
    "StoryConsent",
    "TalkHeld",
    "TalkPlanned",
    "TalkRoundOpened",
]
