"""Organisations: search, standing, authorities, and rows of other platforms' lists."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from qinglian.api.auth import actor_of_request, session
from qinglian.api.language import word
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.people import shapes
from qinglian.domain.people import actions, queries
from qinglian.record import clock

router = Router(tags=["people"])


class Search(Schema):
    """What to look for: words of name or code (two characters are enough), a kind, a state."""

    words: Annotated[str, Field(max_length=100)] = ""
    kind: Annotated[str, Field(max_length=20)] = ""
    state: Annotated[str, Field(max_length=20)] = ""


@router.get("/organisations", response=Page[shapes.OrganisationShown])
def list_organisations(request: HttpRequest, search: Query[Search], window: Query[Window]) -> dict[str, Any]:
    """Lists organisations. Unverified ones are shown to the centre and supervisors alone."""
    asker = actor_of_request(request)
    found = queries.organisations_matching(search.words, kind=search.kind, state=search.state, asker=asker)
    return page_of(found, window, shapes.show_organisation)


@router.get("/organisations/{organisation_id}", response=shapes.OrganisationDetailed, auth=session)
def read_organisation(request: HttpRequest, organisation_id: str) -> dict[str, Any]:
    """Shows details, keys and the pending filing to the organisation's own people, the centre and supervisors."""
    found = queries.organisation_for(organisation_id, asker=actor_of_request(request))
    pending = queries.pending_filing(found)
    return shapes.show_organisation(found) | {
        "details": found.details,
        "suspension": found.suspension,
        "keys": [shapes.show_key(key) for key in found.keys.order_by("id")],
        "pending": shapes.show_filing(pending) if pending else None,
    }


@router.post("/authorities", response={201: shapes.OrganisationShown}, auth=session)
def admit_authority(request: HttpRequest, data: shapes.AuthorityData) -> dict[str, Any]:
    """Stores a supervising authority."""
    stored = actions.admit_authority(data.model_dump(), by=actor_of_request(request), at=clock.now())
    return shapes.show_organisation(stored)


@router.post("/organisations/{organisation_id}/suspend", response=shapes.OrganisationShown, auth=session)
def suspend_organisation(request: HttpRequest, organisation_id: str, data: shapes.Suspension) -> dict[str, Any]:
    """Stops the organisation's business; the cause becomes public."""
    by = actor_of_request(request)
    found = queries.organisation_for(organisation_id, asker=by)
    stored = actions.suspend_organisation(found, cause=data.cause, reason=data.reason, by=by, at=clock.now())
    return shapes.show_organisation(stored)


@router.post("/organisations/{organisation_id}/restore", response=shapes.OrganisationShown, auth=session)
def restore_organisation(request: HttpRequest, organisation_id: str) -> dict[str, Any]:
    """Lets a suspended organisation do business again."""
    by = actor_of_request(request)
    found = queries.organisation_for(organisation_id, asker=by)
    return shapes.show_organisation(actions.restore_organisation(found, by=by, at=clock.now()))


@router.post("/received/compare", response=shapes.Compared, auth=session)
def compare_received(request: HttpRequest, row: shapes.ReceivedRow) -> dict[str, Any]:
    """Compares one row of another platform's list with the register; nothing is stored."""
    outcome, known, found = queries.compared_with_register(
        row.organisation.model_dump(), asker=actor_of_request(request)
    )
    return {
        "outcome": outcome,
        "organisation": known.id if known else None,
        "differences": [[word(label), old, new] for label, old, new in found],
    }


@router.post("/received", response={201: shapes.FilingShown}, auth=session)
def confirm_received(request: HttpRequest, row: shapes.ReceivedRow) -> dict[str, Any]:
    """Stores one compared and corrected row."""
    data = row.organisation.model_dump()
    filing = actions.confirm_received(data, source=row.source, by=actor_of_request(request), at=clock.now())
    return shapes.show_filing(filing)
