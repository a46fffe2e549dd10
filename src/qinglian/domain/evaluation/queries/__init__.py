"""Questions about evaluation sessions. Who asks decides what is told."""

from qinglian.domain.evaluation.queries.asked import answers_wanted, asked_of
from qinglian.domain.evaluation.queries.bundle import session_bundle
from qinglian.domain.evaluation.queries.disclosed import BlindCodes, SeatTold, blind_codes_told, committee_told
from qinglian.domain.evaluation.queries.files import opened_files, shown_file
from qinglian.domain.evaluation.queries.finding import (
    in_force,
    locked_sheets_as_text,
    member_by_credential,
    opening_of,
    result_of,
    session_at,
    session_of,
    sheets_by_kind,
    terms_of,
)
from qinglian.domain.evaluation.queries.hosting import GroupRelease, Hosted, hosted_of, releases_by_group, rooms_for
from qinglian.domain.evaluation.queries.keys import (
    KeyGroup,
    KeyHolder,
    SessionKeys,
    keys_wanted,
    locks_wanted,
    session_keys,
)
from qinglian.domain.evaluation.queries.representatives import RepresentativeSeat, representative_seats
from qinglian.domain.evaluation.queries.room import Room, room_for
from qinglian.domain.evaluation.queries.seat import SeatView, seat_view

__all__ = [
    "BlindCodes",
    "GroupRelease",
    "Hosted",
    "KeyGroup",
    "KeyHolder",
    "RepresentativeSeat",
    "Room",
    "SeatTold",
    "SeatView",
    "SessionKeys",
    "answers_wanted",
    "asked_of",
    "blind_codes_told",
    "committee_told",
    "hosted_of",
    "in_force",
    "keys_wanted",
    "locked_sheets_as_text",
    "locks_wanted",
    "member_by_credential",
    "opened_files",
    "opening_of",
    "releases_by_group",
    "representative_seats",
    "result_of",
    "room_for",
    "rooms_for",
    "seat_view",
    "session_at",
    "session_bundle",
    "session_keys",
    "session_of",
    "sheets_by_kind",
    "shown_file",
    "terms_of",
]
