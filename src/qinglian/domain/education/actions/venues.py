"""Education venues: register, book half days within what they hold, note who came."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from qinglian.domain.education.actions.steps import note, require_keeper
from qinglian.domain.education.events import VenueBooked, VenueRegistered
from qinglian.domain.education.models import Venue, VenueBooking, VenueSlot
from qinglian.domain.people.refusing import not_now, not_valid, require_text
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotNow
from qinglian.law.text import Text


@transaction.atomic
def register_venue(*, name: str, address: str, capacity: int, by: Actor, at: datetime) -> Venue:
    """This will register an exhibition hall or base with how many visitors it holds at once."""
    require_keeper(by)
    name = require_text(name, "name", Text("场馆名称", "The name"), most=120)
    address = require_text(address, "address", Text("地址", "The address"), most=200)
    if capacity < 1:
        raise _wrong("capacity", Text("容量至少一人。", "A venue holds at least one."))
    if Venue.objects.filter(name=name).exists():
        raise _wrong("name", Text("这个场馆已经登记过。", "This venue is registered already."))

    venue = Venue.objects.create(name=name, address=address, capacity=capacity, registered_by=by.id, registered_at=at)

    note(VenueRegistered(venue.pk, name, capacity), f"venue:{venue.pk}", by=by, at=at)
    return venue


@transaction.atomic
def book_venue(venue: Venue, *, on: date, half: str, unit: str, people: int, by: Actor, at: datetime) -> VenueBooking:
    """This will book places for a unit on a half day (`am` or `pm`); NotNow when fewer are left. Two at once never pass on one place."""
    require_keeper(by)
    unit = require_text(unit, "unit", Text("单位", "The unit"), most=120)
    if half not in ("am", "pm"):
        raise _wrong("half", Text("请选上午或者下午。", "Choose morning or afternoon."))
    if people < 1:
        raise _wrong("people", Text("人数至少一人。", "At least one comes."))

    VenueSlot.objects.bulk_create(
        [VenueSlot(venue=venue, on=on, half=half, capacity=venue.capacity)], ignore_conflicts=True
    )
    slot = VenueSlot.objects.select_for_update().get(venue=venue, on=on, half=half)
    room = VenueSlot.objects.filter(pk=slot.pk, taken__lte=F("capacity") - people)
    if room.update(taken=F("taken") + people) != 1:
        raise _full(slot.capacity - slot.taken)
    booking = VenueBooking.objects.create(slot=slot, unit=unit, people=people, booked_by=by.id, booked_at=at)

    note(VenueBooked(booking.pk, "booked", unit, people), f"venue:{venue.pk}", by=by, at=at)
    return booking


@transaction.atomic
def cancel_booking(booking: VenueBooking, *, by: Actor, at: datetime) -> VenueBooking:
    """This will cancel a booking: its places are free again."""
    require_keeper(by)
    booking = _standing(booking)

    booking.cancelled_at = at
    booking.save(update_fields=["cancelled_at"])
    VenueSlot.objects.filter(pk=booking.slot_id).update(taken=F("taken") - booking.people)

    note(
        VenueBooked(booking.pk, "cancelled", booking.unit, booking.people),
        f"venue:{booking.slot.venue_id}",
        by=by,
        at=at,
    )
    return booking


@transaction.atomic
def note_visitors(booking: VenueBooking, *, visitors: int, by: Actor, at: datetime) -> VenueBooking:
    """This will note how many of a booking came: at most as many as were booked."""
    require_keeper(by)
    booking = _standing(booking)
    if not 0 <= visitors <= booking.people:
        raise _wrong("visitors", Text("实到人数不能超过预约人数。", "No more can come than were booked."))

    booking.visitors = visitors
    booking.save(update_fields=["visitors"])

    note(VenueBooked(booking.pk, "visited", booking.unit, visitors), f"venue:{booking.slot.venue_id}", by=by, at=at)
    return booking


def _standing(booking: VenueBooking) -> VenueBooking:
    booking = VenueBooking.objects.select_for_update().select_related("slot").get(pk=booking.pk)
    if booking.cancelled_at is not None or booking.visitors is not None:
        raise not_now(
            Text("这次预约已经取消或者已经参观。", "This booking was cancelled, or the visit is over."),
            Text("请另行预约。", "Book anew."),
            rule="study_venue",
        )
    return booking


def _full(left: int) -> NotNow:
    return not_now(
        Text(f"这半天只剩 {left} 个名额。", f"Only {left} places are left for this half day."),
        Text("请换一个半天，或者减少人数。", "Choose another half day, or fewer people."),
        rule="study_venue",
    )


def _wrong(field: str, wrong: Text) -> Exception:
    return not_valid(field, wrong, Text("请改好后再交。", "Mend it and hand it in again."), rule="study_venue")
