"""Every act. One function, one act, one fact."""

from qinglian.domain.outreach.actions.open_days import (
    GuestData,
    announce_open_day,
    call_off_open_day,
    close_open_day,
    draft_open_day,
    invite_guest,
    note_guest_came,
    sign_up_for_open_day,
)
from qinglian.domain.outreach.actions.ratings import give_rating
from qinglian.domain.outreach.actions.suggestions import answer_suggestion, hand_in_suggestion, pass_on_suggestion

__all__ = [
    "GuestData",
    "announce_open_day",
    "answer_suggestion",
    "call_off_open_day",
    "close_open_day",
    "draft_open_day",
    "give_rating",
    "hand_in_suggestion",
    "invite_guest",
    "note_guest_came",
    "pass_on_suggestion",
    "sign_up_for_open_day",
]
