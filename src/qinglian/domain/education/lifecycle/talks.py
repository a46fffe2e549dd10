"""The lawful moves of a talk."""

from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

TALK = Lifecycle(
    name="talk",
    states=(
        State("planned", Text("待谈", "To be held")),
        State("held", Text("已谈", "Held")),
        State("dropped", Text("不再需要", "No longer due")),
    ),
    moves=(
        Move("hold_talk", ("planned",), "held", ("centre_leader", "section_head"), "PLT", Text("记录谈话", "Record the talk")),
        Move("drop_talk", ("planned",), "dropped", ("party_officer",), "PLT", Text("取消谈话", "Drop the talk")),
    ),
)  # fmt: skip
