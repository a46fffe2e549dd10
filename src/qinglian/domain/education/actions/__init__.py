"""Acts of education and culture. One function, one act, one fact."""

from qinglian.domain.education.actions.library import (
    add_book,
    add_copies,
    lend_book,
    return_book,
    withdraw_copy,
)
from qinglian.domain.education.actions.messages import (
    add_message,
    log_handed,
    release_message,
    schedule_message,
    withdraw_message,
)
from qinglian.domain.education.actions.positions import (
    PositionInput,
    register_position,
    renew_position,
    retire_position,
)

__all__ = [
    "PositionInput",
    "add_book",
    "add_copies",
    "add_message",
    "lend_book",
    "log_handed",
    "register_position",
    "release_message",
    "renew_position",
    "retire_position",
    "return_book",
    "schedule_message",
    "withdraw_copy",
    "withdraw_message",
]
