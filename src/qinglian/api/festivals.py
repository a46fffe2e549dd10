"""Endpoints of the six festivals' reminders: planned, written, sent, read."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.bids.shapes import Said
from qinglian.api.errors import problems
from qinglian.api.strict import Strict
from qinglian.api.tenders.shapes import Moment
from qinglian.domain.education import actions, queries
from qinglian.law.festivals import FIRST_YEAR, LAST_YEAR
from qinglian.record import clock

router = Router(tags=["education"])
Number = Annotated[int, Field(ge=1, le=2**53 - 1)]


class FestivalYear(Schema):
    """Which year; this one when none is named."""

    year: Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)] | None = None


class YearData(Strict):
    """The year to plan."""

    year: Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]


class ReminderShown(Schema):
    """One festival's reminder and how many of those asked have read it."""

    id: int
    year: int
    festival: str
    day: date
    send_on: date
    state: str
    words: Said
    sent_at: Moment | None
    asked: int
    read: int


class ReminderDetails(ReminderShown):
    """With the names of who has not read it, as far as the asker may know."""

    missing: list[str]


class FestivalWords(Strict):
    """What the reminder shall say."""

    words_zh: Annotated[str, Field(min_length=1, max_length=4000)]
    words_en: Annotated[str, Field(min_length=1, max_length=4000)]


@router.get("", response=list[ReminderShown], auth=session)
def list_festivals(request: HttpRequest, wanted: Query[FestivalYear]) -> list[dict[str, Any]]:
    """Lists a year's six reminders with their read rates."""
    year = wanted.year or clock.today().year
    return _shown(list(queries.reminders_for(actor_of_request(request), year=year)))


@router.post("", response={201: list[ReminderShown]}, auth=session)
def plan_festivals(request: HttpRequest, data: YearData) -> Status[Any]:
    """Plans a year's six reminders, each once. The timetable does it by itself for this year and the next."""
    by = actor_of_request(request)
    actions.plan_festivals(data.year, by=by, at=clock.now())
    return Status(201, _shown(list(queries.reminders_for(by, year=data.year))))


@router.get("/{number}", response={200: ReminderDetails, **problems(404)}, auth=session)
def show_festival(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Shows one reminder."""
    by = actor_of_request(request)
    found = queries.reminder_for(number, asker=by)
    missing = [duty.owed_by.name for duty in queries.not_read_by(found, asker=by)]
    return _shown([found])[0] | {"missing": missing}


@router.put("/{number}", response={200: ReminderShown, **problems(404)}, auth=session)
def write_reminder(request: HttpRequest, number: Path[Number], data: FestivalWords) -> dict[str, Any]:
    """Puts other words into a reminder that was not sent. The party office's act."""
    by = actor_of_request(request)
    found = queries.reminder_for(number, asker=by)
    return _shown([actions.write_reminder(found, **data.model_dump(), by=by, at=clock.now())])[0]


@router.post("/{number}/sending", response={200: ReminderShown, **problems(404)}, auth=session)
def send_reminder(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Sends a reminder before its day. The party office's act; on its day the timetable sends it."""
    by = actor_of_request(request)
    found = queries.reminder_for(number, asker=by)
    return _shown([actions.send_reminder(found, by=by, at=clock.now())])[0]


@router.post("/{number}/reading", response={200: ReminderShown, **problems(404)}, auth=session)
def read_reminder(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Notes that the asker has read the reminder."""
    by = actor_of_request(request)
    found = queries.reminder_for(number, asker=by)
    return _shown([actions.read_reminder(found, by=by, at=clock.now())])[0]


def _shown(rows: list[Any]) -> list[dict[str, Any]]:
    rates = queries.read_rates(rows)
    names = ("year", "festival", "day", "send_on", "state", "sent_at")
    return [
        {name: getattr(row, name) for name in names}
        | {"id": row.pk, "words": {"zh": row.words_zh, "en": row.words_en}}
        | {"asked": rates[row.pk].asked, "read": rates[row.pk].read}
        for row in rows
    ]
