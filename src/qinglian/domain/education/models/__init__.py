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
from qinglian.domain.education.models.study import Case, Directive, Film, Reflection
from qinglian.domain.education.models.venues import Venue, VenueBooking, VenueSlot

__all__ = [
    "Activity",
    "Attendance",
    "Case",
    "Commitment",
    "Directive",
    "Expected",
    "Film",
    "Material",
    "Question",
    "Reflection",
    "SelfTest",
    "Series",
    "SharedThought",
    "Venue",
    "VenueBooking",
    "VenueSlot",
    "Viewing",
]
