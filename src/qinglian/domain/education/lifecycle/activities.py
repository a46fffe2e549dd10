"""The lawful moves of an activity and of a reflection. See docs/reference/lifecycles.md for the drawing."""

from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

# Branch secretaries run their own branch's activities, whatever role their login has: policy narrows these roles further.
_RUN = CENTRE_ROLES

ACTIVITY = Lifecycle(
    name="activity",
    states=(
        State("planned", Text("已计划", "Planned")),
        State("open", Text("签到中", "Signing in")),
        State("held", Text("已举行，待归档", "Held, to be filed")),
        State("closed", Text("已归档", "Filed")),
        State("called_off", Text("已取消", "Called off")),
    ),
    moves=(
        Move("edit_activity", ("planned",), "planned", _RUN, "PLT", Text("修改计划", "Edit the plan")),
        Move("open_sign_in", ("planned",), "open", _RUN, "PLT", Text("开始签到", "Open sign-in")),
        Move("end_sign_in", ("open",), "held", _RUN, "PLT", Text("结束签到", "End sign-in")),
        Move("close_activity", ("held",), "closed", _RUN, "PLT", Text("归档", "File")),
        Move("call_off_activity", ("planned", "open"), "called_off", _RUN, "PLT", Text("取消", "Call off")),
    ),
)  # fmt: skip

REFLECTION = Lifecycle(
    name="reflection",
    states=(
        State("draft", Text("草稿", "Draft")),
        State("submitted", Text("已交，待阅", "Handed in, to be read")),
        State("read", Text("已阅", "Read")),
        State("answered", Text("已回复", "Answered")),
    ),
    moves=(
        Move("submit_reflection", ("draft",), "submitted", _RUN, "PLT", Text("交心得体会", "Hand in")),
        Move("read_reflection", ("submitted",), "read", ("party_officer",), "PLT", Text("记为已阅", "Note as read")),
        Move("answer_reflection", ("submitted", "read"), "answered", ("party_officer",), "PLT", Text("回复", "Answer")),
    ),
)  # fmt: skip
