"""Talks about integrity. What was said is sealed (record.secret_text): the table alone does not give it."""

from django.db import models
from django.db.models import F, Q

from qinglian.domain.people.models import Person, RollEntry


class TalkRound(models.Model):
    """The routine talks of one year: until when they are due."""

    year = models.PositiveSmallIntegerField(unique=True)
    due_on = models.DateField()
    opened_by = models.CharField(max_length=24)
    opened_at = models.DateTimeField()


class Talk(models.Model):
    """One talk of one person with another: planned, held or dropped."""

    pillar = models.CharField(max_length=8, default="learn")
    kind = models.CharField(max_length=12)  # talk_tiers.KINDS
    tier = models.CharField(max_length=8)  # talk_tiers.TIERS
    year = models.PositiveSmallIntegerField()  # in which it counts
    talker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="talks_to_hold")
    listener = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="talks_to_hear")
    entry = models.ForeignKey(RollEntry, null=True, on_delete=models.PROTECT, related_name="talks")  # of an appointment
    state = models.CharField(max_length=8, default="planned")  # lifecycle.TALK
    due_on = models.DateField()
    planned_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=60, blank=True)
    sealed = models.BinaryField(default=b"")  # requirements put and reply

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["talker", "listener", "year"],
                condition=Q(kind="routine") & ~Q(state="dropped"),
                name="talk_routine_once_a_year",
            ),
            models.UniqueConstraint(fields=["entry"], condition=Q(kind="appointment"), name="talk_appointment_once"),
            models.CheckConstraint(condition=Q(pillar="learn"), name="talk_pillar"),
            models.CheckConstraint(condition=~Q(talker=F("listener")), name="talk_of_two"),
            models.CheckConstraint(condition=Q(state="held") ^ Q(held_at=None), name="talk_held_has_a_moment"),
        ]
        indexes = [models.Index(fields=["year", "state"])]
