"""The lawful moves of the seed that the weekly inspections are drawn from."""

from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

INSPECTION_SEED = Lifecycle(
    name="inspection_seed",
    states=(
        State("committed", Text("已承诺，未公开", "Committed, not revealed")),
        State("revealed", Text("已公开", "Revealed")),
    ),
    moves=(
        Move("reveal_inspections", ("committed",), "revealed", ("timetable",), "PLT", Text("公开种子", "Reveal the seed")),
    ),
)  # fmt: skip
