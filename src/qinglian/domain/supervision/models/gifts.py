"""Gifts and money that could not be refused. Confidential: the declarer's and the discipline officers'."""

from django.db import models
from django.db.models import F, Q

from qinglian.domain.people.models import Person


class Gift(models.Model):
    """What somebody received, from what kind of giver, why it could not be refused, when it was handed in and what became of it."""

    declared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="gifts")
    pillar = models.CharField(max_length=8, default="promote")
    what = models.CharField(max_length=200)
    value_fen = models.BigIntegerField(null=True)  # as far as it is known
    giver_kind = models.CharField(max_length=12)  # gift_kinds.GIVERS
    giver = models.CharField(max_length=120, blank=True)
    circumstances = models.TextField()  # why it could not be refused
    festival = models.CharField(max_length=12, blank=True)  # around which festival (law.festivals), if any
    received_on = models.DateField()
    declared_at = models.DateTimeField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, default="declared")  # lifecycle.GIFT
    handed_in_on = models.DateField(null=True)
    taken_by = models.CharField(max_length=24, blank=True)
    disposal = models.CharField(max_length=12, blank=True)  # gift_kinds.DISPOSALS
    disposed_on = models.DateField(null=True)
    remark = models.TextField(blank=True)  # receipt of the treasury, whom it was returned to

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pillar="promote"), name="gift_pillar"),
            models.CheckConstraint(condition=Q(value_fen=None) | Q(value_fen__gte=0), name="gift_value"),
            models.CheckConstraint(
                condition=Q(handed_in_on=None) | Q(handed_in_on__gte=F("received_on")), name="gift_handed_in_after"
            ),
            models.CheckConstraint(
                condition=Q(state="declared", handed_in_on=None, disposed_on=None)
                | Q(state="handed_in", handed_in_on__isnull=False, disposed_on=None)
                | (Q(state="disposed", handed_in_on__isnull=False, disposed_on__isnull=False) & ~Q(disposal="")),
                name="gift_fits_its_state",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"])]
