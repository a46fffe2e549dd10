"""Objections to published candidates. While one waits, a hold stands on the tender (REG 54)."""

from django.db import models


class Objection(models.Model):
    """One bidder's objection within the publicity period, and the tenderer's answer within three days."""

    section = models.ForeignKey("tenders.Section", on_delete=models.PROTECT, related_name="objections")
    round = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    bidder = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="objections")
    text = models.TextField()
    signed = models.JSONField()  # the bidder's signed document
    raised_at = models.DateTimeField()
    answer_until_at = models.DateTimeField()
    hold = models.ForeignKey("tenders.Hold", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default="waiting")  # lifecycle.OBJECTION
    answer = models.TextField(blank=True)
    upheld = models.BooleanField(null=True)
    answered_by = models.CharField(max_length=24, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["section", "round", "number"], name="objection_number_once")]
