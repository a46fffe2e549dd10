"""The lawful moves of a clause of a superior document. See docs/reference/lifecycles.md for the drawing."""

from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

_OFFICERS = ("party_officer", "section_head")

CLAUSE = Lifecycle(
    name="clause",
    states=(
        State("unmatched", Text("未对标", "Not matched")),
        State("matched", Text("已对应", "Matched")),
        State("planned", Text("已列计划", "Planned")),
        State("inapplicable", Text("不适用", "Inapplicable")),
    ),
    moves=(
        Move("match_clause", ("unmatched", "planned"), "matched", (*_OFFICERS, "staff"), "PLT", Text("对应", "Match")),
        Move("plan_clause", ("unmatched",), "planned", _OFFICERS, "PLT", Text("列入计划", "Plan")),
        Move("set_clause_aside", ("unmatched",), "inapplicable", _OFFICERS, "PLT", Text("标为不适用", "Set aside")),
        Move("reopen_clause", ("matched", "planned", "inapplicable"), "unmatched", _OFFICERS, "PLT", Text("重新对标", "Reopen")),
    ),
)  # fmt: skip
