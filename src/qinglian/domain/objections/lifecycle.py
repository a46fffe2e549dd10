"""The lawful moves of an objection. See docs/reference/lifecycles.md for the drawing."""

from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

OBJECTION = Lifecycle(
    name="objection",
    states=(
        State("waiting", Text("待答复", "Waiting for the answer")),
        State("answered", Text("已答复", "Answered")),
        State("withdrawn", Text("已撤回", "Withdrawn")),
    ),
    moves=(
        Move("answer_objection", ("waiting",), "answered", ("buyer_operator", "buyer_reviewer"), "REG 54", Text("答复异议", "Answer the objection")),
        Move("withdraw_objection", ("waiting",), "withdrawn", ("bidder",), "REG 54", Text("撤回异议", "Withdraw the objection")),
    ),
)  # fmt: skip
