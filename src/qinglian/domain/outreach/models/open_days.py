"""Open days and their guests."""

from django.db import models
from django.db.models import Q


class OpenDay(models.Model):
    """One open day: theme, when, where, agenda."""

    pillar = models.CharField(max_length=8, default="secure")
    theme = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=120)
    agenda = models.TextField()
    state = models.CharField(max_length=12, default="draft")  # lifecycle.OPEN_DAY
    report = models.TextField(blank=True)
    drafted_by = models.CharField(max_length=24)
    drafted_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pillar="secure"), name="open_day_pillar")]


class Guest(models.Model):
    """Somebody who was invited or signed up. Name and phone are for the centre alone."""

    day = models.ForeignKey(OpenDay, on_delete=models.PROTECT, related_name="guests")
    category = models.CharField(max_length=16)  # guests.CATEGORIES
    name = models.CharField(max_length=40)
    unit = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20)
    invited_by = models.CharField(max_length=24, blank=True)  # "" when somebody signed up
    code_digest = models.CharField(max_length=64, unique=True)
    signed_up_at = models.DateTimeField()
    came_at = models.DateTimeField(null=True)
    has_rated = models.BooleanField(default=False)  # how, no table says

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "name", "phone"], name="guest_once_a_day")]
