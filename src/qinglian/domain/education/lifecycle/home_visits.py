"""The lawful moves of a home visit."""

from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

HOME_VISIT = Lifecycle(
    name="home_visit",
    states=(
        State("planned", Text("待家访", "To be made")),
        State("made", Text("已家访", "Made")),
        State("called_off", Text("已取消", "Called off")),
    ),
    moves=(
        Move("record_home_visit", ("planned",), "made", ("centre_leader",), "PLT", Text("记录家访", "Record the visit")),
        Move("call_off_home_visit", ("planned",), "called_off", ("party_officer",), "PLT", Text("取消家访", "Call the visit off")),
    ),
)  # fmt: skip
