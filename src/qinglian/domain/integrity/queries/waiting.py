"""What waits for one person's decision in risk-finding rounds, plans and rules. Whoever decides nothing there gets empty lists."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from qinglian.domain.integrity.models import (
    RiskProposal,
    RuleComment,
    RuleReview,
    RuleVersion,
    WorkPlan,
    WorkTask,
)
from qinglian.domain.integrity.queries.work_rules import own_department
from qinglian.domain.integrity.rule_policy import may_issue
from qinglian.law.actor import Actor

NOTHING = Q(pk=None)


def proposals_before(asker: Actor) -> QuerySet[RiskProposal]:
    """This will list proposals that are before the asker: the head's section, then the discipline officer, then leaders; four persons."""
    steps, own = NOTHING, own_department(asker)
    if asker.has_role("section_head") and own:
        steps |= Q(state="proposed", department=own)
    if asker.has_role("discipline_officer"):
        steps |= Q(state="reviewed")
    if asker.has_role("centre_leader"):
        steps |= Q(state="examined")
    had_it = Q(proposer_id=asker.id) | Q(reviewed_by=asker.id) | Q(examined_by=asker.id)
    return RiskProposal.objects.filter(steps).exclude(had_it).order_by("proposed_at", "pk")


def tasks_to_close(asker: Actor) -> QuerySet[WorkTask]:
    """This will list tasks whose evidence is in, the pair's too, and which the asker closes as responsible leader or party office."""
    whole = Q(pairs=None, paired=None) | Q(pairs__state="evidenced") | Q(paired__state="evidenced")
    rows = WorkTask.objects.filter(whole, state="evidenced", plan__state="issued").exclude(owner_id=asker.id)
    rows = rows if asker.has_role("party_officer") else rows.filter(leader_id=asker.id)
    return rows.order_by("due_on", "number")


def plans_to_issue(asker: Actor) -> QuerySet[WorkPlan]:
    """This will list plans that hold tasks and wait for a leader to issue them."""
    rows = WorkPlan.objects.filter(Exists(WorkTask.objects.filter(plan=OuterRef("pk"))), state="draft")
    return rows.order_by("year") if asker.has_role("centre_leader") else rows.none()


def comments_unanswered(asker: Actor) -> QuerySet[RuleComment]:
    """This will list comments without an answer on versions in consultation: all for the party office, the own section's for its head."""
    rows = RuleComment.objects.filter(version__state="consultation", answered_at=None).select_related("version__rule")
    if not asker.has_role("party_officer"):
        own = own_department(asker) if asker.has_role("section_head") else ""
        rows = rows.filter(version__rule__department=own) if own else rows.none()
    return rows.order_by("at", "pk")


def versions_to_issue(asker: Actor, *, on: date) -> QuerySet[RuleVersion]:
    """This will list versions whose consultation is over and answered, for leaders."""
    unanswered = RuleComment.objects.filter(version=OuterRef("pk"), answered_at=None)
    rows = RuleVersion.objects.filter(~Exists(unanswered), state="consultation", consult_until__lt=on)
    return rows.select_related("rule").order_by("consult_until", "pk") if may_issue(asker) else rows.none()


def outcomes_to_approve(asker: Actor) -> QuerySet[RuleReview]:
    """This will list proposed outcomes of the review that is open, for leaders."""
    rows = RuleReview.objects.filter(state="proposed", campaign__state="open").select_related("rule", "campaign")
    return rows.order_by("proposed_at", "pk") if may_issue(asker) else rows.none()
