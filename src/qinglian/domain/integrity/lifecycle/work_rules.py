"""The lawful moves of an institutional rule, of its versions, of a campaign and of one review. See docs/reference/lifecycles.md."""

from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

_DRAFTERS = ("party_officer", "section_head")
_LEADER = ("centre_leader",)

WORK_RULE = Lifecycle(
    name="work_rule",
    states=(
        State("planned", Text("制定中", "Being made")),
        State("issued", Text("现行有效", "In force")),
        State("under_review", Text("评估审查中", "Under review")),
        State("repealed", Text("已废止", "Repealed")),
        State("dropped", Text("不予制定", "Dropped")),
    ),
    moves=(
        Move("adopt_rule", ("planned",), "issued", _LEADER, "PLT", Text("印发", "Issue")),
        Move("drop_rule", ("planned",), "dropped", _DRAFTERS, "PLT", Text("不予制定", "Drop")),
        Move("review_rule", ("issued",), "under_review", _LEADER, "PLT", Text("列入审查", "Put under review")),
        Move("revise_rule", ("issued",), "issued", _DRAFTERS, "PLT", Text("起草新版本", "Draft a new version")),
        Move("revise_rule", ("under_review",), "under_review", _DRAFTERS, "PLT", Text("起草新版本", "Draft a new version")),
        Move("keep_rule", ("under_review",), "issued", _LEADER, "PLT", Text("保留", "Keep")),
        Move("repeal_rule", ("issued", "under_review"), "repealed", _LEADER, "PLT", Text("废止", "Repeal")),
    ),
)  # fmt: skip

RULE_VERSION = Lifecycle(
    name="rule_version",
    states=(
        State("draft", Text("草稿", "Draft")),
        State("consultation", Text("征求意见", "In consultation")),
        State("issued", Text("已印发", "Issued")),
        State("superseded", Text("已被新版代替", "Superseded")),
        State("dropped", Text("已放弃", "Dropped")),
    ),
    moves=(
        Move("edit_version", ("draft",), "draft", _DRAFTERS, "PLT", Text("修改草稿", "Edit")),
        Move("consult_on_version", ("draft",), "consultation", _DRAFTERS, "PLT", Text("征求意见", "Consult")),
        Move("return_version", ("consultation",), "draft", (*_DRAFTERS, *_LEADER), "PLT", Text("退回修改", "Return")),
        Move("issue_version", ("consultation",), "issued", _LEADER, "PLT", Text("印发", "Issue")),
        Move("supersede_version", ("issued",), "superseded", _LEADER, "PLT", Text("以新版代替", "Supersede")),
        Move("drop_version", ("draft", "consultation"), "dropped", _DRAFTERS, "PLT", Text("放弃", "Drop")),
    ),
)

REVIEW_CAMPAIGN = Lifecycle(
    name="review_campaign",
    states=(State("open", Text("进行中", "Open")), State("closed", Text("已结束", "Closed"))),
    moves=(Move("close_rule_review", ("open",), "closed", _LEADER, "PLT", Text("结束审查", "Close the review")),),
)

RULE_REVIEW = Lifecycle(
    name="rule_review",
    states=(
        State("open", Text("待审查", "To be reviewed")),
        State("proposed", Text("待批准", "To be approved")),
        State("approved", Text("已批准", "Approved")),
    ),
    moves=(
        Move("propose_outcome", ("open", "proposed"), "proposed", ("section_head",), "PLT", Text("提出结论", "Propose")),
        Move("return_outcome", ("proposed",), "open", _LEADER, "PLT", Text("退回重审", "Return")),
        Move("approve_outcome", ("proposed",), "approved", _LEADER, "PLT", Text("批准", "Approve")),
    ),
)  # fmt: skip
