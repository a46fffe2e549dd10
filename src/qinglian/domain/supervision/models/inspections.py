"""The committed seeds of the weekly inspections. The seed itself lies in the key folder until it is revealed (ADR 14)."""

from django.db import models
from django.db.models import Q


class InspectionSeed(models.Model):
    """One commitment: for which weeks, drawn from what, and, once the weeks are over, the seed."""

    period = models.CharField(primary_key=True, max_length=12)  # 2026-Q4
    first_week = models.CharField(max_length=12, unique=True)  # 2026-W40
    last_week = models.CharField(max_length=12, unique=True)
    scope = models.JSONField()  # trust.weekly.SCOPE
    commitment = models.CharField(max_length=64)
    committed_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="committed")  # lifecycle.INSPECTION_SEED
    seed = models.CharField(max_length=64, blank=True)  # hex, empty until it is revealed
    revealed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="committed", seed="", revealed_at=None)
                | (Q(state="revealed", revealed_at__isnull=False) & ~Q(seed="")),
                name="inspection_seed_secret_until_revealed",
            )
        ]
