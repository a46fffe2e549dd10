"""Suggestions of guests and of the public, and their answers. Nothing tells who sent one, but for what the sender wrote."""

from django.db import models
from django.db.models import Q

from qinglian.domain.outreach.models.open_days import OpenDay


class Suggestion(models.Model):
    """One suggestion: received, answered in public on a day."""

    source = models.CharField(max_length=10)  # box open_day rating
    day = models.ForeignKey(OpenDay, null=True, on_delete=models.PROTECT, related_name="suggestions")
    words = models.TextField()
    code_digest = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, default="received")  # lifecycle.SUGGESTION
    answerer = models.CharField(max_length=24, blank=True)  # who owes the answer
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.CharField(max_length=24, blank=True)
    shown_words = models.TextField(
        blank=True
    )  # what the public reads in place of `words`, when these had to be moderated
    moderated_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="received", answered_on=None)
                | Q(state="answered", answered_on__isnull=False) & ~Q(answer=""),
                name="suggestion_answered_with_a_day",
            ),
            models.CheckConstraint(
                condition=Q(shown_words="") | ~Q(moderated_because=""), name="suggestion_moderated_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"])]
