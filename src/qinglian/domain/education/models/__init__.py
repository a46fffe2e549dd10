"""The tables."""

from qinglian.domain.education.models.activities import (
    Activity,
    Attendance,
    Commitment,
    Expected,
    Material,
    Question,
    SelfTest,
    Series,
    SharedThought,
    Viewing,
)
from qinglian.domain.education.models.families import (
    FamilyContest,
    FamilyEvent,
    FamilyNomination,
    FamilyPart,
    FamilyVideo,
    FamilyVoter,
)
from qinglian.domain.education.models.festivals import FestivalReminder
from qinglian.domain.education.models.home_visits import HomeVisit
from qinglian.domain.education.models.library import Book, BookCopy, Loan
from qinglian.domain.education.models.messages import ChannelLog, DayMessage, Message
from qinglian.domain.education.models.positions import CulturePosition, PositionContent
from qinglian.domain.education.models.study import Case, Directive, Film, Reflection
from qinglian.domain.education.models.talks import Talk, TalkRound
from qinglian.domain.education.models.venues import Venue, VenueBooking, VenueSlot

__all__ = [
    "Activity",
    "Attendance",
    "Book",
    "BookCopy",
    "Case",
    "ChannelLog",
    "Commitment",
    "CulturePosition",
    "DayMessage",
    "Directive",
    "Expected",
    "FamilyContest",
    "FamilyEvent",
    "FamilyNomination",
    "FamilyPart",
    "FamilyVideo",
    "FamilyVoter",
    "FestivalReminder",
    "Film",
    "HomeVisit",
    "Loan",
    "Material",
    "Message",
    "PositionContent",
    "Question",
    "Reflection",
    "SelfTest",
    "Series",
    "SharedThought",
    "Talk",
    "TalkRound",
    "Venue",
    "VenueBooking",
    "VenueSlot",
    "Viewing",
]
