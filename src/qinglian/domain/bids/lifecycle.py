"""The lawful moves of one sealed bid. Every receipt ends in one of the last four states."""

from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

BID = Lifecycle(
    name="bid",
    states=(
        State("in_force", Text("已递交，密封", "Submitted, sealed")),
        State("superseded", Text("已被新文件取代", "Superseded")),
        State("withdrawn", Text("已撤回", "Withdrawn")),
        State("opened", Text("已解密", "Opened")),
        State("failed", Text("解密失败", "Failed to open")),
    ),
    moves=(
        Move(
            "supersede_bid", ("in_force",), "superseded", ("bidder",), "ZTB 29", Text("替换投标文件", "Replace the bid")
        ),
        Move(
            "withdraw_bid", ("in_force",), "withdrawn", ("bidder",), "ZTB 29", Text("撤回投标文件", "Withdraw the bid")
        ),
        Move("open_bid", ("in_force",), "opened", ("timetable",), "ZTB 36", Text("拆封", "Open the bid")),
        Move("fail_bid", ("in_force",), "failed", ("timetable",), "ZTB 36", Text("记录解密失败", "Record the failure")),
    ),
)
