"""The lawful moves."""

from qinglian.domain.integrity.lifecycle.benchmarks import CLAUSE
from qinglian.domain.integrity.lifecycle.checklists import INSPECTION, RECTIFICATION
from qinglian.domain.integrity.lifecycle.duty_lists import DUTY_LIST
from qinglian.domain.integrity.lifecycle.meetings import DECISION, MEETING
from qinglian.domain.integrity.lifecycle.plans import WORK_PLAN, WORK_TASK
from qinglian.domain.integrity.lifecycle.rounds import PROPOSAL, ROUND
from qinglian.domain.integrity.lifecycle.work_rules import REVIEW_CAMPAIGN, RULE_REVIEW, RULE_VERSION, WORK_RULE

__all__ = [
    "CLAUSE",
    "DECISION",
    "DUTY_LIST",
    "INSPECTION",
    "MEETING",
    "PROPOSAL",
    "RECTIFICATION",
    "REVIEW_CAMPAIGN",
    "ROUND",
    "RULE_REVIEW",
    "RULE_VERSION",
    "WORK_PLAN",
    "WORK_RULE",
    "WORK_TASK",
]
