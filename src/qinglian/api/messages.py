"""Endpoints of the day's messages: collection, schedule, channels; the day's message itself is open to anybody."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.culture_shapes import Code, Number
from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.strict import Reason, Strict
from qinglian.api.tenders.shapes import Moment
from qinglian.domain.education import actions, queries
from qinglian.record import clock

router = Router(tags=["education"])


class MessageData(Strict):
    """A motto or a typical case."""

    kind: Literal["motto", "case"]
    text: Annotated[str, Field(min_length=1, max_length=600)]
    source: Annotated[str, Field(min_length=1, max_length=120)]


class MessageShown(Schema):
    """A message of the collection."""

    id: int
    kind: str
    number: int
    text: str
    source: str
    state: str


class MessageDayData(Strict):
    """The day that a message is for."""

    day: date


class MessageDayShown(Schema):
    """A day and its message."""

    day: date
    message: int
    released_at: Moment | None


class TodayShown(Schema):
    """What the day says."""

    day: date
    kind: str
    text: str
    source: str
    released_at: Moment | None


class LogShown(Schema):
    """A channel took a day's message."""

    day: date
    channel: str
    text: str
    at: Moment


class MessagesWanted(Schema):
    """Which messages."""

    kind: Code = ""
    state: Code = ""


class LogWanted(Schema):
    """Which part of the channels' log."""

    channel: Code = ""
    day: date | None = None


@router.get("/released", response=list[TodayShown])
def list_released(request: HttpRequest) -> Any:
    """Lists the messages of the last thirty days, newest first. Open to anybody."""
    return queries.messages_released(clock.now())


@router.get("", response=Page[MessageShown], auth=session)
def list_messages(request: HttpRequest, wanted: Query[MessagesWanted], window: Query[Window]) -> dict[str, Any]:
    """Lists the collection in its order."""
    return page_of(queries.messages_for(actor_of_request(request), **wanted.model_dump()), window, _message)


@router.post("", response={201: MessageShown}, auth=session)
def add_message(request: HttpRequest, data: MessageData) -> Status[Any]:
    """Adds a motto or case to the collection. The party office's act."""
    by = actor_of_request(request)
    return Status(201, _message(actions.add_message(**data.model_dump(), by=by, at=clock.now())))


@router.get("/log", response=Page[LogShown], auth=session)
def list_channel_log(request: HttpRequest, wanted: Query[LogWanted], window: Query[Window]) -> dict[str, Any]:
    """Lists what each channel took when, newest first."""
    return page_of(queries.channel_log_for(actor_of_request(request), **wanted.model_dump()), window, _logged)


@router.post("/{number}/days", response={201: MessageDayShown, **problems(404)}, auth=session)
def schedule_message(request: HttpRequest, number: Path[Number], data: MessageDayData) -> Status[Any]:
    """Schedules a message for a day."""
    by = actor_of_request(request)
    row = actions.schedule_message(queries.message_for(number, asker=by), day=data.day, by=by, at=clock.now())
    return Status(201, {"day": row.day, "message": row.message_id, "released_at": row.released_at})


@router.post("/{number}/withdraw", response={200: MessageShown, **problems(404)}, auth=session)
def withdraw_message(request: HttpRequest, number: Path[Number], data: Reason) -> dict[str, Any]:
    """Takes a message out of use."""
    by = actor_of_request(request)
    message = queries.message_for(number, asker=by)
    return _message(actions.withdraw_message(message, reason=data.reason, by=by, at=clock.now()))


def _message(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("kind", "number", "text", "source", "state")} | {"id": row.pk}


def _logged(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("day", "channel", "text", "at")}
