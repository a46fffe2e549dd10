"""Endpoints of declared gifts: the declarer's own, and all of them for discipline officers."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.strict import Strict
from qinglian.api.tenders.shapes import Moment
from qinglian.domain.supervision import actions, queries
from qinglian.record import clock

router = Router(tags=["supervision"])
Number = Annotated[int, Field(ge=1, le=2**53 - 1)]
Code = Annotated[str, Field(min_length=1, max_length=12)]


class GiftData(Strict):
    """What was received."""

    what: Annotated[str, Field(min_length=1, max_length=200)]
    giver_kind: Code
    giver: Annotated[str, Field(max_length=120)] = ""
    value_fen: Annotated[int, Field(ge=0, le=10**13)] | None = None
    circumstances: Annotated[str, Field(min_length=1, max_length=2000)]
    received_on: date


class TakenData(Strict):
    """When it was handed in."""

    handed_in_on: date


class DisposalData(Strict):
    """What became of it: returned, treasury, public_use, destroyed."""

    disposal: Code
    disposed_on: date
    remark: Annotated[str, Field(min_length=1, max_length=2000)]


class GiftShown(Schema):
    """A declared gift."""

    id: int
    declared_by: str
    what: str
    value_fen: int | None
    giver_kind: str
    giver: str
    circumstances: str
    festival: str
    received_on: date
    declared_at: Moment
    due_on: date
    state: str
    handed_in_on: date | None
    disposal: str
    disposed_on: date | None
    remark: str


@router.get("", response=Page[GiftShown], auth=session)
def list_gifts(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists the gifts that the asker declared; a discipline officer sees all."""
    return page_of(queries.gifts_for(actor_of_request(request)), window, _gift)


@router.post("", response={201: GiftShown}, auth=session)
def declare_gift(request: HttpRequest, data: GiftData) -> Status[Any]:
    """Declares a gift that could not be refused."""
    told = data.model_dump()
    gift = actions.declare_gift(told.pop("what"), **told, by=actor_of_request(request), at=clock.now())
    return Status(201, _gift(gift))


@router.get("/{number}", response={200: GiftShown, **problems(404)}, auth=session)
def show_gift(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Shows one gift to its declarer or a discipline officer."""
    return _gift(queries.gift_for(number, asker=actor_of_request(request)))


@router.post("/{number}/receipt", response={200: GiftShown, **problems(404)}, auth=session)
def take_gift(request: HttpRequest, number: Path[Number], data: TakenData) -> dict[str, Any]:
    """Notes that a gift was handed in. A discipline officer's act."""
    by = actor_of_request(request)
    found = queries.gift_for(number, asker=by)
    return _gift(actions.take_gift(found, handed_in_on=data.handed_in_on, by=by, at=clock.now()))


@router.post("/{number}/disposal", response={200: GiftShown, **problems(404)}, auth=session)
def dispose_of_gift(request: HttpRequest, number: Path[Number], data: DisposalData) -> dict[str, Any]:
    """Notes what became of a gift. A discipline officer's act."""
    by = actor_of_request(request)
    found = queries.gift_for(number, asker=by)
    return _gift(actions.dispose_of_gift(found, **data.model_dump(), by=by, at=clock.now()))


def _gift(row: Any) -> dict[str, Any]:
    names = set(GiftShown.model_fields) - {"id", "declared_by"}
    return {name: getattr(row, name) for name in names} | {"id": row.pk, "declared_by": row.declared_by_id}
