"""The facts."""

from qinglian.domain.integrity.events.benchmarks import (
    ClauseMatched,
    ClausePlanned,
    ClauseReopened,
    ClauseSetAside,
    DocumentTakenApart,
)
from qinglian.domain.integrity.events.work_rules import (
    CommentAnswered,
    OutcomeApproved,
    OutcomeProposed,
    OutcomeReturned,
    RuleCommented,
    RuleConsulted,
    RuleDrafted,
    RuleDropped,
    RuleEdited,
    RuleEntered,
    RuleIssued,
    RuleRepealed,
    RuleReturned,
    RuleReviewClosed,
    RuleReviewOpened,
)

__all__ = [
    "ClauseMatched",
    "ClausePlanned",
    "ClauseReopened",
    "ClauseSetAside",
    "CommentAnswered",
    "DocumentTakenApart",
    "OutcomeApproved",
    "OutcomeProposed",
    "OutcomeReturned",
    "RuleCommented",
    "RuleConsulted",
    "RuleDrafted",
    "RuleDropped",
    "RuleEdited",
    "RuleEntered",
    "RuleIssued",
    "RuleRepealed",
    "RuleReturned",
    "RuleReviewClosed",
    "RuleReviewOpened",
]
