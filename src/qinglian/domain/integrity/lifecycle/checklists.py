"""The lawful moves of an inspection and of a correction."""

from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

_INSPECTORS = ("supervisor", "discipline_officer")
_STAFF = (
    "centre_leader", "party_officer", "discipline_officer", "section_head", "staff", "centre_verifier", "centre_host", "centre_admin",
    "expert_officer",
)  # fmt: skip

INSPECTION = Lifecycle(
    name="inspection",
    states=(
        State("planned", Text("待检查", "To be held")),
        State("held", Text("已检查", "Held")),
        State("called_off", Text("已取消", "Called off")),
    ),
    moves=(
        Move("hold_inspection", ("planned",), "held", _INSPECTORS, "PLT", Text("记下检查结果", "Note the results")),
        Move("call_off_inspection", ("planned",), "called_off", _INSPECTORS, "PLT", Text("取消检查", "Call off")),
    ),
)

RECTIFICATION = Lifecycle(
    name="rectification",
    states=(
        State("ordered", Text("整改中", "Being corrected")),
        State("handed_in", Text("已交，待复查", "Handed in, to be checked")),
        State("returned", Text("复查退回", "Returned")),
        State("closed", Text("复查销号", "Checked and closed")),
    ),
    moves=(
        Move("hand_in_rectification", ("ordered", "returned"), "handed_in", _STAFF, "PLT", Text("交整改", "Hand in")),
        Move("close_rectification", ("handed_in",), "closed", _INSPECTORS, "PLT", Text("复查销号", "Close")),
        Move("return_rectification", ("handed_in",), "returned", _INSPECTORS, "PLT", Text("复查退回", "Return")),
        Move("remind_rectification", ("ordered",), "ordered", ("timetable",), "PLT", Text("提醒", "Remind")),
        Move("remind_rectification", ("returned",), "returned", ("timetable",), "PLT", Text("提醒", "Remind")),
        Move("escalate_rectification", ("ordered",), "ordered", ("timetable",), "PLT", Text("上报督办", "Escalate")),
        Move("escalate_rectification", ("returned",), "returned", ("timetable",), "PLT", Text("上报督办", "Escalate")),
    ),
)
