"""The facts."""

from qinglian.domain.education.events.activities import (
    ActivityMoved,
    ActivityPlanned,
    AttendanceNoted,
    CommitmentKept,
    CommitmentMade,
    MaterialAdded,
    QuestionsSet,
    SelfTestTaken,
    ThoughtShared,
)
from qinglian.domain.education.events.study import (
    CaseAssigned,
    CaseRegistered,
    DirectiveRegistered,
    FilmAssigned,
    FilmRegistered,
    FilmViewed,
    LecturesDue,
    ReflectionMoved,
    SeriesPlanned,
    VenueBooked,
    VenueRegistered,
)

__all__ = [
    "ActivityMoved",
    "ActivityPlanned",
    "AttendanceNoted",
    "CaseAssigned",
    "CaseRegistered",
    "CommitmentKept",
    "CommitmentMade",
    "DirectiveRegistered",
    "FilmAssigned",
    "FilmRegistered",
    "FilmViewed",
    "LecturesDue",
    "MaterialAdded",
    "QuestionsSet",
    "ReflectionMoved",
    "SelfTestTaken",
    "SeriesPlanned",
    "ThoughtShared",
    "VenueBooked",
    "VenueRegistered",
]
