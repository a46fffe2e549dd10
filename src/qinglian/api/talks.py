"""Endpoints of talks and home visits. What was said or found is answered to those alone who may read it."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status
from pydantic import AwareDatetime

from qinglian.api.auth import actor_of_request, session
from qinglian.api.bids.shapes import Said
from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.strict import Reason, Strict
from qinglian.api.tenders.shapes import Moment
from qinglian.domain.education import actions, queries
from qinglian.domain.education.actions import Told, VisitDetails
from qinglian.domain.people import queries as people_queries
from qinglian.record import clock

router = Router(tags=["education"])
Number = Annotated[int, Field(ge=1, le=2**53 - 1)]
Year = Annotated[int, Field(ge=0, le=2200)]
PersonId = Annotated[str, Field(min_length=1, max_length=24)]
Long = Annotated[str, Field(min_length=1, max_length=4000)]
Instant = Annotated[AwareDatetime, Field(ge=datetime(2020, 1, 1, tzinfo=UTC), le=datetime(2200, 1, 1, tzinfo=UTC))]


class TalkRoundData(Strict):
    """The year's routine talks and until when they are due."""

    year: Annotated[int, Field(ge=2020, le=2200)]
    due_on: date


class TalkPlanData(Strict):
    """Whom one will talk with, until when."""

    listener: PersonId
    due_on: date


class TalkData(Strict):
    """The record of a talk that was held."""

    held_at: Instant
    place: Annotated[str, Field(min_length=1, max_length=60)]
    requirements: Long
    reply: Long


class TalkShown(Schema):
    """That a talk is due or took place."""

    id: int
    kind: str
    tier: str
    year: int
    talker: str
    listener: str
    state: str
    due_on: str
    held_at: Moment | None


class WordsShown(Schema):
    """What was said."""

    requirements: str
    reply: str


class TalkShareShown(Schema):
    """One group, or one talker's list: done of due, and who is missing."""

    code: str
    label: Said
    done: int
    due: int
    percent: int
    missing: list[str]


class MatrixShown(Schema):
    """The year's talks."""

    year: int
    is_complete: bool
    groups: list[TalkShareShown]
    second: list[TalkShareShown]
    third: list[TalkShareShown]
    everybody: TalkShareShown


class TalksOfYear(Schema):
    """Of which year; this one when it is 0."""

    year: Year = 0


class VisitPlan(Strict):
    """Who is visited, by whom, until when."""

    member: PersonId
    visitor: PersonId
    due_on: date


class VisitData(Strict):
    """The record of a visit."""

    made_on: date
    met: Annotated[str, Field(min_length=1, max_length=200)]
    found: Long
    follow_up: Annotated[str, Field(max_length=2000)] = ""


class VisitShown(Schema):
    """That a visit is due or took place."""

    id: int
    member: str
    visitor: str
    state: str
    due_on: str
    made_on: str | None


class DetailsShown(Schema):
    """What was found."""

    met: str
    found: str
    follow_up: str


@router.post("/talk-rounds", response={201: TalksOfYear, **problems(404)}, auth=session)
def open_talk_round(request: HttpRequest, data: TalkRoundData) -> Status[Any]:
    """Plans the year's routine talks from the present roll, or brings them up to date. The party office's act."""
    made = actions.open_talk_round(**data.model_dump(), by=actor_of_request(request), at=clock.now())
    return Status(201, {"year": made.year})


@router.get("/talk-matrix", response=MatrixShown, auth=session)
def talk_matrix(request: HttpRequest, wanted: Query[TalksOfYear]) -> dict[str, Any]:
    """Shows the year's talks by group and by talker. For leaders, the party office, discipline officers and supervisors."""
    matrix = queries.talk_matrix(actor_of_request(request), year=_year(wanted))
    lists = {name: [_share(one) for one in getattr(matrix, name)] for name in ("groups", "second", "third")}
    return {"year": matrix.year, "is_complete": matrix.is_complete, "everybody": _share(matrix.everybody)} | lists


@router.get("/talks", response=Page[TalkShown], auth=session)
def list_talks(request: HttpRequest, wanted: Query[TalksOfYear], window: Query[Window]) -> dict[str, Any]:
    """Lists the asker's own talks: to hold, held, heard."""
    return page_of(queries.talks_for(actor_of_request(request), year=_year(wanted)), window, _talk)


@router.post("/talks", response={201: TalkShown, **problems(404)}, auth=session)
def plan_talk(request: HttpRequest, data: TalkPlanData) -> Status[Any]:
    """Notes that the asker will talk with somebody of the own area."""
    by = actor_of_request(request)
    listener = people_queries.staff_member(data.listener, asker=by)
    return Status(201, _talk(actions.plan_talk(listener, due_on=data.due_on, by=by, at=clock.now())))


@router.post("/talks/{number}/record", response={200: TalkShown, **problems(404)}, auth=session)
def hold_talk(request: HttpRequest, number: Path[Number], data: TalkData) -> dict[str, Any]:
    """Records a planned talk. The talker's act."""
    by = actor_of_request(request)
    found = queries.talk_for(number, asker=by)
    return _talk(actions.hold_talk(found, told=Told(**data.model_dump()), by=by, at=clock.now()))


@router.post("/appointments/{number}/talk", response={201: TalkShown, **problems(404)}, auth=session)
def hold_appointment_talk(request: HttpRequest, number: Path[Number], data: TalkData) -> Status[Any]:
    """Records the talk with somebody promoted or newly appointed; `number` is the entry of the roll."""
    by = actor_of_request(request)
    entry = queries.appointment_for(number, asker=by)
    told = Told(**data.model_dump())
    return Status(201, _talk(actions.hold_appointment_talk(entry, told=told, by=by, at=clock.now())))


@router.get("/talks/{number}/words", response={200: WordsShown, **problems(404)}, auth=session)
def said_in_talk(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Shows what was said. For the two and the discipline officer alone."""
    by = actor_of_request(request)
    said = queries.said_in(queries.talk_for(number, asker=by), asker=by)
    return vars(said) if said else {"requirements": "", "reply": ""}


@router.get("/home-visits", response=Page[VisitShown], auth=session)
def list_home_visits(request: HttpRequest, wanted: Query[TalksOfYear], window: Query[Window]) -> dict[str, Any]:
    """Lists home visits of a year: that they took place."""
    return page_of(queries.home_visits_for(actor_of_request(request), year=_year(wanted)), window, _visit)


@router.post("/home-visits", response={201: VisitShown, **problems(404)}, auth=session)
def plan_home_visit(request: HttpRequest, data: VisitPlan) -> Status[Any]:
    """Plans a visit to the holder of a key post. The party office's act."""
    by = actor_of_request(request)
    member, visitor = (people_queries.staff_member(one, asker=by) for one in (data.member, data.visitor))
    made = actions.plan_home_visit(member, visitor=visitor, due_on=data.due_on, by=by, at=clock.now())
    return Status(201, _visit(made))


@router.post("/home-visits/{number}/record", response={200: VisitShown, **problems(404)}, auth=session)
def record_home_visit(request: HttpRequest, number: Path[Number], data: VisitData) -> dict[str, Any]:
    """Records a visit. The visitor's act."""
    by = actor_of_request(request)
    details = VisitDetails(data.met, data.found, data.follow_up)
    found = queries.home_visit_for(number, asker=by)
    return _visit(actions.record_home_visit(found, made_on=data.made_on, details=details, by=by, at=clock.now()))


@router.post("/home-visits/{number}/call-off", response={200: VisitShown, **problems(404)}, auth=session)
def call_off_home_visit(request: HttpRequest, number: Path[Number], data: Reason) -> dict[str, Any]:
    """Calls a planned visit off. The party office's act."""
    by = actor_of_request(request)
    found = queries.home_visit_for(number, asker=by)
    return _visit(actions.call_off_home_visit(found, reason=data.reason, by=by, at=clock.now()))


@router.get("/home-visits/{number}/details", response={200: DetailsShown, **problems(404)}, auth=session)
def details_of_home_visit(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Shows what was found. For the visitor and the party office alone."""
    by = actor_of_request(request)
    told = queries.visit_details_of(queries.home_visit_for(number, asker=by), asker=by)
    return vars(told) if told else {"met": "", "found": "", "follow_up": ""}


def _year(wanted: TalksOfYear) -> int:
    return wanted.year or clock.today().year


def _talk(row: Any) -> dict[str, Any]:
    names = ("kind", "tier", "year", "state", "held_at")
    told = {"id": row.pk, "talker": row.talker_id, "listener": row.listener_id, "due_on": row.due_on.isoformat()}
    return {name: getattr(row, name) for name in names} | told


def _share(row: Any) -> dict[str, Any]:
    missing = [entry.person_id for entry, talk in row.rows if talk is None or talk.state != "held"]
    label = {"zh": row.label.zh, "en": row.label.en}
    return {
        "code": row.code, "label": label, "done": row.done, "due": row.due, "percent": row.share.percent, "missing": missing,
    }  # fmt: skip


def _visit(row: Any) -> dict[str, Any]:
    made_on = row.made_on.isoformat() if row.made_on else None
    told = {"due_on": row.due_on.isoformat(), "made_on": made_on, "state": row.state}
    return {"id": row.pk, "member": row.member_id, "visitor": row.visitor_id} | told
