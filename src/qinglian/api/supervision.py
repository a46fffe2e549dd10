"""Endpoints of the risk wall: tiles and warnings for supervisors and the centre's staff; explanations, conclusions, checks of points."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.bids.shapes import Said
from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.strict import Strict
from qinglian.api.tenders.shapes import Moment
from qinglian.domain.supervision import actions, queries
from qinglian.record import clock

router = Router(tags=["supervision"])
PointCode = Annotated[str, Field(pattern=r"^R[0-9]{2}$")]
Number = Annotated[int, Field(ge=1, le=2**53 - 1)]


class TileShown(Schema):
    """One risk point and its light: green yellow red, of manual points checked or overdue, waiting before the first run."""

    point: str
    title: Said
    step: str
    level: str
    department: str
    watch: str
    light: str
    open: int
    looked_at: Moment | None


class WarningShown(Schema):
    """What a watch found, and how it was handled."""

    id: int
    point: str
    watch: str
    level: str
    subject: str
    words: Said
    opened_at: Moment
    ended_at: Moment | None
    due_at: Moment
    state: str
    explanation: str
    conclusion: str


class Wanted(Schema):
    """Which warnings: those that stand, or all; of one point."""

    state: Literal["standing", ""] = "standing"
    point: Annotated[str, Field(pattern=r"^(R[0-9]{2})?$")] = ""


class Written(Strict):
    """An explanation or a conclusion."""

    words: Annotated[str, Field(min_length=1, max_length=4000)]


class Check(Strict):
    """What a person found at a manual point."""

    outcome: Literal["sound", "attention", "alarm"]
    evidence: Annotated[str, Field(min_length=1, max_length=2000)]


class CheckShown(Schema):
    """A check that was noted."""

    point: str
    outcome: str
    evidence: str
    at: Moment


@router.get("/wall", response=list[TileShown], auth=session)
def risk_wall(request: HttpRequest) -> list[dict[str, Any]]:
    """Shows the 56 risk points with their lights."""
    return [_tile(tile) for tile in queries.tiles_for(actor_of_request(request), at=clock.now())]


@router.get("/warnings", response=Page[WarningShown], auth=session)
def list_warnings(request: HttpRequest, wanted: Query[Wanted], window: Query[Window]) -> dict[str, Any]:
    """Lists warnings, the gravest and earliest due first."""
    return page_of(queries.warnings_for(actor_of_request(request), **wanted.model_dump()), window, _warning)


@router.post("/warnings/{number}/explanation", response={200: WarningShown, **problems(404)}, auth=session)
def explain_warning(request: HttpRequest, number: Path[Number], written: Written) -> dict[str, Any]:
    """Explains what was found. The centre's act."""
    by = actor_of_request(request)
    found = queries.warning_for(number, asker=by)
    return _warning(actions.explain_warning(found, explanation=written.words, by=by, at=clock.now()))


@router.post("/warnings/{number}/conclusion", response={200: WarningShown, **problems(404)}, auth=session)
def close_warning(request: HttpRequest, number: Path[Number], written: Written) -> dict[str, Any]:
    """Closes a warning with a conclusion. A supervisor's act."""
    by = actor_of_request(request)
    found = queries.warning_for(number, asker=by)
    return _warning(actions.close_warning(found, conclusion=written.words, by=by, at=clock.now()))


@router.post("/points/{point}/checks", response={201: CheckShown, **problems(404)}, auth=session)
def check_point(request: HttpRequest, point: Path[PointCode], check: Check) -> Status[Any]:
    """Notes a person's check of a manual point. A supervisor's act."""
    by = actor_of_request(request)
    return Status(201, actions.check_point(point, **check.model_dump(), by=by, at=clock.now()))


def _tile(tile: queries.Tile) -> dict[str, Any]:
    point = tile.point
    names = {"step": point.step, "level": point.level, "department": point.department, "watch": point.measure.watch}
    title = {"zh": point.title.zh, "en": point.title.en}
    return names | {
        "point": point.code,
        "title": title,
        "light": tile.light,
        "open": tile.open,
        "looked_at": tile.looked_at,
    }


def _warning(row: Any) -> dict[str, Any]:
    names = (
        "point",
        "watch",
        "level",
        "subject",
        "opened_at",
        "ended_at",
        "due_at",
        "state",
        "explanation",
        "conclusion",
    )
    words = {"zh": row.words_zh, "en": row.words_en}
    return {name: getattr(row, name) for name in names} | {"id": row.pk, "words": words}
