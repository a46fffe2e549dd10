"""The lawful moves of the contest of clean families."""

from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

FAMILY_CONTEST = Lifecycle(
    name="family_contest",
    states=(
        State("nominating", Text("推荐中", "Nominations")),
        State("voting", Text("投票中", "Voting")),
        State("review", Text("评审中", "Under review")),
        State("awarded", Text("已公布", "Awarded")),
    ),
    moves=(
        Move("open_family_voting", ("nominating",), "voting", ("party_officer",), "PLT", Text("开始投票", "Open the voting")),
        Move("close_family_voting", ("voting",), "review", ("party_officer",), "PLT", Text("结束投票", "Close the voting")),
        Move("award_families", ("review",), "awarded", ("party_officer",), "PLT", Text("公布结果", "Award")),
    ),
)  # fmt: skip
