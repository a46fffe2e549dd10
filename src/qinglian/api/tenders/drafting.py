"""Acts on tender projects and sections before a publication."""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.errors import problems
from qinglian.api.tenders import shapes
from qinglian.api.tenders.routing import router
from qinglian.domain.projects import queries as projects
from qinglian.domain.tenders import actions, queries
from qinglian.domain.tenders.tender_form import SectionInput, TenderInput
from qinglian.record import clock


@router.post("", response={201: shapes.TenderShown, **problems(404)}, auth=session)
def create_tender(request: HttpRequest, data: shapes.NewTender) -> Status[dict[str, Any]]:
    """Enters a tender project under a submitted investment project; the answer names its code."""
    by = actor_of_request(request)
    project = projects.project_for(data.project, asker=by)
    typed = TenderInput(**data.model_dump(exclude={"project"}))
    return Status(201, shapes.show_tender(actions.create_tender(project, typed=typed, by=by, at=clock.now())))


@router.put("/{code}", response=shapes.TenderShown, auth=session)
def edit_tender(request: HttpRequest, code: Path[shapes.Code], data: shapes.TenderData) -> dict[str, Any]:
    """Replaces the fields of a tender project of which nothing is published."""
    by = actor_of_request(request)
    tender = queries.tender_for(code, asker=by)
    typed = TenderInput(**data.model_dump())
    return shapes.show_tender(actions.edit_tender(tender, typed=typed, by=by, at=clock.now()))


@router.delete("/{code}", response={204: None}, auth=session)
def delete_tender(request: HttpRequest, code: Path[shapes.Code]) -> None:
    """Deletes a draft tender project without a notice."""
    by = actor_of_request(request)
    actions.delete_tender(queries.tender_for(code, asker=by), by=by, at=clock.now())


@router.post("/{code}/submit", response=shapes.TenderShown, auth=session)
def submit_tender(request: HttpRequest, code: Path[shapes.Code]) -> dict[str, Any]:
    """Submits a tender project with at least one section."""
    by = actor_of_request(request)
    return shapes.show_tender(actions.submit_tender(queries.tender_for(code, asker=by), by=by, at=clock.now()))


@router.post("/{code}/sections", response={201: shapes.SectionShown}, auth=session)
def add_section(request: HttpRequest, code: Path[shapes.Code], data: shapes.SectionData) -> dict[str, Any]:
    """Adds a section."""
    by = actor_of_request(request)
    typed = SectionInput(**data.model_dump())
    tender = queries.tender_for(code, asker=by)
    return shapes.show_section(actions.add_section(tender, typed=typed, by=by, at=clock.now()))


@router.put("/{code}/sections/{number}", response=shapes.SectionShown, auth=session)
def edit_section(
    request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number], data: shapes.SectionData
) -> dict[str, Any]:
    """Replaces the fields of a draft section."""
    by = actor_of_request(request)
    section = queries.section_for(code, number, asker=by)
    typed = SectionInput(**data.model_dump())
    return shapes.show_section(actions.edit_section(section, typed=typed, by=by, at=clock.now()))


@router.delete("/{code}/sections/{number}", response={204: None}, auth=session)
def delete_section(request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number]) -> None:
    """Deletes a draft section of the first round."""
    by = actor_of_request(request)
    actions.delete_section(queries.section_for(code, number, asker=by), by=by, at=clock.now())
