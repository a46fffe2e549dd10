"""The lawful moves of a problem."""

from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

OFFICERS = ("discipline_officer",)
PROBLEM = Lifecycle(
    name="problem",
    states=(
        State("open", Text("待整改", "To be corrected")),
        State("corrected", Text("已整改，待核", "Corrected, to be judged")),
        State("closed", Text("已办结", "Closed")),
    ),
    moves=(
        Move("correct_problem", ("open",), "corrected", ("section_head", "centre_leader", *OFFICERS), "PLT", Text("报整改", "Report the correction")),
        Move("return_problem", ("corrected",), "open", OFFICERS, "PLT", Text("退回重改", "Return it")),
        Move("close_problem", ("corrected",), "closed", OFFICERS, "PLT", Text("办结", "Close")),
    ),
)  # fmt: skip
