"""Every act. One function, one act, one fact."""

from qinglian.domain.integrity.actions.benchmarking import (
    match_clause,
    plan_clause,
    reopen_clause,
    set_clause_aside,
    take_apart_document,
)
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

__all__ = [
    "Existing",
    "Outcome",
    "answer_comment",
    "approve_outcomes",
    "close_rule_review",
    "comment_on_version",
    "consult_on_version",
    "draft_revision",
    "draft_rule",
    "drop_version",
    "edit_version",
    "enter_rules",
    "issue_version",
    "match_clause",
    "open_rule_review",
    "plan_clause",
    "propose_outcomes",
    "reopen_clause",
    "repeal_rule",
    "return_outcome",
    "return_version",
    "set_clause_aside",
    "take_apart_document",
    "upload_version",
]
