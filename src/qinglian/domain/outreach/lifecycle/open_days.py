"""The lawful moves of an open day."""

from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

_WHO = ("party_officer", "section_head")

OPEN_DAY = Lifecycle(
    name="open_day",
    states=(
        State("draft", Text("筹备中", "In preparation")),
        State("announced", Text("已公布，接受报名", "Announced, open for sign-up")),
        State("held", Text("已举办", "Held")),
        State("called_off", Text("已取消", "Called off")),
    ),
    moves=(
        Move("announce_open_day", ("draft",), "announced", _WHO, "PLT", Text("公布", "Announce")),
        Move("close_open_day", ("announced",), "held", _WHO, "PLT", Text("结束并登记情况", "Close with a report")),
        Move("call_off_open_day", ("draft", "announced"), "called_off", _WHO, "PLT", Text("取消", "Call off")),
    ),
)
