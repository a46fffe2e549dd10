"""The lawful moves of a declared gift."""

from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

GIFT = Lifecycle(
    name="gift",
    states=(
        State("declared", Text("已登记，待上交", "Declared, to be handed in")),
        State("handed_in", Text("已上交，待处置", "Handed in, to be disposed of")),
        State("disposed", Text("已处置", "Disposed of")),
    ),
    moves=(
        Move("take_gift", ("declared",), "handed_in", ("discipline_officer",), "PLT", Text("接收", "Take it in")),
        Move("dispose_of_gift", ("handed_in",), "disposed", ("discipline_officer",), "PLT", Text("处置", "Dispose of it")),
    ),
)  # fmt: skip
