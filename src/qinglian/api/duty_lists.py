"""Endpoints of the lists of duties: draft, change, issue, sign, review; whose signatures are missing."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from qinglian.api.auth import actor_of_request, require_step_up, session
from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.strict import Strict
from qinglian.api.tenders.shapes import Moment
from qinglian.domain.integrity import actions, queries
from qinglian.record import clock

router = Router(tags=["integrity"])
Number = Annotated[int, Field(ge=1, le=2**53 - 1)]
Year = Annotated[int, Field(ge=2020, le=2100)]


class DutyListsOfYear(Strict):
    """Which year."""

    year: Year


class DutyListsIssue(DutyListsOfYear):
    """By when the lists are signed, and by when they are reviewed."""

    due_on: date
    review_on: date


class Lines(Strict):
    """The lines of a list."""

    items: list[Annotated[str, Field(max_length=200)]] = Field(min_length=1, max_length=20)


class Review(DutyListsOfYear):
    """How both lists were kept."""

    business: str = Field(max_length=2000)
    integrity: str = Field(max_length=2000)


class DutyListsCounted(Schema):
    """How many lists."""

    lists: int


class DutyListShown(Schema):
    """One list of duties."""

    id: int
    year: int
    person: str
    kind: str
    department: str
    items: list[str]
    state: str
    sha256: str
    signed_at: Moment | None
    review: str


class HolderShown(Schema):
    """A leading post, and whether both lists are signed and reviewed."""

    person: str
    name: str
    department: str
    has_signed: bool
    has_reviewed: bool
    lists: list[int]


class DutyListsWanted(Schema):
    """Which year."""

    year: Year


@router.get("", response=Page[HolderShown], auth=session)
def list_holders(request: HttpRequest, wanted: Query[DutyListsWanted], window: Query[Window]) -> dict[str, Any]:
    """Lists the leading posts and how their lists stand; who does not see all duties gets the own alone."""
    return page_of(queries.holders_in(wanted.year, asker=actor_of_request(request)), window, _holder)


@router.post("/drafts", response={201: DutyListsCounted}, auth=session)
def draft_duty_lists(request: HttpRequest, data: DutyListsOfYear) -> Status[Any]:
    """Drafts both lists for every leading post that has none. The party office's act."""
    return Status(
        201, {"lists": actions.draft_duty_lists(year=data.year, by=actor_of_request(request), at=clock.now())}
    )


@router.post("/issue", response=DutyListsCounted, auth=session)
def issue_duty_lists(request: HttpRequest, data: DutyListsIssue) -> dict[str, int]:
    """Sends the year's drafts out for signature. The party office's act."""
    return {"lists": actions.issue_duty_lists(**data.model_dump(), by=actor_of_request(request), at=clock.now())}


@router.post("/signature", response=list[DutyListShown], auth=session)
def sign_duty_lists(request: HttpRequest, data: DutyListsOfYear) -> list[Any]:
    """Signs both of one's own lists, after a step-up."""
    require_step_up(request)
    rows = actions.sign_duty_lists(year=data.year, by=actor_of_request(request), at=clock.now())
    return [_list(row) for row in rows]


@router.post("/review", response=list[DutyListShown], auth=session)
def review_duty_lists(request: HttpRequest, data: Review) -> list[Any]:
    """Reviews both of one's own lists in writing."""
    rows = actions.review_duty_lists(**data.model_dump(), by=actor_of_request(request), at=clock.now())
    return [_list(row) for row in rows]


@router.get("/{number}", response={200: DutyListShown, **problems(404)}, auth=session)
def read_duty_list(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Shows one list to its holder and to those who see all duties."""
    return _list(queries.duty_list_for(number, asker=actor_of_request(request)))


@router.put("/{number}", response={200: DutyListShown, **problems(404)}, auth=session)
def edit_duty_list(request: HttpRequest, number: Path[Number], data: Lines) -> dict[str, Any]:
    """Replaces the lines of a draft."""
    by = actor_of_request(request)
    row = queries.duty_list_for(number, asker=by)
    return _list(actions.edit_duty_list(row, items=data.items, by=by, at=clock.now()))


def _holder(row: queries.Holder) -> dict[str, Any]:
    entry = row.entry
    who = {"person": entry.person_id, "name": entry.person.name, "department": entry.department}
    lists = [row.lists[kind].pk for kind in sorted(row.lists)]
    return who | {"has_signed": row.has_signed, "has_reviewed": row.has_reviewed, "lists": lists}


def _list(row: Any) -> dict[str, Any]:
    names = ("year", "department", "items", "state", "sha256", "signed_at", "review")
    return {name: getattr(row, name) for name in names} | {"id": row.pk, "person": row.person_id, "kind": row.kind}
