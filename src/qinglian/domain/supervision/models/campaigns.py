"""Special campaigns, the self-checks that are handed in for them, and who signed each at which layer."""

from django.db import models
from django.db.models import F, Q

from qinglian.domain.people.models import Person


class Campaign(models.Model):
    """One campaign of one year: its kind, its period, until when forms are due."""

    kind = models.CharField(max_length=20)  # campaign_kinds.CAMPAIGN_KINDS
    year = models.PositiveSmallIntegerField()
    pillar = models.CharField(max_length=8, default="promote")
    from_on = models.DateField()
    until_on = models.DateField()
    forms_due_on = models.DateField()
    state = models.CharField(max_length=10, default="running")  # lifecycle.CAMPAIGN
    launched_by = models.CharField(max_length=24)
    launched_at = models.DateTimeField()
    conclusion = models.TextField(blank=True)
    closed_by = models.CharField(max_length=24, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "year"], name="campaign_once_a_year"),
            models.CheckConstraint(condition=Q(pillar="promote"), name="campaign_pillar"),
            models.CheckConstraint(
                condition=Q(from_on__lte=F("forms_due_on"), forms_due_on__lte=F("until_on")), name="campaign_in_order"
            ),
        ]


class SelfCheck(models.Model):
    """One person's form in one campaign. It stands at a layer until that layer signs. Confidential."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="forms")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="self_checks")
    department = models.CharField(max_length=20)
    rank = models.CharField(max_length=8)  # staff head leader: where its way begins
    state = models.CharField(max_length=12, default="owed")  # lifecycle.SELF_CHECK
    due_on = models.DateField()  # of the layer where it stands

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "person"], name="self_check_once")]
        indexes = [models.Index(fields=["state", "department"])]


class SelfCheckSignature(models.Model):
    """What one layer signed: its words, and over what bytes."""

    form = models.ForeignKey(SelfCheck, on_delete=models.PROTECT, related_name="signatures")
    layer = models.CharField(max_length=12)  # self head leader
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    digest = models.CharField(max_length=64)  # SHA-256 over words and problems, as canonical JSON
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "layer"], name="self_check_layer_once")]
