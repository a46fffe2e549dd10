"""The facts."""

from qinglian.domain.outreach.events.open_days import (
    GuestCame,
    GuestSignedUp,
    OpenDayAnnounced,
    OpenDayCalledOff,
    OpenDayDrafted,
    OpenDayHeld,
)
from qinglian.domain.outreach.events.suggestions import (
    RatingGiven,
    SuggestionAnswered,
    SuggestionPassedOn,
    SuggestionReceived,
)

__all__ = [
    "GuestCame",
    "GuestSignedUp",
    "OpenDayAnnounced",
    "OpenDayCalledOff",
    "OpenDayDrafted",
    "OpenDayHeld",
    "RatingGiven",
    "SuggestionAnswered",
    "SuggestionPassedOn",
    "SuggestionReceived",
]
