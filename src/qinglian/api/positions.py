"""Endpoints of the culture positions: inventory, renewal, giving up."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, File, Form, Path, Query, Router, Schema, Status
from ninja.files import UploadedFile

from qinglian.api.auth import actor_of_request, session
from qinglian.api.culture_shapes import Code, Named, Number, PersonId, named
from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.strict import Reason
from qinglian.domain.education import actions, queries
from qinglian.domain.people.queries import staff_member
from qinglian.domain.people.refusing import require_size
from qinglian.record import clock

router = Router(tags=["education"])


class ContentData(Schema):
    """What a position shows since when."""

    words: Annotated[str, Field(min_length=1, max_length=2000)]
    renewed_on: date


class PositionData(ContentData):
    """A position that comes into the inventory."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    kind: Code
    area: Code
    place: Annotated[str, Field(min_length=1, max_length=120)]
    keeper: PersonId
    interval_days: Annotated[int, Field(ge=1, le=366)]


class PositionShown(Schema):
    """A position and what it shows."""

    id: int
    name: str
    kind: str
    area: str
    place: str
    keeper: Named
    state: str
    words: str
    has_photo: bool
    renewed_on: date
    due_on: date
    is_overdue: bool


class PositionsWanted(Schema):
    """Which positions."""

    area: Code = ""
    standing: Literal["", "overdue", "retired"] = ""


@router.get("", response=Page[PositionShown], auth=session)
def list_positions(request: HttpRequest, wanted: Query[PositionsWanted], window: Query[Window]) -> dict[str, Any]:
    """Lists the inventory by renewal date; an overdue position is flagged."""
    return page_of(
        queries.positions_for(actor_of_request(request), on=clock.today(), **wanted.model_dump()), window, _position
    )


@router.post("", response={201: PositionShown, **problems(404)}, auth=session)
def register_position(
    request: HttpRequest, data: Form[PositionData], photo: File[UploadedFile | None] = None
) -> Status[Any]:
    """Puts a position into the inventory, with a photograph if there is one. The party office's act."""
    by = actor_of_request(request)
    typed = data.model_dump(include={"name", "kind", "area", "place", "interval_days"})
    position = actions.register_position(
        actions.PositionInput(**typed, keeper=staff_member(data.keeper, asker=by)),
        words=data.words, renewed_on=data.renewed_on, photo=_read(photo), by=by, at=clock.now(),
    )  # fmt: skip
    return Status(201, _shown(position.pk, request))


@router.post("/{number}/renew", response={200: PositionShown, **problems(404)}, auth=session)
def renew_position(
    request: HttpRequest, number: Path[Number], data: Form[ContentData], photo: File[UploadedFile | None] = None
) -> dict[str, Any]:
    """Notes that a position shows something new. Its keeper's act."""
    by = actor_of_request(request)
    position = queries.position_for(number, asker=by)
    actions.renew_position(
        position, words=data.words, renewed_on=data.renewed_on, photo=_read(photo), by=by, at=clock.now()
    )
    return _shown(number, request)


@router.post("/{number}/retire", response={200: PositionShown, **problems(404)}, auth=session)
def retire_position(request: HttpRequest, number: Path[Number], data: Reason) -> dict[str, Any]:
    """Takes a position out of the inventory."""
    by = actor_of_request(request)
    actions.retire_position(queries.position_for(number, asker=by), reason=data.reason, by=by, at=clock.now())
    return _shown(number, request, standing="retired")


def _read(photo: UploadedFile | None) -> bytes | None:
    if photo is None:
        return None
    require_size(photo.size or 0, "photo", limit="photo_max_bytes", on=clock.today())
    return bytes(photo.read())


def _shown(number: int, request: HttpRequest, standing: str = "") -> dict[str, Any]:
    rows = queries.positions_for(actor_of_request(request), on=clock.today(), standing=standing)
    return _position(rows.get(pk=number))


def _position(row: Any) -> dict[str, Any]:
    names = ("name", "kind", "area", "place", "state", "words", "renewed_on", "due_on")
    flags = {"has_photo": bool(row.photo), "is_overdue": row.state == "in_use" and row.due_on < clock.today()}
    return {name: getattr(row, name) for name in names} | flags | {"id": row.pk, "keeper": named(row.keeper)}
