"""Facts and the log's bookkeeping. A fact is stored in the transaction of the business row; the sequencer numbers it later."""

from django.db import models
from django.db.models import Q


class Secrecy(models.TextChoices):
    """Who may see a fact when (docs/protocol.md 6). A cover leaf is no fact: random bytes among the sealed ones."""

    OPEN = "open", "open"
    SEALED = "sealed", "sealed"
    CONFIDENTIAL = "confidential", "confidential"
    COVER = "cover", "cover"


class Fact(models.Model):
    """One act that happened: salt and fact beside the 32-byte leaf that the log holds. Never changed; erased only by `erase_fact`.

    `id` grows in the order of appending, so what happened later comes later in the log; `index` is the place in the log.
    """

    index = models.BigIntegerField(null=True, unique=True)
    leaf = models.BinaryField(max_length=32, db_index=True)
    salt = models.BinaryField(max_length=32)  # empty for a cover leaf and after erasure
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    fact = models.JSONField()
    secrecy = models.CharField(max_length=12, choices=Secrecy.choices)
    at = models.DateTimeField()
    disclosed_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="discloses")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "kind"]),
            models.Index(fields=["id"], condition=Q(index__isnull=True), name="fact_unsequenced"),
        ]


class LogHead(models.Model):
    """The one row that says how far facts are numbered; locked by the sequencer, compared with the published checkpoint."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField(default=0)
    root = models.BinaryField(max_length=32, default=b"")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="log_head_is_one_row")]


class Checkpoint(models.Model):
    """One signed state of the log. `note` bears the log's signature alone; the witnesses' lines come in later."""

    size = models.BigIntegerField(unique=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    cosignatures = models.JSONField(default=dict)  # witness name -> signature line
    quorum_at = models.DateTimeField(null=True)  # when the quorum was complete; null = waiting
    at = models.DateTimeField()


class WitnessState(models.Model):
    """What one witness is known to have seen of this log, and what it last said."""

    name = models.CharField(max_length=200, primary_key=True)
    size = models.BigIntegerField(default=0)
    seen_at = models.DateTimeField(null=True)
    ahead_seconds = models.IntegerField(null=True)  # our hour minus the witness's when it last cosigned
    conflict = models.BooleanField(default=False)  # it holds another history of this log: nothing more is signed
    fault = models.CharField(max_length=300, blank=True)
    fault_at = models.DateTimeField(null=True)


class CoverPlan(models.Model):
    """A moment at which a cover leaf is due (cover.py)."""

    due_at = models.DateTimeField(db_index=True)


class CoverWindow(models.Model):
    """A stretch of time for which cover leaves have been planned, once: a day, or the last hours before a deadline."""

    name = models.CharField(max_length=60, primary_key=True)
