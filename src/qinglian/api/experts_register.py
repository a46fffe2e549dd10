"""Endpoints of the register of experts: for its keeper, and for supervisors, who read, suspend and remove. Nobody else reads a name."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.strict import Reason, Strict
from qinglian.api.tenders.shapes import Moment
from qinglian.domain.experts import actions, queries
from qinglian.domain.experts.expert_form import (
    BORN_FROM,
    BORN_UNTIL,
    LONGEST,
    LONGEST_NOTE,
    MOST_INTERESTS,
    MOST_YEARS,
    ExpertInput,
    masked_phone,
)
from qinglian.record import clock

router = Router(tags=["experts"])
ExpertId = Annotated[str, Field(pattern=r"^exp-[a-z0-9]{1,20}$")]
Speciality = Annotated[str, Field(pattern=r"^[A-Z][0-9]{4}$")]
State = Literal["filed", "active", "suspended", "removed"]


class Search(Schema):
    """What to look for: words of name or unit, a state, a speciality (`A0801`)."""

    words: Annotated[str, Field(max_length=100)] = ""
    state: Literal["", "filed", "active", "suspended", "removed"] = ""
    speciality: Annotated[str, Field(pattern=r"^([A-Z][0-9]{4})?$")] = ""


class Interest(Strict):
    """A declared interest: what ties the expert to an organisation (its credit code or full name), and until when."""

    kind: Literal["employment", "shareholding", "kin", "other"]
    organisation: Annotated[str, Field(min_length=1, max_length=LONGEST["unit"])]
    until_on: date | None = None
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""


class ExpertData(Strict):
    """What is entered about an expert."""

    name: Annotated[str, Field(min_length=1, max_length=LONGEST["name"])]
    unit: Annotated[str, Field(min_length=1, max_length=LONGEST["unit"])]
    phone: Annotated[str, Field(min_length=1, max_length=LONGEST["phone"])]
    title: Annotated[str, Field(min_length=1, max_length=LONGEST["title"])]
    region: Annotated[str, Field(min_length=1, max_length=LONGEST["region"])]
    years: Annotated[int, Field(ge=0, le=MOST_YEARS)]
    specialities: Annotated[list[Speciality], Field(min_length=1, max_length=50)]
    unit_code: Annotated[str, Field(max_length=LONGEST["unit_code"])] = ""
    born_year: Annotated[int, Field(ge=BORN_FROM, le=BORN_UNTIL)] | None = None
    interests: Annotated[list[Interest], Field(max_length=MOST_INTERESTS)] = []

    def typed(self) -> ExpertInput:
        """This will return the same as the actions take it."""
        return ExpertInput(**self.model_dump() | {"interests": [row.model_dump(mode="json") for row in self.interests]})


class ExpertListed(Schema):
    """An expert as the list shows it: the middle of the phone number is hidden."""

    id: str
    name: str
    unit: str
    title: str
    region: str
    years: int
    specialities: list[str]
    phone: str
    state: State


class ExpertShown(ExpertListed):
    """An expert with everything that the register holds. `reason` is that of a suspension or removal."""

    unit_code: str
    born_year: int | None
    interests: list[Interest]
    reason: str
    created_at: Moment


class Counts(Schema):
    """How many experts there are in each state."""

    filed: int
    active: int
    suspended: int
    removed: int


@router.get("", response=Page[ExpertListed], auth=session)
def list_experts(request: HttpRequest, search: Query[Search], window: Query[Window]) -> dict[str, Any]:
    """Lists experts by name, phones masked; empty for everybody but the keeper and supervisors."""
    asker = actor_of_request(request)
    found = queries.experts_matching(search.words, state=search.state, speciality=search.speciality, asker=asker)
    return page_of(found, window, _listed)


@router.get("/counts", response=Counts, auth=session)
def count_experts(request: HttpRequest) -> dict[str, int]:
    """Counts the experts by state; none for everybody but the keeper and supervisors."""
    return queries.counts_of_experts(asker=actor_of_request(request))


@router.get("/{expert_id}", response=ExpertShown, auth=session)
def read_expert(request: HttpRequest, expert_id: Path[ExpertId]) -> Any:
    """Shows one expert to the keeper and to supervisors."""
    return queries.expert_for(expert_id, asker=actor_of_request(request))


@router.post("", response={201: ExpertShown}, auth=session)
def add_expert(request: HttpRequest, data: ExpertData) -> Status[Any]:
    """Enters an expert, who then waits for admission; by the keeper."""
    return Status(201, actions.add_expert(data.typed(), by=actor_of_request(request), at=clock.now()))


@router.put("/{expert_id}", response=ExpertShown, auth=session)
def edit_expert(request: HttpRequest, expert_id: Path[ExpertId], data: ExpertData) -> Any:
    """Replaces an expert's details; the expert then waits for admission again. By the keeper."""
    by = actor_of_request(request)
    found = queries.expert_for(expert_id, asker=by)
    return actions.edit_expert(found, typed=data.typed(), by=by, at=clock.now())


@router.post("/{expert_id}/admit", response=ExpertShown, auth=session)
def admit_expert(request: HttpRequest, expert_id: Path[ExpertId]) -> Any:
    """Admits an expert with enough years of work to the register (ZTB 37); by the keeper."""
    by = actor_of_request(request)
    return actions.admit_expert(queries.expert_for(expert_id, asker=by), by=by, at=clock.now())


@router.post("/{expert_id}/suspend", response=ExpertShown, auth=session)
def suspend_expert(request: HttpRequest, expert_id: Path[ExpertId], data: Reason) -> Any:
    """Suspends an expert, with the reason: no draw includes the expert until admitted again."""
    by = actor_of_request(request)
    return actions.suspend_expert(queries.expert_for(expert_id, asker=by), reason=data.reason, by=by, at=clock.now())


@router.post("/{expert_id}/remove", response=ExpertShown, auth=session)
def remove_expert(request: HttpRequest, expert_id: Path[ExpertId], data: Reason) -> Any:
    """Removes an expert from the register for good, with the reason."""
    by = actor_of_request(request)
    return actions.remove_expert(queries.expert_for(expert_id, asker=by), reason=data.reason, by=by, at=clock.now())


def _listed(expert: Any) -> dict[str, Any]:
    shown = {name: getattr(expert, name) for name in ExpertListed.model_fields}
    return shown | {"phone": masked_phone(expert.phone)}
