"""Education venues, and the half days on which units visit them. The table itself refuses more visitors than a venue holds."""

from django.db import models
from django.db.models import F, Q


class Venue(models.Model):
    """An exhibition hall or a base, and how many visitors it holds at once."""

    name = models.CharField(max_length=120, unique=True)
    address = models.CharField(max_length=200)
    capacity = models.PositiveIntegerField()
    registered_by = models.CharField(max_length=24)
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(capacity__gte=1), name="venue_holds_somebody")]


class VenueSlot(models.Model):
    """One half day at a venue: what it holds and how much of that is taken."""

    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="slots")
    on = models.DateField()
    half = models.CharField(max_length=2)  # am pm
    capacity = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["venue", "on", "half"], name="venue_slot_once"),
            models.CheckConstraint(condition=Q(half__in=["am", "pm"]), name="venue_slot_half"),
            models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="venue_slot_never_too_full"),
        ]


class VenueBooking(models.Model):
    """A unit's booking of a half day, and how many came."""

    slot = models.ForeignKey(VenueSlot, on_delete=models.PROTECT, related_name="bookings")
    unit = models.CharField(max_length=120)
    people = models.PositiveIntegerField()
    booked_by = models.CharField(max_length=24)
    booked_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    visitors = models.PositiveIntegerField(null=True)  # who came; None while nobody noted it

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(people__gte=1), name="venue_booking_of_somebody")]
