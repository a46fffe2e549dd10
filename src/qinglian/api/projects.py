"""Endpoints of `projects`: investment projects of the own organisation."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from qinglian.api.auth import actor_of_request, require_step_up, session
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.pledges import LeaderPledgeShown, leader_shown
from qinglian.api.tenders.shapes import Moment
from qinglian.domain.projects import actions, queries
from qinglian.domain.projects.project_form import ProjectInput
from qinglian.record import clock

router = Router(tags=["projects"])
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{5,39}$")]
Fen = Annotated[int, Field(ge=1, le=10**15)]


class ProjectData(Schema, extra="forbid"):
    """What is entered about a project. The budget is in fen; `leader` is the id of one of `/projects/own/leaders`, due before works are submitted."""

    code: Code
    name: Annotated[str, Field(max_length=200)]
    kind: Literal["works", "goods", "services"]
    fund_source: Annotated[str, Field(max_length=200)]
    state_funded: bool
    approved_budget_fen: Fen
    region: Annotated[str, Field(max_length=80)]
    approval_number: Annotated[str, Field(max_length=80)] = ""
    leader: Annotated[str, Field(max_length=24)] = ""


class ProjectShown(Schema):
    """A project as its owner, the centre and supervisors see it."""

    code: str
    name: str
    owner: str
    state: str
    kind: str
    fund_source: str
    state_funded: bool
    approved_budget_fen: int
    region: str
    approval_number: str
    leader: str | None
    leader_name: str
    created_at: Moment
    submitted_at: Moment | None


class LeaderShown(Schema):
    """Somebody who may be named as a project's leader."""

    id: str
    name: str


class Search(Schema):
    """What to look for in code and name."""

    words: Annotated[str, Field(max_length=100)] = ""


@router.get("", response=Page[ProjectShown], auth=session)
def list_projects(request: HttpRequest, search: Query[Search], window: Query[Window]) -> dict[str, Any]:
    """Lists the own organisation's projects, and submitted ones for the centre and supervisors."""
    return page_of(queries.matching(actor_of_request(request), words=search.words), window, _show)


@router.get("/own/leaders", response=list[LeaderShown], auth=session)
def list_leaders(request: HttpRequest) -> list[Any]:
    """Lists whom one may name as the leader of an own project: officers and reviewers of the own organisation."""
    return queries.leaders_for(actor_of_request(request))


@router.post("", response={201: ProjectShown}, auth=session)
def create_project(request: HttpRequest, data: ProjectData) -> dict[str, Any]:
    """Enters a draft project of the own organisation."""
    typed = ProjectInput(**data.model_dump())
    return _show(actions.create_project(typed, by=actor_of_request(request), at=clock.now()))


@router.get("/{code}", response=ProjectShown, auth=session)
def read_project(request: HttpRequest, code: Path[Code]) -> dict[str, Any]:
    """Shows one project."""
    return _show(queries.project_for(code, asker=actor_of_request(request)))


@router.put("/{code}", response=ProjectShown, auth=session)
def edit_project(request: HttpRequest, code: Path[Code], data: ProjectData) -> dict[str, Any]:
    """Replaces the fields of a draft project."""
    by = actor_of_request(request)
    typed = ProjectInput(**data.model_dump())
    return _show(actions.edit_project(queries.project_for(code, asker=by), typed=typed, by=by, at=clock.now()))


@router.delete("/{code}", response={204: None}, auth=session)
def delete_project(request: HttpRequest, code: Path[Code]) -> None:
    """Deletes a draft project."""
    by = actor_of_request(request)
    actions.delete_project(queries.project_for(code, asker=by), by=by, at=clock.now())


@router.post("/{code}/submit", response=ProjectShown, auth=session)
def submit_project(request: HttpRequest, code: Path[Code]) -> dict[str, Any]:
    """Submits a project: tender projects may belong to it from now on."""
    by = actor_of_request(request)
    return _show(actions.submit_project(queries.project_for(code, asker=by), by=by, at=clock.now()))


@router.post("/{code}/leader-pledge", response={201: LeaderPledgeShown}, auth=session)
def pledge_as_leader(request: HttpRequest, code: Path[Code]) -> Status[Any]:
    """Signs the ten-point public pledge as the leader whom the draft project names, after a step-up."""
    require_step_up(request)
    by = actor_of_request(request)
    return Status(
        201, leader_shown(actions.pledge_as_leader(queries.project_for(code, asker=by), by=by, at=clock.now()))
    )


def _show(row: Any) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ProjectShown.model_fields if name not in ("owner", "leader")}
    return plain | {"owner": row.owner_id, "leader": row.leader_id}
