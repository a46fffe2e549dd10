"""The lawful moves."""

from qinglian.domain.integrity.lifecycle.benchmarks import CLAUSE
from qinglian.domain.integrity.lifecycle.work_rules import REVIEW_CAMPAIGN, RULE_REVIEW, RULE_VERSION, WORK_RULE

__all__ = ["CLAUSE", "REVIEW_CAMPAIGN", "RULE_REVIEW", "RULE_VERSION", "WORK_RULE"]
