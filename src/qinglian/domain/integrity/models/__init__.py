"""The tables."""

from qinglian.domain.integrity.models.benchmarks import Clause, SuperiorDocument
from qinglian.domain.integrity.models.rule_reviews import ReviewCampaign, RuleReview
from qinglian.domain.integrity.models.work_rules import UNFINISHED, RuleComment, RuleVersion, WorkRule

__all__ = [
    "UNFINISHED",
    "Clause",
    "ReviewCampaign",
    "RuleComment",
    "RuleReview",
    "RuleVersion",
    "SuperiorDocument",
    "WorkRule",
]
