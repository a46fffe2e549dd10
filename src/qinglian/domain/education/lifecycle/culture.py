"""The lawful moves of a message, a culture position and a loan."""

from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

KEEPER = ("party_officer",)

MESSAGE = Lifecycle(
    name="message",
    states=(State("kept", Text("在用", "In use")), State("withdrawn", Text("已停用", "Withdrawn"))),
    moves=(
        Move("schedule_message", ("kept",), "kept", KEEPER, "PLT", Text("安排日期", "Schedule")),
        Move("withdraw_message", ("kept",), "withdrawn", KEEPER, "PLT", Text("停用", "Withdraw")),
    ),
)  # fmt: skip

POSITION = Lifecycle(
    name="position",
    states=(State("in_use", Text("在用", "In use")), State("retired", Text("已撤", "Given up"))),
    moves=(
        Move("renew_position", ("in_use",), "in_use", CENTRE_ROLES, "PLT", Text("更新内容", "Renew")),
        Move("retire_position", ("in_use",), "retired", KEEPER, "PLT", Text("撤除", "Give up")),
    ),
)  # fmt: skip

LOAN = Lifecycle(
    name="loan",
    states=(State("out", Text("借出", "Lent")), State("returned", Text("已还", "Returned"))),
    moves=(Move("return_book", ("out",), "returned", CENTRE_ROLES, "PLT", Text("归还", "Return")),),
)  # fmt: skip
