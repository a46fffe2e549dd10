"""Candidates and the award."""

from django.db import models


class Candidacy(models.Model):
    """The candidates of one section's round as they were published, at least three days for objections (REG 54)."""

    section = models.ForeignKey("tenders.Section", on_delete=models.PROTECT, related_name="candidacies")
    round = models.PositiveIntegerField()
    session = models.OneToOneField("evaluation.Session", on_delete=models.PROTECT, related_name="candidacy")
    rows = models.JSONField()  # publicity.candidate_rows
    objection_address = models.CharField(max_length=400)  # where objections are raised besides this platform
    published_by = models.CharField(max_length=24)
    published_at = models.DateTimeField()
    until_at = models.DateTimeField()  # the end of the publicity period

    class Meta:
        constraints = [models.UniqueConstraint(fields=["section", "round"], name="candidacy_once")]


class Award(models.Model):
    """Who was awarded, by which rank, and, when it is not rank 1, for which of the causes of REG 55."""

    candidacy = models.OneToOneField(Candidacy, on_delete=models.PROTECT, related_name="award")
    bidder = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="awards")
    number = models.PositiveIntegerField()
    rank = models.PositiveIntegerField()
    price_fen = models.BigIntegerField()
    cause = models.CharField(max_length=40, blank=True)  # award_causes.CAUSES
    evidence = models.TextField(blank=True)
    awarded_by = models.CharField(max_length=24)
    awarded_at = models.DateTimeField()
    notice_blob = models.CharField(max_length=64)  # the award notice (PDF)


class Rejection(models.Model):
    """One bidder's rejection notice with the reasons: its own figures against the winner's."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="rejections")
    bidder = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="rejections")
    number = models.PositiveIntegerField()
    document = models.JSONField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["award", "bidder"], name="rejection_once")]
