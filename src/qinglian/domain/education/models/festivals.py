"""Reminders ahead of the six festivals. Who read one is a fulfilled duty (people.Duty), so nothing is kept twice."""

from django.db import models
from django.db.models import F, Q


class FestivalReminder(models.Model):
    """The reminder of one festival of one year: its day, when it is sent, what it says."""

    year = models.PositiveSmallIntegerField()
    festival = models.CharField(max_length=12)  # law.festivals.FESTIVALS
    pillar = models.CharField(max_length=8, default="promote")
    day = models.DateField()
    send_on = models.DateField()
    words_zh = models.TextField()
    words_en = models.TextField()
    state = models.CharField(max_length=8, default="planned")  # lifecycle.REMINDER
    planned_at = models.DateTimeField()
    written_by = models.CharField(max_length=24, blank=True)  # empty: our own words
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "festival"], name="festival_once_a_year"),
            models.CheckConstraint(condition=Q(pillar="promote"), name="festival_reminder_pillar"),
            models.CheckConstraint(condition=Q(send_on__lte=F("day")), name="festival_reminder_ahead"),
            models.CheckConstraint(
                condition=Q(state="planned", sent_at=None) | Q(state="sent", sent_at__isnull=False),
                name="festival_reminder_sent",
            ),
        ]
        indexes = [models.Index(fields=["state", "send_on"])]
