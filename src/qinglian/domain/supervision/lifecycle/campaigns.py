"""The lawful moves of a campaign and of a self-check. There is no move past a layer: that is how none is skipped."""

from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

CAMPAIGN = Lifecycle(
    name="campaign",
    states=(
        State("running", Text("进行中", "Running")),
        State("closed", Text("已结束", "Ended")),
    ),
    moves=(Move("close_campaign", ("running",), "closed", ("discipline_officer",), "PLT", Text("结束专项", "End the campaign")),),
)  # fmt: skip

SELF_CHECK = Lifecycle(
    name="self_check",
    states=(
        State("owed", Text("待本人填报", "To be filled in")),
        State("with_head", Text("待科室复核", "With the section's head")),
        State("with_leader", Text("待领导审签", "With the leader")),
        State("complete", Text("已审签", "Signed by all layers")),
    ),
    moves=(
        Move("sign_self_check", ("owed",), "with_head", CENTRE_ROLES, "PLT", Text("签字上报", "Sign and pass on")),
        Move("sign_own_as_head", ("owed",), "with_leader", CENTRE_ROLES, "PLT", Text("负责人签字上报", "Sign as a head or leader")),
        Move("review_self_check", ("with_head",), "with_leader", ("section_head",), "PLT", Text("科室复核签字", "Sign as the section's head")),
        Move("approve_self_check", ("with_leader",), "complete", ("centre_leader", "discipline_officer"), "PLT", Text("领导审签", "Sign as the leader")),
    ),
)  # fmt: skip
