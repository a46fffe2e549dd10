"""Endpoints of party-committee meetings: agenda, decisions and their end."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.culture_shapes import Code, Evidenced, Named, Number, PersonId, Year, named
from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.strict import Reason, Strict
from qinglian.domain.integrity import actions, queries
from qinglian.domain.people.queries import staff_member
from qinglian.record import clock

router = Router(tags=["integrity"])


class ItemData(Strict):
    """One item of an agenda."""

    topic: Code
    title: Annotated[str, Field(min_length=1, max_length=200)]


class Agenda(Strict):
    """An agenda in its order."""

    items: list[ItemData] = Field(min_length=1, max_length=30)


class MeetingData(Agenda):
    """A meeting that is entered."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    held_on: date
    place: Annotated[str, Field(min_length=1, max_length=100)]
    chair: PersonId


class ItemShown(Schema):
    """One item of an agenda."""

    number: int
    topic: str
    title: str


class DecisionShown(Schema):
    """A decision and how it stands."""

    id: int
    meeting: int
    item: int
    words: str
    owner: Named
    due_on: date
    state: str
    evidence: str


class MeetingShown(Schema):
    """A meeting with its agenda."""

    id: int
    title: str
    held_on: date
    place: str
    chair: Named
    state: str
    reason: str
    items: list[ItemShown]


class DecisionData(Strict):
    """What a meeting decided under one item of its agenda."""

    item: Annotated[int, Field(ge=1, le=99)]
    words: Annotated[str, Field(min_length=1, max_length=2000)]
    owner: PersonId
    due_on: date


class MeetingsWanted(Schema):
    """Which meetings."""

    year: Year | None = None
    topic: Code = ""
    state: Code = ""


class DecisionsWanted(Schema):
    """Which decisions."""

    year: Year | None = None
    state: Code = ""


class MeetingsOfYear(Schema):
    """A year."""

    year: Year


@router.get("", response=Page[MeetingShown], auth=session)
def list_meetings(request: HttpRequest, wanted: Query[MeetingsWanted], window: Query[Window]) -> dict[str, Any]:
    """Lists meetings, newest first."""
    return page_of(queries.meetings_for(actor_of_request(request), **wanted.model_dump()), window, _meeting)


@router.get("/topics", response=dict[str, int], auth=session)
def count_topics(request: HttpRequest, wanted: Query[MeetingsOfYear]) -> dict[str, int]:
    """Counts the meetings that were held in a year, by topic."""
    return queries.topics_counted(wanted.year, asker=actor_of_request(request))


@router.get("/decisions", response=Page[DecisionShown], auth=session)
def list_decisions(request: HttpRequest, wanted: Query[DecisionsWanted], window: Query[Window]) -> dict[str, Any]:
    """Lists decisions, earliest due first; one's own for who may not see meetings."""
    return page_of(queries.decisions_for(actor_of_request(request), **wanted.model_dump()), window, _decision)


@router.post("", response={201: MeetingShown, **problems(404)}, auth=session)
def plan_meeting(request: HttpRequest, data: MeetingData) -> Status[Any]:
    """Enters a meeting with its agenda. The party office's act."""
    by = actor_of_request(request)
    typed = data.model_dump(exclude={"items", "chair"})
    chair = staff_member(data.chair, asker=by)
    meeting = actions.plan_meeting(**typed, chair=chair, items=_items(data), by=by, at=clock.now())
    return Status(201, _meeting(meeting))


@router.get("/{number}", response={200: MeetingShown, **problems(404)}, auth=session)
def show_meeting(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Shows one meeting."""
    return _meeting(queries.meeting_for(number, asker=actor_of_request(request)))


@router.put("/{number}/agenda", response={200: MeetingShown, **problems(404)}, auth=session)
def change_agenda(request: HttpRequest, number: Path[Number], data: Agenda) -> dict[str, Any]:
    """Replaces the agenda before the meeting is held."""
    by = actor_of_request(request)
    meeting = queries.meeting_for(number, asker=by)
    return _meeting(actions.change_agenda(meeting, items=_items(data), by=by, at=clock.now()))


@router.post("/{number}/hold", response={200: MeetingShown, **problems(404)}, auth=session)
def hold_meeting(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Registers that a meeting was held."""
    by = actor_of_request(request)
    return _meeting(actions.hold_meeting(queries.meeting_for(number, asker=by), by=by, at=clock.now()))


@router.post("/{number}/cancel", response={200: MeetingShown, **problems(404)}, auth=session)
def cancel_meeting(request: HttpRequest, number: Path[Number], data: Reason) -> dict[str, Any]:
    """Cancels a meeting: it counts no more."""
    by = actor_of_request(request)
    meeting = queries.meeting_for(number, asker=by)
    return _meeting(actions.cancel_meeting(meeting, reason=data.reason, by=by, at=clock.now()))


@router.post("/{number}/decisions", response={201: DecisionShown, **problems(404)}, auth=session)
def record_decision(request: HttpRequest, number: Path[Number], data: DecisionData) -> Status[Any]:
    """Records what a held meeting decided; its owner owes it."""
    by = actor_of_request(request)
    meeting = queries.meeting_for(number, asker=by)
    item, owner = queries.item_in(meeting, data.item), staff_member(data.owner, asker=by)
    decision = actions.record_decision(
        meeting, item=item, words=data.words, owner=owner, due_on=data.due_on, by=by, at=clock.now()
    )
    return Status(201, _decision(decision))


@router.post("/decisions/{number}/carry-out", response={200: DecisionShown, **problems(404)}, auth=session)
def carry_out_decision(request: HttpRequest, number: Path[Number], data: Evidenced) -> dict[str, Any]:
    """Notes with evidence that a decision was carried out. Its owner's act."""
    by = actor_of_request(request)
    decision = queries.decision_for(number, asker=by)
    return _decision(actions.carry_out_decision(decision, evidence=data.evidence, by=by, at=clock.now()))


@router.post("/decisions/{number}/drop", response={200: DecisionShown, **problems(404)}, auth=session)
def drop_decision(request: HttpRequest, number: Path[Number], data: Reason) -> dict[str, Any]:
    """Ends a decision that is not to be carried out any more."""
    by = actor_of_request(request)
    decision = queries.decision_for(number, asker=by)
    return _decision(actions.drop_decision(decision, reason=data.reason, by=by, at=clock.now()))


def _items(data: Agenda) -> list[actions.Item]:
    return [actions.Item(item.topic, item.title) for item in data.items]


def _meeting(row: Any) -> dict[str, Any]:
    names = ("title", "held_on", "place", "state", "reason")
    items = [{"number": item.number, "topic": item.topic, "title": item.title} for item in row.items.all()]
    return {name: getattr(row, name) for name in names} | {"id": row.pk, "chair": named(row.chair), "items": items}


def _decision(row: Any) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("words", "due_on", "state", "evidence")}
    return told | {"id": row.pk, "meeting": row.meeting_id, "item": row.item.number, "owner": named(row.owner)}
