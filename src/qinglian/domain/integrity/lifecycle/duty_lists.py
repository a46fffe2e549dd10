"""The lawful moves of a list of duties."""

from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

OWN = ("centre_leader", "section_head")  # a leading post signs and reviews its own lists alone
DUTY_LIST = Lifecycle(
    name="duty_list",
    states=(
        State("draft", Text("草拟中", "Draft")),
        State("issued", Text("待签", "To be signed")),
        State("signed", Text("已签", "Signed")),
        State("reviewed", Text("已述责", "Reviewed")),
    ),
    moves=(
        Move("edit_duty_list", ("draft",), "draft", ("party_officer",), "PLT", Text("修改清单", "Change the list")),
        Move("issue_duty_lists", ("draft",), "issued", ("party_officer",), "PLT", Text("下发清单", "Issue the lists")),
        Move("sign_duty_lists", ("issued",), "signed", OWN, "PLT", Text("签清单", "Sign the lists")),
        Move("review_duty_lists", ("signed",), "reviewed", OWN, "PLT", Text("年度述责", "Review the lists")),
    ),
)  # fmt: skip
