"""The lawful moves of experts, draws and calls. See docs/reference/lifecycles.md for the drawing."""

from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

EXPERT = Lifecycle(
    name="expert",
    states=(
        State("filed", Text("待入库", "Waiting for admission")),
        State("active", Text("在库", "In the register")),
        State("suspended", Text("暂停", "Suspended")),
        State("removed", Text("出库", "Removed")),
    ),
    moves=(
        Move("edit_expert", ("filed", "active", "suspended"), "filed", ("expert_officer",), "REG 45", Text("修改资料", "Edit")),
        Move("admit_expert", ("filed", "suspended"), "active", ("expert_officer",), "ZTB 37", Text("入库", "Admit")),
        Move("suspend_expert", ("active",), "suspended", ("expert_officer", "supervisor"), "REG 45", Text("暂停", "Suspend")),
        Move("remove_expert", ("filed", "active", "suspended"), "removed", ("expert_officer", "supervisor"), "REG 45", Text("清退出库", "Remove")),
    ),
)  # fmt: skip

DRAW = Lifecycle(
    name="draw",
    states=(
        State("requested", Text("已申请", "Requested")),
        State("rostered", Text("名册已固定", "Roster fixed")),
        State("approved", Text("监督已核对名册", "Roster approved by the supervisor")),
        State("excluded", Text("回避已固定", "Exclusions fixed")),
        State("drawn", Text("已抽取，正在通知", "Drawn, calling")),
        State("complete", Text("人员到齐", "Complete")),
        State("disclosed", Text("名单已公开", "Names disclosed")),
        State("abandoned", Text("已放弃", "Abandoned")),
    ),
    moves=(
        Move("record_roster", ("requested",), "rostered", ("notifier",), "REG 46", Text("固定名册", "Fix the roster")),
        Move("approve_roster", ("rostered",), "approved", ("guardian",), "REG 46", Text("核对名册", "Approve the roster")),
        Move("record_exclusions", ("approved",), "excluded", ("notifier",), "ZTB 37", Text("固定回避", "Fix the exclusions")),
        Move("make_draw", ("excluded",), "drawn", ("timetable",), "REG 46", Text("抽取", "Draw")),
        Move("complete_draw", ("drawn",), "complete", ("timetable",), "ZTB 37", Text("人员到齐", "Complete")),
        Move("replace_expert", ("complete", "drawn"), "drawn", ("timetable", "centre_host", "committee"), "REG 48", Text("补抽下一位", "Call the next in the ranking")),
        Move("abandon_draw", ("requested", "rostered", "approved", "excluded", "drawn", "complete"), "abandoned", ("buyer_reviewer", "supervisor"), "REG 46", Text("放弃抽取", "Abandon the draw")),
        Move("disclose_panel", ("complete",), "disclosed", ("notifier",), "ZTB 37", Text("公开名单", "Disclose the names")),
    ),
)  # fmt: skip

CALL = Lifecycle(
    name="call",
    states=(
        State("due", Text("待通知", "To be called")),
        State("waiting", Text("等答复", "Waiting for the answer")),
        State("accepted", Text("参加", "Accepted")),
        State("declined", Text("不能参加", "Declined")),
        State("silent", Text("没有答复", "No answer")),
        State("late", Text("迟到", "Late")),
        State("recused", Text("本人回避", "Recused")),
    ),
    moves=(
        Move("place_call", ("due",), "waiting", ("notifier",), "REG 46", Text("发出通知", "Call")),
        Move("accept_call", ("waiting",), "accepted", ("called",), "REG 46", Text("参加", "Accept")),
        Move("decline_call", ("waiting",), "declined", ("called",), "REG 46", Text("不能参加", "Decline")),
        Move("expire_call", ("due", "waiting"), "silent", ("timetable",), "REG 46", Text("记为没有答复", "Count as silent")),
        Move("mark_late", ("accepted",), "late", ("timetable", "centre_host"), "REG 48", Text("记为迟到", "Count as late")),
        Move("recuse_expert", ("accepted",), "recused", ("called", "committee", "centre_host"), "REG 48", Text("回避", "Recuse")),
    ),
)  # fmt: skip
