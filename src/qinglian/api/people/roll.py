"""The centre's roll, and what is asked of whom."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.errors import problems
from qinglian.api.language import word
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.strict import Reason, Strict
from qinglian.api.tenders.shapes import Moment
from qinglian.domain.people import actions, queries
from qinglian.law.text import Text
from qinglian.record import clock

router = Router(tags=["people"])
Code = Annotated[str, Field(max_length=20)]
Number = Annotated[int, Field(ge=1, le=2**53 - 1)]


class RollEntryData(Strict):
    """A member of staff who comes on the roll, or moves on it."""

    person: str = Field(max_length=24)
    department: Code
    work_post: Code
    branch: Code = ""
    standings: list[Code] = Field(default_factory=list, max_length=6)
    area: list[Code] = Field(default_factory=list, max_length=8)
    is_party_member: bool = False
    cause: Code = "entered"


class RollEntryShown(Schema):
    """An entry of the roll."""

    id: int
    person: str
    name: str
    department: str
    branch: str
    work_post: str
    standings: list[str]
    is_party_member: bool
    from_at: Moment
    until_at: Moment | None


class DutyShown(Schema):
    """What somebody owes."""

    kind: str
    about: str
    title: str
    owed_by: str
    due_on: str
    fulfilled_at: Moment | None


class RollWanted(Schema):
    """Which part of the roll: a section, a branch."""

    department: Code = ""
    branch: Code = ""


@router.get("/roll", response=Page[RollEntryShown], auth=session)
def list_roll(request: HttpRequest, wanted: Query[RollWanted], window: Query[Window]) -> dict[str, Any]:
    """Lists who is on the roll now."""
    return page_of(queries.roll_for(actor_of_request(request), **wanted.model_dump()), window, _entry)


@router.post("/roll", response={201: RollEntryShown, **problems(404)}, auth=session)
def enter_roll(request: HttpRequest, data: RollEntryData) -> Status[Any]:
    """Puts a person on the roll, or moves one who is on it. The party office's act."""
    by = actor_of_request(request)
    person = queries.person_at_centre(data.person, asker=by)
    return Status(201, _entry(actions.enter_roll(person, **data.model_dump(exclude={"person"}), by=by, at=clock.now())))


@router.post("/roll/{number}/leave", response={200: RollEntryShown, **problems(404)}, auth=session)
def leave_roll(request: HttpRequest, number: Path[Number], data: Reason) -> dict[str, Any]:
    """Takes a person off the roll."""
    by = actor_of_request(request)
    entry = queries.roll_entry_for(number, asker=by)
    return _entry(actions.leave_roll(entry, reason=data.reason, by=by, at=clock.now()))


@router.get("/duties", response=Page[DutyShown], auth=session)
def list_duties(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists what the asker owes, earliest due first."""
    return page_of(queries.asked_of(actor_of_request(request)), window, _duty)


def _entry(row: Any) -> dict[str, Any]:
    names = ("department", "branch", "work_post", "standings", "is_party_member", "from_at", "until_at")
    return {name: getattr(row, name) for name in names} | {
        "id": row.pk,
        "person": row.person_id,
        "name": row.person.name,
    }


def _duty(row: Any) -> dict[str, Any]:
    told = {
        "kind": row.kind,
        "about": row.about,
        "title": word(Text(row.title_zh, row.title_en)),
        "owed_by": row.owed_by_id,
    }
    return told | {"due_on": row.due_on.isoformat(), "fulfilled_at": row.fulfilled_at}
