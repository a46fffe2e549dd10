"""The tables."""

from qinglian.domain.integrity.models.benchmarks import Clause, SuperiorDocument
from qinglian.domain.integrity.models.checklists import (
    Checklist,
    Finding,
    Inspection,
    ItemResult,
    Rectification,
    RectificationStep,
)
from qinglian.domain.integrity.models.duty_lists import DutyList
from qinglian.domain.integrity.models.meetings import AgendaItem, Decision, Meeting
from qinglian.domain.integrity.models.plans import TaskStage, WorkPlan, WorkTask
from qinglian.domain.integrity.models.pledges import LeaderPledge, Pledge, PledgeCampaign
from qinglian.domain.integrity.models.rounds import Adoption, RiskProposal, RiskRound
from qinglian.domain.integrity.models.rule_reviews import ReviewCampaign, RuleReview
from qinglian.domain.integrity.models.work_rules import UNFINISHED, RuleComment, RuleVersion, WorkRule

__all__ = [
    "UNFINISHED",
    "Adoption",
    "AgendaItem",
    "Checklist",
    "Clause",
    "Decision",
    "DutyList",
    "Finding",
    "Inspection",
    "ItemResult",
    "LeaderPledge",
    "Meeting",
    "Pledge",
    "PledgeCampaign",
    "Rectification",
    "RectificationStep",
    "ReviewCampaign",
    "RiskProposal",
    "RiskRound",
    "RuleComment",
    "RuleReview",
    "RuleVersion",
    "SuperiorDocument",
    "TaskStage",
    "WorkPlan",
    "WorkRule",
    "WorkTask",
]
