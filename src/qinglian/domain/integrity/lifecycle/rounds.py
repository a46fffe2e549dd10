"""The lawful moves of a risk-finding round and of what is proposed in it."""

from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

ANY_POST = (
    "staff", "section_head", "centre_leader", "party_officer", "discipline_officer", "centre_verifier", "centre_host", "centre_admin",
    "expert_officer",
)  # fmt: skip
ROUND = Lifecycle(
    name="risk_round",
    states=(State("open", Text("查摆中", "Open")), State("closed", Text("已结束", "Closed"))),
    moves=(
        Move("propose_point", ("open",), "open", ANY_POST, "PLT", Text("提出风险点", "Propose a risk point")),
        Move("close_round", ("open",), "closed", ("discipline_officer",), "PLT", Text("结束本轮", "Close the round")),
    ),
)  # fmt: skip
PROPOSAL = Lifecycle(
    name="risk_proposal",
    states=(
        State("proposed", Text("待科室审", "To be reviewed by the section")),
        State("reviewed", Text("待纪检审", "To be examined by the discipline officer")),
        State("examined", Text("待领导定", "To be decided by a leader")),
        State("adopted", Text("已采纳", "Adopted")),
        State("refused", Text("不采纳", "Refused")),
    ),
    moves=(
        Move("review_proposals", ("proposed",), "reviewed", ("section_head",), "PLT", Text("科室审核", "Review")),
        Move("examine_proposals", ("reviewed",), "examined", ("discipline_officer", "centre_leader"), "PLT", Text("对照目录审核", "Examine against the catalogue")),
        Move("adopt_proposals", ("examined",), "adopted", ("centre_leader",), "PLT", Text("采纳", "Adopt")),
        Move("refuse_proposal", ("proposed",), "refused", ("section_head",), "PLT", Text("不采纳", "Refuse")),
        Move("refuse_proposal", ("reviewed",), "refused", ("discipline_officer",), "PLT", Text("不采纳", "Refuse")),
        Move("refuse_proposal", ("examined",), "refused", ("centre_leader",), "PLT", Text("不采纳", "Refuse")),
    ),
)  # fmt: skip
