"""Every act. One function, one act, one fact."""

from qinglian.domain.integrity.actions.benchmarking import (
    match_clause,
    plan_clause,
    reopen_clause,
    set_clause_aside,
    take_apart_document,
)
from qinglian.domain.integrity.actions.duty_lists import (
    draft_duty_lists,
    edit_duty_list,
    issue_duty_lists,
    review_duty_lists,
    sign_duty_lists,
)
from qinglian.domain.integrity.actions.meetings import (
    Item,
    cancel_meeting,
    carry_out_decision,
    change_agenda,
    drop_decision,
    hold_meeting,
    plan_meeting,
    record_decision,
)
from qinglian.domain.integrity.actions.plans import TaskInput, add_task, add_tasks, draft_plan, issue_plan
from qinglian.domain.integrity.actions.pledges import (
    ask_for_new_pledges,
    open_pledge_campaign,
    sign_leader_pledge,
    sign_pledge,
)
from qinglian.domain.integrity.actions.proposals import (
    adopt_proposals,
    examine_proposals,
    refuse_proposal,
    review_proposals,
)
from qinglian.domain.integrity.actions.rounds import close_round, open_round, propose_points
from qinglian.domain.integrity.actions.rule_drafts import (
    Existing,
    consult_on_version,
    draft_revision,
    draft_rule,
    drop_version,
    edit_version,
    enter_rules,
    return_version,
    upload_version,
)
from qinglian.domain.integrity.actions.rule_issues import answer_comment, comment_on_version, issue_version, repeal_rule
from qinglian.domain.integrity.actions.rule_reviews import (
    Outcome,
    approve_outcomes,
    close_rule_review,
    open_rule_review,
    propose_outcomes,
    return_outcome,
)
from qinglian.domain.integrity.actions.sheet import import_tasks
from qinglian.domain.integrity.actions.tasks import close_task, drop_task, hand_in_evidence, note_stage, return_task

__all__ = [
    "Existing",
    "Item",
    "Outcome",
    "TaskInput",
    "add_task",
    "add_tasks",
    "adopt_proposals",
    "answer_comment",
    "approve_outcomes",
    "ask_for_new_pledges",
    "cancel_meeting",
    "carry_out_decision",
    "change_agenda",
    "close_round",
    "close_rule_review",
    "close_task",
    "comment_on_version",
    "consult_on_version",
    "draft_duty_lists",
    "draft_plan",
    "draft_revision",
    "draft_rule",
    "drop_decision",
    "drop_task",
    "drop_version",
    "edit_duty_list",
    "edit_version",
    "enter_rules",
    "examine_proposals",
    "hand_in_evidence",
    "hold_meeting",
    "import_tasks",
    "issue_duty_lists",
    "issue_plan",
    "issue_version",
    "match_clause",
    "note_stage",
    "open_pledge_campaign",
    "open_round",
    "open_rule_review",
    "plan_clause",
    "plan_meeting",
    "propose_outcomes",
    "propose_points",
    "record_decision",
    "refuse_proposal",
    "reopen_clause",
    "repeal_rule",
    "return_outcome",
    "return_task",
    "return_version",
    "review_duty_lists",
    "review_proposals",
    "set_clause_aside",
    "sign_duty_lists",
    "sign_leader_pledge",
    "sign_pledge",
    "take_apart_document",
    "upload_version",
]
