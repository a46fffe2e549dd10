"""The lawful moves of a warning. See docs/reference/lifecycles.md for the drawing."""

from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

WARNING = Lifecycle(
    name="warning",
    states=(
        State("open", Text("待说明", "To be explained")),
        State("explained", Text("已说明，待核", "Explained, to be judged")),
        State("closed", Text("已办结", "Closed")),
    ),
    moves=(
        Move("explain_warning", ("open",), "explained", ("centre_admin", "centre_host", "centre_verifier", "expert_officer", "section_head", "discipline_officer"), "PLT", Text("说明", "Explain")),
        Move("close_warning", ("open", "explained"), "closed", ("supervisor",), "PLT", Text("办结", "Close")),
        Move("reopen_warning", ("closed",), "open", ("timetable",), "PLT", Text("再次发现", "Found again")),
    ),
)  # fmt: skip
