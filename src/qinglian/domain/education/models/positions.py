"""Culture positions: where they are, what stands there since when, and until when it is to be renewed."""

from django.db import models
from django.db.models import F, Q

from qinglian.domain.education.culture_words import AREAS, POSITION_KINDS
from qinglian.domain.people.models import Person


class CulturePosition(models.Model):
    """A corridor, screen, set of desk plates, hall or board. What it shows is its present Content."""

    name = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=12)  # culture_words.POSITION_KINDS
    area = models.CharField(max_length=8)  # culture_words.AREAS
    place = models.CharField(max_length=120)
    keeper = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="positions_kept")
    interval_days = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, default="in_use")  # lifecycle.POSITION
    reason = models.TextField(blank=True)  # why it was given up

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(POSITION_KINDS)), name="position_kind"),
            models.CheckConstraint(condition=Q(area__in=list(AREAS)), name="position_area"),
        ]


class PositionContent(models.Model):
    """What a position shows from one renewal to the next, with a photograph where there is one."""

    position = models.ForeignKey(CulturePosition, on_delete=models.PROTECT, related_name="contents")
    words = models.TextField()
    photo = models.CharField(max_length=64, blank=True)  # record.blobs: a JPEG of our own making
    renewed_on = models.DateField()
    due_on = models.DateField()  # by then it is renewed
    by = models.CharField(max_length=24)
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["position"], condition=Q(replaced_at__isnull=True), name="position_content_one_at_a_time"
            ),
            models.CheckConstraint(condition=Q(due_on__gt=F("renewed_on")), name="position_content_due_later"),
        ]
