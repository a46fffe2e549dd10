"""Risk-finding rounds, what posts of work propose in them, and the adoption to which a point of the catalogue traces."""

from django.db import models
from django.db.models import F, Q

from qinglian.domain.people.models import Person


class RiskRound(models.Model):
    """One round: every post of work is asked for its risk points, within a period."""

    title = models.CharField(max_length=100)
    pillar = models.CharField(max_length=8, default="secure")
    from_on = models.DateField()
    until_on = models.DateField()
    state = models.CharField(max_length=8, default="open")  # lifecycle.ROUND: open closed
    opened_by = models.CharField(max_length=24)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=Q(state="open"), name="risk_round_one_open"),
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="risk_round_period"),
            models.CheckConstraint(condition=Q(pillar="secure"), name="risk_round_pillar"),
        ]


class RiskProposal(models.Model):
    """A risk point that somebody proposes for the own post: how it shows itself, one measure, level and step."""

    round = models.ForeignKey(RiskRound, on_delete=models.PROTECT, related_name="proposals")
    work_post = models.CharField(max_length=20)  # establishment.WORK_POSTS
    department = models.CharField(max_length=20)
    proposer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="risk_proposals")
    name = models.CharField(max_length=40)
    shows = models.TextField()
    measure = models.TextField()
    level = models.CharField(max_length=8)  # catalogue.places.LEVELS
    step = models.CharField(max_length=20)  # catalogue.places.STEPS
    state = models.CharField(max_length=10, default="proposed")  # lifecycle.PROPOSAL
    proposed_at = models.DateTimeField()
    reviewed_by = models.CharField(max_length=24, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    examined_by = models.CharField(max_length=24, blank=True)
    examined_at = models.DateTimeField(null=True)
    point = models.CharField(max_length=8, blank=True)  # code of the catalogue; empty: kept for the next edition
    decided_by = models.CharField(max_length=24, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)  # why it was refused

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="risk_proposal_refused_why")
        ]
        indexes = [models.Index(fields=["round", "state"])]


class Adoption(models.Model):
    """A point of the catalogue was adopted in a round, from a post's proposal, on a day."""

    point = models.CharField(max_length=8)
    round = models.ForeignKey(RiskRound, on_delete=models.PROTECT, related_name="adoptions")
    proposal = models.OneToOneField(RiskProposal, on_delete=models.PROTECT, related_name="adoption")
    work_post = models.CharField(max_length=20)
    adopted_on = models.DateField()
    adopted_by = models.CharField(max_length=24)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "point"], name="adoption_once_a_round")]
