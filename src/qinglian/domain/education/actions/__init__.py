"""Every act. One function, one act, one fact."""

from qinglian.domain.education.actions.cases import assign_case, plan_series, register_case
from qinglian.domain.education.actions.directives import open_lectures, register_directive
from qinglian.domain.education.actions.discussing import keep_commitment, make_commitment, share_thought
from qinglian.domain.education.actions.films import (
    answer_reflection,
    assign_film,
    log_viewing,
    read_reflection,
    register_film,
    save_reflection,
    submit_reflection,
)
from qinglian.domain.education.actions.holding import (
    close_activity,
    end_sign_in,
    list_attendance,
    note_catch_up,
    open_sign_in,
    sign_in_to_activity,
)
from qinglian.domain.education.actions.library import add_book, add_copies, lend_book, return_book, withdraw_copy
from qinglian.domain.education.actions.material import add_material
from qinglian.domain.education.actions.messages import (
    add_message,
    log_handed,
    release_message,
    schedule_message,
    withdraw_message,
)
from qinglian.domain.education.actions.planning import call_off_activity, edit_activity, plan_activity
from qinglian.domain.education.actions.positions import (
    PositionInput,
    register_position,
    renew_position,
    retire_position,
)
from qinglian.domain.education.actions.self_tests import set_questions, take_self_test
from qinglian.domain.education.actions.venues import book_venue, cancel_booking, note_visitors, register_venue

__all__ = [
    "PositionInput",
    "add_book",
    "add_copies",
    "add_material",
    "add_message",
    "answer_reflection",
    "assign_case",
    "assign_film",
    "book_venue",
    "call_off_activity",
    "cancel_booking",
    "close_activity",
    "edit_activity",
    "end_sign_in",
    "keep_commitment",
    "lend_book",
    "list_attendance",
    "log_handed",
    "log_viewing",
    "make_commitment",
    "note_catch_up",
    "note_visitors",
    "open_lectures",
    "open_sign_in",
    "plan_activity",
    "plan_series",
    "read_reflection",
    "register_case",
    "register_directive",
    "register_film",
    "register_position",
    "register_venue",
    "release_message",
    "renew_position",
    "retire_position",
    "return_book",
    "save_reflection",
    "schedule_message",
    "set_questions",
    "share_thought",
    "sign_in_to_activity",
    "submit_reflection",
    "take_self_test",
    "withdraw_copy",
    "withdraw_message",
]
