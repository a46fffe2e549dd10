"""Endpoints of venues of education: exhibition halls and bases, their bookings and visitors."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.strict import Strict
from qinglian.api.study_shapes import Day, Line, Noted, Number
from qinglian.domain.education import actions, queries
from qinglian.record import clock

router = Router(tags=["study"])


class NewVenue(Strict):
    """A venue."""

    name: Annotated[str, Field(max_length=120)]
    address: Line
    capacity: Annotated[int, Field(ge=0, le=100_000)]


class VenueShown(Schema):
    """A venue with its visits and visitors."""

    id: int
    name: str
    capacity: int
    visits: int
    visitors: int


class NewBooking(Strict):
    """A booking of a half day."""

    on: Day
    half: Literal["am", "pm"]
    unit: Annotated[str, Field(max_length=120)]
    people: Annotated[int, Field(ge=0, le=100_000)]


class Visitors(Strict):
    """How many came."""

    visitors: Annotated[int, Field(ge=0, le=100_000)]


@router.get("/venues", response=Page[VenueShown], auth=session)
def list_venues(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists venues with their visits and visitors."""
    return page_of(queries.venues_for(actor_of_request(request)), window, _venue)


@router.post("/venues", response={201: Noted, **problems(403, 422)}, auth=session)
def register_venue(request: HttpRequest, data: NewVenue) -> Status[Any]:
    """Registers a venue."""
    by = actor_of_request(request)
    return Status(201, {"id": actions.register_venue(**data.model_dump(), by=by, at=clock.now()).pk})


@router.post("/venues/{number}/bookings", response={201: Noted, **problems(404, 409)}, auth=session)
def book_venue(request: HttpRequest, number: Path[Number], data: NewBooking) -> Status[Any]:
    """Books places on a half day, never more than the venue holds."""
    by = actor_of_request(request)
    venue = queries.venue_for(number, asker=by)
    return Status(201, {"id": actions.book_venue(venue, **data.model_dump(), by=by, at=clock.now()).pk})


@router.post("/bookings/{number}/visitors", response={200: Noted, **problems(404)}, auth=session)
def note_visitors(request: HttpRequest, number: Path[Number], data: Visitors) -> dict[str, Any]:
    """Notes how many of a booking came."""
    by = actor_of_request(request)
    found = queries.booking_for(number, asker=by)
    return {"id": actions.note_visitors(found, visitors=data.visitors, by=by, at=clock.now()).pk}


@router.post("/bookings/{number}/cancel", response={200: Noted, **problems(404)}, auth=session)
def cancel_booking(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Cancels a booking."""
    by = actor_of_request(request)
    return {"id": actions.cancel_booking(queries.booking_for(number, asker=by), by=by, at=clock.now()).pk}


def _venue(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("name", "capacity", "visits", "visitors")} | {"id": row.pk}
