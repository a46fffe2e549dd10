"""Facts and the log's bookkeeping. A fact is stored in the transaction of the business row; the sequencer numbers it later."""

import uuid

from django.db import models
from django.db.models import Q


class Secrecy(models.TextChoices):
    """Who may see a fact when (docs/protocol.md 6)."""

    OPEN = "open", "open"
    SEALED = "sealed", "sealed"
    CONFIDENTIAL = "confidential", "confidential"


class Fact(models.Model):
    """One act that happened: salt and fact beside the 32-byte leaf that the log holds. Never changed, never deleted by the platform."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    index = models.BigIntegerField(null=True, unique=True)
    leaf = models.BinaryField(max_length=32)
    salt = models.BinaryField(max_length=32)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    fact = models.JSONField()
    secrecy = models.CharField(max_length=12, choices=Secrecy.choices)
    at = models.DateTimeField()
    disclosed_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="discloses")

    class Meta:
        indexes = [
            models.Index(fields=["subject", "kind"]),
            models.Index(fields=["index"], condition=Q(index__isnull=True), name="fact_unsequenced"),
        ]


class LogHead(models.Model):
    """The one row that says how far the log has been integrated; locked by the sequencer, compared with the published tiles."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField(default=0)
    root = models.BinaryField(max_length=32, default=b"")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="log_head_is_one_row")]


class Checkpoint(models.Model):
    """One signed state of the log, with the witnesses' cosignatures that have come in so far."""

    size = models.BigIntegerField(unique=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    cosignatures = models.JSONField(default=list)
    at = models.DateTimeField()
