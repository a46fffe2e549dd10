"""Yearly campaigns in which every rule in force is reviewed, and the review of each rule."""

from django.db import models
from django.db.models import Q

from qinglian.domain.integrity.models.work_rules import WorkRule


class ReviewCampaign(models.Model):
    """The review of one year: opened with a last day, closed when every review is approved."""

    year = models.PositiveSmallIntegerField(unique=True)
    pillar = models.CharField(max_length=8, default="secure")
    state = models.CharField(max_length=8, default="open")  # lifecycle.REVIEW_CAMPAIGN
    due_on = models.DateField()
    opened_by = models.CharField(max_length=24)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pillar="secure"), name="review_campaign_pillar"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | Q(state="open", closed_at=None),
                name="review_campaign_closed_at",
            ),
            models.UniqueConstraint(fields=["state"], condition=Q(state="open"), name="review_campaign_one_open"),
        ]


class RuleReview(models.Model):
    """The review of one rule in one campaign: the head of the owning section proposes the outcome, a leader approves it."""

    campaign = models.ForeignKey(ReviewCampaign, on_delete=models.PROTECT, related_name="reviews")
    rule = models.ForeignKey(WorkRule, on_delete=models.PROTECT, related_name="reviews")
    department = models.CharField(max_length=20)  # who owned the rule when the campaign opened
    state = models.CharField(max_length=10, default="open")  # lifecycle.RULE_REVIEW
    outcome = models.CharField(max_length=10, blank=True)  # rule_categories.OUTCOMES
    reason = models.TextField(blank=True)
    successor = models.ForeignKey(WorkRule, null=True, on_delete=models.PROTECT, related_name="+")  # of a repeal
    proposed_by = models.CharField(max_length=24, blank=True)
    proposed_at = models.DateTimeField(null=True)
    returned = models.PositiveSmallIntegerField(default=0)  # how often a leader sent it back
    return_reason = models.TextField(blank=True)
    approved_by = models.CharField(max_length=24, blank=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "rule"], name="rule_review_once"),
            models.CheckConstraint(
                condition=Q(state="open", outcome="")
                | Q(state__in=("proposed", "approved"), outcome__in=("kept", "revised", "repealed")) & ~Q(reason=""),
                name="rule_review_outcome",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", approved_at__isnull=False) | ~Q(state="approved") & Q(approved_at=None),
                name="rule_review_approved_at",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | Q(outcome="repealed"), name="rule_review_successor_of_repealed"
            ),
        ]
        indexes = [models.Index(fields=["campaign", "department", "state"])]
