"""Every act of an evaluation. One function, one act, one fact."""

from qinglian.domain.evaluation.actions.advancing import advance_session, fail_evaluation
from qinglian.domain.evaluation.actions.clarifying import answer_clarification, ask_clarification
from qinglian.domain.evaluation.actions.disclosing import disclose_session
from qinglian.domain.evaluation.actions.opening import name_representative, open_session
from qinglian.domain.evaluation.actions.releasing import release_to_session, unseal_files
from qinglian.domain.evaluation.actions.replacing import fill_seats, recuse_member, replace_member
from qinglian.domain.evaluation.actions.reporting import finish_evaluation, make_report, sign_report
from qinglian.domain.evaluation.actions.scoring import lock_sheet, save_sheet
from qinglian.domain.evaluation.actions.seating import check_identity, start_review, take_seat, vote_chair
from qinglian.domain.evaluation.actions.viewing import view_file, view_page

__all__ = [
    "advance_session",
    "answer_clarification",
    "ask_clarification",
    "check_identity",
    "disclose_session",
    "fail_evaluation",
    "fill_seats",
    "finish_evaluation",
    "lock_sheet",
    "make_report",
    "name_representative",
    "open_session",
    "recuse_member",
    "release_to_session",
    "replace_member",
    "save_sheet",
    "sign_report",
    "start_review",
    "take_seat",
    "unseal_files",
    "view_file",
    "view_page",
    "vote_chair",
]
