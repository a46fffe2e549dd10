"""The lawful moves of the yearly plan and of its tasks."""

from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

KEEPER = ("party_officer",)
CLOSERS = ("centre_leader", "party_officer")

WORK_PLAN = Lifecycle(
    name="work_plan",
    states=(State("draft", Text("编制中", "In preparation")), State("issued", Text("已印发", "Issued"))),
    moves=(
        Move("add_task", ("draft",), "draft", KEEPER, "PLT", Text("分解任务", "Add a task")),
        Move("add_task", ("issued",), "issued", KEEPER, "PLT", Text("分解任务", "Add a task")),
        Move("issue_plan", ("draft",), "issued", ("centre_leader",), "PLT", Text("印发", "Issue")),
    ),
)  # fmt: skip

WORK_TASK = Lifecycle(
    name="work_task",
    states=(
        State("open", Text("办理中", "In work")),
        State("evidenced", Text("待销号", "Evidence handed in")),
        State("closed", Text("已销号", "Closed")),
        State("dropped", Text("不再办理", "Dropped")),
    ),
    moves=(
        Move("note_stage", ("open",), "open", CENTRE_ROLES, "PLT", Text("记进展", "Note a stage")),
        Move("hand_in_evidence", ("open",), "evidenced", CENTRE_ROLES, "PLT", Text("交落实依据", "Hand in evidence")),
        Move("return_task", ("evidenced",), "open", CLOSERS, "PLT", Text("退回补充", "Send back")),
        Move("close_task", ("evidenced",), "closed", CLOSERS, "PLT", Text("销号", "Close")),
        Move("drop_task", ("open", "evidenced"), "dropped", KEEPER, "PLT", Text("不再办理", "Drop")),
    ),
)  # fmt: skip
