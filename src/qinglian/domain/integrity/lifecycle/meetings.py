"""The lawful moves of a committee meeting and of a decision."""

from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

KEEPER = ("party_officer",)

MEETING = Lifecycle(
    name="meeting",
    states=(
        State("planned", Text("待召开", "Planned")),
        State("held", Text("已召开", "Held")),
        State("cancelled", Text("已取消", "Cancelled")),
    ),
    moves=(
        Move("change_agenda", ("planned",), "planned", KEEPER, "PLT", Text("修改议题", "Change the agenda")),
        Move("hold_meeting", ("planned",), "held", KEEPER, "PLT", Text("登记召开", "Register as held")),
        Move("record_decision", ("held",), "held", KEEPER, "PLT", Text("登记决定", "Record a decision")),
        Move("cancel_meeting", ("planned", "held"), "cancelled", KEEPER, "PLT", Text("取消会议", "Cancel the meeting")),
    ),
)  # fmt: skip

DECISION = Lifecycle(
    name="decision",
    states=(
        State("open", Text("办理中", "Being carried out")),
        State("done", Text("已落实", "Carried out")),
        State("dropped", Text("不再办理", "Dropped")),
    ),
    moves=(
        Move("carry_out_decision", ("open",), "done", CENTRE_ROLES, "PLT", Text("报告落实", "Report it carried out")),
        Move("drop_decision", ("open",), "dropped", KEEPER, "PLT", Text("不再办理", "Drop")),
    ),
)  # fmt: skip
