"""The lawful moves of a suggestion. There is none that drops it."""

from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

SUGGESTION = Lifecycle(
    name="suggestion",
    states=(State("received", Text("待答复", "To be answered")), State("answered", Text("已答复", "Answered"))),
    moves=(Move("answer_suggestion", ("received",), "answered", CENTRE_ROLES, "PLT", Text("答复", "Answer")),),
)
