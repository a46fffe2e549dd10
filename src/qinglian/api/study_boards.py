"""Endpoints of what study is about: directives, lectures, cases, films with reflections, series."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.strict import Strict
from qinglian.api.study_shapes import (
    Day,
    Line,
    Noted,
    Number,
    StudyCounted,
    StudyShareShown,
    Words,
    Year,
    YearNumber,
    share,
)
from qinglian.api.tenders.shapes import Moment
from qinglian.domain.education import actions, queries
from qinglian.record import clock
from qinglian.record.clock import CHINA

router = Router(tags=["study"])
Minute = Annotated[int, Field(ge=0, le=600)]


class NewDirective(Strict):
    """A directive from above; due within 30 days unless a day is named."""

    level: Literal["central", "provincial", "city"]
    issuer: Line
    title: Line
    number: Annotated[str, Field(max_length=80)] = ""
    issued_on: Day
    due_on: Day | None = None


class DirectiveShown(Schema):
    """A directive, and the activity that covered it."""

    id: int
    level: str
    issuer: str
    number: str
    title: str
    issued_on: date
    due_on: date
    is_overdue: bool
    studied_at: Moment | None
    studied_in: int | None


class Which(Schema):
    """Which directives."""

    state: Literal["", "standing", "overdue", "studied"] = ""


class LecturerShown(Schema):
    """A secretary, and whether the year's lecture was given."""

    person: str
    name: str
    branch: str
    is_given: bool
    activity: int | None


class NewCase(Strict):
    """A case."""

    title: Line
    summary: Annotated[str, Field(max_length=4000)]
    article: Line


class Due(Strict):
    """Until when."""

    due_on: Day


class DiscussionShown(Schema):
    """A branch's discussion of a case."""

    branch: str
    activity: int | None
    commitments: int
    kept: int


class NewFilm(Strict):
    """A warning film; each part is marked by the minute at which it begins."""

    title: Line
    maker: Line
    minutes: Minute
    account_from: Minute
    reenactment_from: Minute
    confession_from: Minute
    is_districts_first: bool = False


class FilmShown(Schema):
    """A film with its reflections and viewings."""

    id: int
    title: str
    maker: str
    minutes: int
    account_from: int
    reenactment_from: int
    confession_from: int
    is_districts_first: bool
    reflections: StudyShareShown
    missing: list[str]
    viewings: int
    viewers: int


class ReflectionShown(Schema):
    """A reflection."""

    id: int
    film: int
    person: str
    state: str
    words: str
    answer: str


class ReflectionAnswer(Strict):
    """An answer to a reflection."""

    answer: Annotated[str, Field(max_length=2000)]


class NewSeries(Strict):
    """An education series of a year; `standing` says which cadres are due (empty: all staff)."""

    title: Line
    year: YearNumber
    standing: Annotated[str, Field(max_length=20)] = ""


class SeriesKindShown(Schema):
    """One of the four kinds."""

    kind: str
    sessions: int
    coverage: StudyShareShown
    missing: list[str]


@router.get("/directives", response=Page[DirectiveShown], auth=session)
def list_directives(request: HttpRequest, which: Query[Which], window: Query[Window]) -> dict[str, Any]:
    """Lists directives, what is to be studied first."""
    on = clock.today()
    found = queries.directives_for(actor_of_request(request), state=which.state, on=on)
    return page_of(found, window, lambda row: _directive(row, on))


@router.post("/directives", response={201: DirectiveShown, **problems(403, 422)}, auth=session)
def register_directive(request: HttpRequest, data: NewDirective) -> Status[Any]:
    """Registers a directive; a follow-up study is due by its day."""
    by, at = actor_of_request(request), clock.now()
    found = actions.register_directive(**data.model_dump(), by=by, at=at)
    return Status(201, _directive(found, at.astimezone(CHINA).date()))


@router.get("/lectures", response=list[LecturerShown], auth=session)
def list_lectures(request: HttpRequest, wanted: Query[Year]) -> list[dict[str, Any]]:
    """Lists every secretary with whether the year's lecture was given."""
    rows = queries.lectures_for(actor_of_request(request), year=wanted.year or clock.now().year)
    names = ("person", "name", "branch")
    return [
        {name: getattr(row, name) for name in names}
        | {"is_given": row.given is not None, "activity": row.given.pk if row.given else None}
        for row in rows
    ]


@router.post("/lectures/{year}", response={200: StudyCounted, **problems(403)}, auth=session)
def open_lectures(request: HttpRequest, year: Path[YearNumber]) -> dict[str, int]:
    """Lays the year's lecture upon every secretary on the roll."""
    return {"count": actions.open_lectures(year, by=actor_of_request(request), at=clock.now())}


@router.post("/cases", response={201: Noted, **problems(403, 422)}, auth=session)
def register_case(request: HttpRequest, data: NewCase) -> Status[Any]:
    """Registers a case."""
    by = actor_of_request(request)
    return Status(201, {"id": actions.register_case(**data.model_dump(), by=by, at=clock.now()).pk})


@router.post("/cases/{number}/assign", response={200: Noted, **problems(404)}, auth=session)
def assign_case(request: HttpRequest, number: Path[Number], data: Due) -> dict[str, Any]:
    """Lays the discussion of a case upon every branch."""
    by = actor_of_request(request)
    found = queries.case_for(number, asker=by)
    return {"id": actions.assign_case(found, due_on=data.due_on, by=by, at=clock.now()).pk}


@router.get("/cases/{number}/discussions", response={200: list[DiscussionShown], **problems(404)}, auth=session)
def list_discussions(request: HttpRequest, number: Path[Number]) -> list[dict[str, Any]]:
    """Says for every branch whether it has discussed the case, and how many commitments were made and kept."""
    by = actor_of_request(request)
    rows = queries.discussions_of(queries.case_for(number, asker=by), asker=by)
    return [
        {
            "branch": row.code,
            "activity": row.activity.pk if row.activity else None,
            "commitments": len(row.commitments),
            "kept": sum(one.done_at is not None for one in row.commitments),
        }
        for row in rows
    ]


@router.get("/films", response=Page[FilmShown], auth=session)
def list_films(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists films with reflections submitted of required, and who is missing."""
    return page_of(queries.films_for(actor_of_request(request)), window, _film)


@router.post("/films", response={201: Noted, **problems(403, 422)}, auth=session)
def register_film(request: HttpRequest, data: NewFilm) -> Status[Any]:
    """Registers a warning film of three parts."""
    by = actor_of_request(request)
    return Status(201, {"id": actions.register_film(**data.model_dump(), by=by, at=clock.now()).pk})


@router.post("/films/{number}/assign", response={200: StudyCounted, **problems(404)}, auth=session)
def assign_film(request: HttpRequest, number: Path[Number], data: Due) -> dict[str, int]:
    """Asks every party member on the roll for a reflection."""
    by = actor_of_request(request)
    found = queries.film_for(number, asker=by)
    return {"count": actions.assign_film(found, due_on=data.due_on, by=by, at=clock.now())}


@router.post("/films/{number}/viewings", response={201: Noted, **problems(404)}, auth=session)
def log_viewing(request: HttpRequest, number: Path[Number]) -> Status[Any]:
    """Notes that the person saw the film alone."""
    by = actor_of_request(request)
    return Status(201, {"id": actions.log_viewing(queries.film_for(number, asker=by), by=by, at=clock.now()).pk})


@router.put("/films/{number}/reflection", response={200: ReflectionShown, **problems(404)}, auth=session)
def save_reflection(request: HttpRequest, number: Path[Number], data: Words) -> dict[str, Any]:
    """Keeps the draft of one's reflection."""
    by = actor_of_request(request)
    film = queries.film_for(number, asker=by)
    return _reflection(actions.save_reflection(film, words=data.words, by=by, at=clock.now()))


@router.post("/films/{number}/reflection", response={200: ReflectionShown, **problems(404)}, auth=session)
def submit_reflection(request: HttpRequest, number: Path[Number], data: Words) -> dict[str, Any]:
    """Hands one's reflection in."""
    by = actor_of_request(request)
    film = queries.film_for(number, asker=by)
    return _reflection(actions.submit_reflection(film, words=data.words, by=by, at=clock.now()))


@router.get("/films/{number}/reflections", response={200: Page[ReflectionShown], **problems(404)}, auth=session)
def list_reflections(request: HttpRequest, number: Path[Number], window: Query[Window]) -> dict[str, Any]:
    """Lists what was handed in: everything for the party office, otherwise one's own."""
    by = actor_of_request(request)
    return page_of(queries.reflections_of(queries.film_for(number, asker=by), asker=by), window, _reflection)


@router.post("/reflections/{number}/read", response={200: ReflectionShown, **problems(404)}, auth=session)
def read_reflection(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Notes that the party office has read a reflection."""
    by = actor_of_request(request)
    return _reflection(actions.read_reflection(queries.reflection_for(number, asker=by), by=by, at=clock.now()))


@router.post("/reflections/{number}/answer", response={200: ReflectionShown, **problems(404)}, auth=session)
def answer_reflection(request: HttpRequest, number: Path[Number], data: ReflectionAnswer) -> dict[str, Any]:
    """Answers a reflection."""
    by = actor_of_request(request)
    found = queries.reflection_for(number, asker=by)
    return _reflection(actions.answer_reflection(found, answer=data.answer, by=by, at=clock.now()))


@router.post("/series", response={201: Noted, **problems(403, 422)}, auth=session)
def plan_series(request: HttpRequest, data: NewSeries) -> Status[Any]:
    """Plans an education series."""
    by = actor_of_request(request)
    return Status(201, {"id": actions.plan_series(**data.model_dump(), by=by, at=clock.now()).pk})


@router.get("/series/{number}", response={200: list[SeriesKindShown], **problems(404)}, auth=session)
def series_coverage(request: HttpRequest, number: Path[Number]) -> list[dict[str, Any]]:
    """Shows sessions and coverage of each of the four kinds of a series."""
    by = actor_of_request(request)
    rows = queries.series_coverage(queries.one_series(number, asker=by), asker=by)
    return [
        {"kind": row.code, "sessions": row.sessions, "coverage": share(row.share), "missing": list(row.missing)}
        for row in rows
    ]


def _directive(row: Any, on: date) -> dict[str, Any]:
    names = ("level", "issuer", "number", "title", "issued_on", "due_on", "studied_at", "studied_in")
    late = row.studied_at is None and row.due_on < on
    return {name: getattr(row, name) for name in names} | {"id": row.pk, "is_overdue": late}


def _film(board: queries.FilmBoard) -> dict[str, Any]:
    film = board.film
    names = ("title", "maker", "minutes", "account_from", "reenactment_from", "confession_from", "is_districts_first")
    seen = {"viewings": board.seen, "viewers": len(board.viewings), "missing": list(board.missing)}
    told = {name: getattr(film, name) for name in names} | {"id": film.pk, "reflections": share(board.share)}
    return told | seen


def _reflection(row: Any) -> dict[str, Any]:
    ids = {"id": row.pk, "film": row.film_id, "person": row.person_id}
    return {name: getattr(row, name) for name in ("state", "words", "answer")} | ids
