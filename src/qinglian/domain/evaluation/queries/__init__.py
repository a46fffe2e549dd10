"""Questions about evaluation sessions. Who asks decides what is told."""

from qinglian.domain.evaluation.queries.bundle import session_bundle
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
from qinglian.domain.evaluation.queries.room import Room, room_for
from qinglian.domain.evaluation.queries.seat import SeatView, seat_view

__all__ = [
    "Room",
    "SeatView",
    "in_force",
    "locked_sheets_as_text",
    "member_by_credential",
    "opened_files",
    "opening_of",
    "result_of",
    "room_for",
    "seat_view",
    "session_at",
    "session_bundle",
    "session_of",
    "sheets_by_kind",
    "shown_file",
    "terms_of",
]
