"""Yearly campaigns of integrity pledges, the pledges that were signed, and those of projects' leaders."""

from django.db import models
from django.db.models import Q

from qinglian.domain.people.models import Organisation, Person


class PledgeCampaign(models.Model):
    """The pledges of one year: by when everybody on the roll signs, and whether the public may read them."""

    year = models.PositiveSmallIntegerField(unique=True)
    pillar = models.CharField(max_length=8, default="secure")
    is_public = models.BooleanField()
    due_on = models.DateField()
    opened_by = models.CharField(max_length=24)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pillar="secure"), name="pledge_campaign_pillar")]


class Pledge(models.Model):
    """One pledge as it was signed: for the post of work that the person held, its words frozen with their hash."""

    campaign = models.ForeignKey(PledgeCampaign, on_delete=models.PROTECT, related_name="pledges")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pledges")
    work_post = models.CharField(max_length=20)
    text = models.TextField()  # Chinese: the signed words
    translation = models.TextField()
    sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    expires_on = models.DateField()  # the last day on which it counts

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "person", "work_post"], name="pledge_once")]
        indexes = [models.Index(fields=["person", "work_post"])]


class LeaderPledge(models.Model):
    """The ten-point public pledge of a project's leader: signed in person, once for each project, and published with its name."""

    project = models.CharField(max_length=40)  # the project's code; projects lie above and know this table
    project_name = models.CharField(max_length=200)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="leader_pledges")
    leader = models.CharField(max_length=80)  # the name as it stands in the text
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="leader_pledges")
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "signed_by"], name="leader_pledge_once")]
