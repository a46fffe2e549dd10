"""Mottos and typical cases, the day that each is for, and which channel took which text when."""

from django.db import models
from django.db.models import Q

from qinglian.domain.education.culture_words import CHANNELS, MESSAGE_KINDS


class Message(models.Model):
    """One motto or case of the collection, in its order."""

    kind = models.CharField(max_length=8)  # culture_words.MESSAGE_KINDS
    number = models.PositiveIntegerField(unique=True)  # the order in which days that lack a message take them
    text = models.TextField()
    source = models.CharField(max_length=120)
    state = models.CharField(max_length=12, default="kept")  # lifecycle.MESSAGE
    entered_by = models.CharField(max_length=24)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=list(MESSAGE_KINDS)), name="message_kind")]


class DayMessage(models.Model):
    """The message of one day: scheduled by a person, or taken from the collection when the day had come without one."""

    day = models.DateField(unique=True)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="days")
    is_from_order = models.BooleanField(default=False)
    released_at = models.DateTimeField(null=True)


class ChannelLog(models.Model):
    """A channel took a day's message: when, and which text. Written once it has taken it."""

    day = models.DateField()
    channel = models.CharField(max_length=8)  # culture_words.CHANNELS
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "channel"], name="channel_once_a_day"),
            models.CheckConstraint(condition=Q(channel__in=list(CHANNELS)), name="channel_known"),
        ]
