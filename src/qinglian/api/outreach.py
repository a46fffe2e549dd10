"""Endpoints of open days, suggestions and ratings. Signing up, suggesting and rating are open to anybody, so many an hour."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from qinglian.api.auth import actor_of_request, address_of_request, session
from qinglian.api.bids.shapes import Said
from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.strict import Strict
from qinglian.api.talks import Instant, Number
from qinglian.api.tenders.shapes import Moment
from qinglian.domain.outreach import actions, queries
from qinglian.domain.outreach.actions import GuestData
from qinglian.domain.outreach.hourly import count_within_hour
from qinglian.domain.people import queries as people_queries
from qinglian.law.actor import ANYONE
from qinglian.record import clock

router = Router(tags=["outreach"])
Line = Annotated[str, Field(min_length=1, max_length=120)]
Long = Annotated[str, Field(min_length=1, max_length=4000)]
Code = Annotated[str, Field(max_length=40)]


class OpenDayData(Strict):
    """An open day."""

    theme: Line
    starts_at: Instant
    place: Line
    agenda: Long


class OpenDayShown(Schema):
    """An open day in numbers."""

    id: int
    theme: str
    starts_at: Moment
    place: str
    agenda: str
    state: str
    signed_up: int
    came: int
    categories: int
    suggestions: int
    answered: int


class GuestFiled(Strict):
    """Who comes."""

    category: Annotated[str, Field(max_length=16)]
    name: Annotated[str, Field(min_length=1, max_length=40)]
    phone: Annotated[str, Field(min_length=1, max_length=20)]
    unit: Annotated[str, Field(max_length=120)] = ""


class GuestCode(Schema):
    """A guest's number and code; the code is shown once."""

    id: int
    code: str


class GuestShown(Schema):
    """A guest, for the centre."""

    id: int
    category: str
    name: str
    unit: str
    invited: bool
    came_at: Moment | None


class OutreachWords(Strict):
    """A report or a reason."""

    words: Long


class SuggestionData(Strict):
    """A suggestion; with a guest's code and the day it counts to that open day."""

    words: Annotated[str, Field(min_length=1, max_length=2000)]
    day: Annotated[int, Field(ge=0, le=2**53 - 1)] = 0
    guest_code: Code = ""


class Receipt(Schema):
    """The number of a suggestion, the code that reads its answer (shown once), and until when it is answered."""

    id: int
    code: str
    due_on: str


class CodeData(Strict):
    """A receipt code."""

    code: Annotated[str, Field(min_length=1, max_length=40)]


class AnswerShown(Schema):
    """A suggestion and its answer."""

    id: int
    words: str
    state: str
    due_on: str
    answer: str
    answered_on: str | None
    moderated_because: str


class AnswerData(Strict):
    """An answer; words that had to be moderated come with the reason."""

    answer: Long
    shown_words: Annotated[str, Field(max_length=2000)] = ""
    moderated_because: Annotated[str, Field(max_length=400)] = ""


class PassData(Strict):
    """Who is to answer."""

    to: Annotated[str, Field(min_length=1, max_length=24)]


class RatingData(Strict):
    """Points from 1 to 5; guests of an open day send its number and their code."""

    overall: Annotated[int, Field(ge=1, le=5)]
    scores: dict[str, Annotated[int, Field(ge=1, le=5)]] = Field(default_factory=dict, max_length=8)
    remark: Annotated[str, Field(max_length=2000)] = ""
    day: Annotated[int, Field(ge=0, le=2**53 - 1)] = 0
    guest_code: Code = ""


class TotalsShown(Schema):
    """The totals of one kind. `rate` is in basis points, null when nobody has rated."""

    kind: str
    label: Said
    n: int
    favourable: int
    critical: int
    rate: int | None


class State(Schema):
    """Which suggestions."""

    state: Literal["received", "answered", ""] = ""


@router.get("/open-days", response=Page[OpenDayShown])
def list_open_days(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists open days; those in preparation for the centre alone."""
    return page_of(queries.open_days_for(actor_of_request(request)), window, _day)


@router.post("/open-days", response={201: OpenDayShown, **problems(404)}, auth=session)
def draft_open_day(request: HttpRequest, data: OpenDayData) -> Status[Any]:
    """Begins to prepare an open day."""
    return Status(201, _day(actions.draft_open_day(**data.model_dump(), by=actor_of_request(request), at=clock.now())))


@router.post("/open-days/{number}/announce", response={200: OpenDayShown, **problems(404)}, auth=session)
def announce_open_day(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Announces an open day."""
    by = actor_of_request(request)
    return _day(actions.announce_open_day(queries.open_day_for(number, asker=by), by=by, at=clock.now()))


@router.post("/open-days/{number}/close", response={200: OpenDayShown, **problems(404)}, auth=session)
def close_open_day(request: HttpRequest, number: Path[Number], data: OutreachWords) -> dict[str, Any]:
    """Closes an open day that was held, with a report."""
    by = actor_of_request(request)
    day = queries.open_day_for(number, asker=by)
    return _day(actions.close_open_day(day, report=data.words, by=by, at=clock.now()))


@router.post("/open-days/{number}/call-off", response={200: OpenDayShown, **problems(404)}, auth=session)
def call_off_open_day(request: HttpRequest, number: Path[Number], data: OutreachWords) -> dict[str, Any]:
    """Calls an open day off, with a reason."""
    by = actor_of_request(request)
    day = queries.open_day_for(number, asker=by)
    return _day(actions.call_off_open_day(day, reason=data.words, by=by, at=clock.now()))


@router.get("/open-days/{number}/guests", response={200: Page[GuestShown], **problems(404)}, auth=session)
def list_guests(request: HttpRequest, number: Path[Number], window: Query[Window]) -> dict[str, Any]:
    """Lists a day's guests, for the centre's staff and supervisors."""
    by = actor_of_request(request)
    return page_of(queries.guests_for(queries.open_day_for(number, asker=by), asker=by), window, _guest)


@router.post("/open-days/{number}/guests", response={201: GuestCode, **problems(404)}, auth=session)
def invite_guest(request: HttpRequest, number: Path[Number], data: GuestFiled) -> Status[Any]:
    """Invites a guest."""
    by = actor_of_request(request)
    day = queries.open_day_for(number, asker=by)
    guest, code = actions.invite_guest(day, data=GuestData(**data.model_dump()), by=by, at=clock.now())
    return Status(201, {"id": guest.pk, "code": code})


@router.post("/open-days/{number}/sign-up", response={201: GuestCode, **problems(404, 429)})
def sign_up_for_open_day(request: HttpRequest, number: Path[Number], data: GuestFiled) -> Status[Any]:
    """Signs a guest up. Anybody may."""
    at = clock.now()
    day = queries.open_day_for(number, asker=ANYONE)
    count_within_hour("suggestions_per_hour", address_of_request(request), at=at)
    guest, code = actions.sign_up_for_open_day(day, data=GuestData(**data.model_dump()), by=ANYONE, at=at)
    return Status(201, {"id": guest.pk, "code": code})


@router.post("/guests/{number}/came", response={200: GuestShown, **problems(404)}, auth=session)
def note_guest_came(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Notes at the door that a guest came."""
    by = actor_of_request(request)
    return _guest(actions.note_guest_came(queries.guest_for(number, asker=by), by=by, at=clock.now()))


@router.post("/suggestions", response={201: Receipt, **problems(404, 429)})
def hand_in_suggestion(request: HttpRequest, data: SuggestionData) -> Status[Any]:
    """Takes a suggestion from anybody. Neither name nor address is kept."""
    at = clock.now()
    count_within_hour("suggestions_per_hour", address_of_request(request), at=at)
    guest = _guest_of(data.day, data.guest_code)
    found, code = actions.hand_in_suggestion(words=data.words, guest=guest, by=ANYONE, at=at)
    return Status(201, {"id": found.pk, "code": code, "due_on": found.due_on.isoformat()})


@router.get("/suggestions", response=Page[AnswerShown], auth=session)
def list_suggestions(request: HttpRequest, wanted: Query[State], window: Query[Window]) -> dict[str, Any]:
    """Lists suggestions as they came in, for the centre's staff and supervisors."""
    return page_of(queries.suggestions_for(actor_of_request(request), state=wanted.state), window, _suggestion)


@router.get("/answers", response=Page[AnswerShown])
def list_answers(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists what everybody may read: answered suggestions."""
    return page_of(queries.answered_suggestions(), window, _shown)


@router.post("/receipts", response={200: AnswerShown, **problems(404, 429)})
def read_receipt(request: HttpRequest, data: CodeData) -> dict[str, Any]:
    """Shows the answer to who holds the receipt code."""
    count_within_hour("receipts_per_hour", address_of_request(request), at=clock.now())
    return _suggestion(queries.suggestion_by_code(data.code))


@router.post("/suggestions/{number}/answer", response={200: AnswerShown, **problems(404)}, auth=session)
def answer_suggestion(request: HttpRequest, number: Path[Number], data: AnswerData) -> dict[str, Any]:
    """Answers a suggestion in public. The act of who owes the answer, or of the party office."""
    by = actor_of_request(request)
    found = queries.suggestion_for(number, asker=by)
    return _suggestion(actions.answer_suggestion(found, **data.model_dump(), by=by, at=clock.now()))


@router.post("/suggestions/{number}/pass-on", response={200: AnswerShown, **problems(404)}, auth=session)
def pass_on_suggestion(request: HttpRequest, number: Path[Number], data: PassData) -> dict[str, Any]:
    """Asks another member of staff to answer."""
    by = actor_of_request(request)
    found, to = queries.suggestion_for(number, asker=by), people_queries.staff_member(data.to, asker=by)
    return _suggestion(actions.pass_on_suggestion(found, to=to, by=by, at=clock.now()))


@router.get("/ratings", response=list[TotalsShown])
def rating_totals(request: HttpRequest) -> list[dict[str, Any]]:
    """Shows the totals of all ratings: the favourable rate with the number of answers beside it."""
    return [_totals(row) for row in queries.rating_totals(on=clock.now().date())]


@router.post("/ratings", response={201: TotalsShown, **problems(404, 429)})
def give_rating(request: HttpRequest, data: RatingData) -> Status[Any]:
    """Counts a rating and answers with the totals of its kind."""
    at = clock.now()
    count_within_hour("ratings_per_hour", address_of_request(request), at=at)
    guest = _guest_of(data.day, data.guest_code)
    row = actions.give_rating(
        scores=data.scores, overall=data.overall, remark=data.remark, guest=guest, by=ANYONE, at=at
    )
    return Status(201, next(_totals(one) for one in queries.rating_totals(on=at.date()) if one.code == row.kind))


def _guest_of(day: int, code: str) -> Any:
    return queries.guest_by_code(queries.open_day_for(day, asker=ANYONE), code) if day else None


def _day(row: Any) -> dict[str, Any]:
    told = queries.count_of(row, at=clock.now())
    names = ("theme", "starts_at", "place", "agenda", "state")
    counted = {"signed_up": told.signed_up, "came": told.came, "categories": told.came_of}
    asked = {"suggestions": told.suggestions, "answered": told.answered}
    return {name: getattr(row, name) for name in names} | {"id": row.pk} | counted | asked


def _guest(row: Any) -> dict[str, Any]:
    names = ("category", "name", "unit", "came_at")
    return {name: getattr(row, name) for name in names} | {"id": row.pk, "invited": bool(row.invited_by)}


def _suggestion(row: Any) -> dict[str, Any]:
    answered_on = row.answered_on.isoformat() if row.answered_on else None
    names = ("words", "state", "answer", "moderated_because")
    told = {"id": row.pk, "due_on": row.due_on.isoformat(), "answered_on": answered_on}
    return {name: getattr(row, name) for name in names} | told


def _shown(row: Any) -> dict[str, Any]:
    return _suggestion(row) | {"words": row.shown_words or row.words}


def _totals(row: Any) -> dict[str, Any]:
    names = ("n", "favourable", "critical")
    label = {"zh": row.label.zh, "en": row.label.en}
    return {"kind": row.code, "label": label, "rate": row.share.basis_points} | {
        name: getattr(row, name) for name in names
    }
