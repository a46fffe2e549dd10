"""Every act. One function, one act, one fact."""

from qinglian.domain.education.actions.cases import assign_case, plan_series, register_case
from qinglian.domain.education.actions.directives import open_lectures, register_directive
from qinglian.domain.education.actions.discussing import keep_commitment, make_commitment, share_thought
from qinglian.domain.education.actions.families import (
    give_family_pledge,
    hold_family_event,
    join_family_event,
    withdraw_family_part,
)
from qinglian.domain.education.actions.family_contest import (
    award_families,
    close_family_voting,
    consent_to_story,
    nominate_family,
    open_family_contest,
    open_family_voting,
    vote_for_family,
)
from qinglian.domain.education.actions.family_videos import (
    ask_family_videos,
    play_family_video,
    publish_family_video,
    withdraw_family_video,
)
from qinglian.domain.education.actions.festivals import plan_festivals, read_reminder, send_reminder, write_reminder
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
from qinglian.domain.education.actions.home_visits import (
    VisitDetails,
    call_off_home_visit,
    plan_home_visit,
    record_home_visit,
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
from qinglian.domain.education.actions.talks import Told, hold_appointment_talk, hold_talk, open_talk_round, plan_talk
from qinglian.domain.education.actions.venues import book_venue, cancel_booking, note_visitors, register_venue

__all__ = [
    "PositionInput",
    "Told",
    "VisitDetails",
    "add_book",
    "add_copies",
    "add_material",
    "add_message",
    "answer_reflection",
    "ask_family_videos",
    "assign_case",
    "assign_film",
    "award_families",
    "book_venue",
    "call_off_activity",
    "call_off_home_visit",
    "cancel_booking",
    "close_activity",
    "close_family_voting",
    "consent_to_story",
    "edit_activity",
    "end_sign_in",
    "give_family_pledge",
    "hold_appointment_talk",
    "hold_family_event",
    "hold_talk",
    "join_family_event",
    "keep_commitment",
    "lend_book",
    "list_attendance",
    "log_handed",
    "log_viewing",
    "make_commitment",
    "nominate_family",
    "note_catch_up",
    "note_visitors",
    "open_family_contest",
    "open_family_voting",
    "open_lectures",
    "open_sign_in",
    "open_talk_round",
    "plan_activity",
    "plan_festivals",
    "plan_home_visit",
    "plan_series",
    "plan_talk",
    "play_family_video",
    "publish_family_video",
    "read_reflection",
    "read_reminder",
    "record_home_visit",
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
    "send_reminder",
    "set_questions",
    "share_thought",
    "sign_in_to_activity",
    "submit_reflection",
    "take_self_test",
    "vote_for_family",
    "withdraw_copy",
    "withdraw_family_part",
    "withdraw_family_video",
    "withdraw_message",
    "write_reminder",
]
