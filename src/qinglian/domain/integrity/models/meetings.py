"""Party-committee meetings, their agenda and the decisions that are followed to their end."""

from django.db import models
from django.db.models import Q

from qinglian.domain.integrity.topics import TOPICS
from qinglian.domain.people.establishment import PILLARS
from qinglian.domain.people.models import Person


class Meeting(models.Model):
    """One meeting of the party committee. A cancelled one counts nowhere."""

    title = models.CharField(max_length=200)
    held_on = models.DateField()
    place = models.CharField(max_length=100)
    chair = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="meetings_chaired")
    pillar = models.CharField(max_length=8, default="build")
    state = models.CharField(max_length=12, default="planned")  # lifecycle.MEETING
    reason = models.TextField(blank=True)  # why it was cancelled
    entered_by = models.CharField(max_length=24)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pillar__in=list(PILLARS)), name="meeting_pillar")]
        indexes = [models.Index(fields=["held_on", "state"])]


class AgendaItem(models.Model):
    """One item of a meeting's agenda, under one topic."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=20)  # topics.TOPICS
    title = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="agenda_number_once"),
            models.CheckConstraint(condition=Q(topic__in=list(TOPICS)), name="agenda_topic"),
        ]
        indexes = [models.Index(fields=["topic"])]


class Decision(models.Model):
    """What a meeting decided: who carries it out until when, and the evidence that it was."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="decisions")
    words = models.TextField()
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="decisions_owned")
    due_on = models.DateField()
    state = models.CharField(max_length=12, default="open")  # lifecycle.DECISION
    evidence = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(state="done") | ~Q(evidence=""), name="decision_done_with_evidence")
        ]
        indexes = [models.Index(fields=["state", "due_on"])]
