"""Registrations and changes: by a person with a password, or by a signed document of a key holder."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from qinglian.api.auth import actor_of_request, address_of_request, session
from qinglian.api.errors import problems
from qinglian.api.language import word
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.people import shapes
from qinglian.api.strict import Reason
from qinglian.domain.people import actions, agreement, queries
from qinglian.domain.people.attempts import count_registration
from qinglian.record import clock

router = Router(tags=["people"])


@router.get("/agreement", response=shapes.AgreementShown)
def read_agreement(request: HttpRequest) -> dict[str, Any]:
    """The agreement in force, in the language of Accept-Language."""
    return {"version": agreement.VERSION, "clauses": [word(clause) for clause in agreement.CLAUSES]}


@router.post("/registrations", response={201: shapes.Registered, **problems(429)})
def register_by_key(request: HttpRequest, signed: shapes.Signed) -> Any:
    """Files a registration or change from a signed `registration/v1`; a new key is proposed with it. The same data twice is the same filing."""
    count_registration(address_of_request(request), at=clock.now())
    filing = actions.register_by_key(signed.model_dump(), at=clock.now())
    key = queries.key_of(signed.key)
    return Status(201, {"filing": shapes.show_filing(filing), "key": shapes.show_key(key)})


@router.post("/registrations/person", response={201: shapes.Registered, **problems(429)})
def register_organisation(request: HttpRequest, data: shapes.RegistrationData) -> Any:
    """Stores a draft registration with the person who makes it. That person signs in and files it."""
    count_registration(address_of_request(request), at=clock.now())
    declarant = actions.Declarant(**data.declarant.model_dump())
    filing = actions.register_organisation(
        data.organisation.model_dump(), agreement=data.agreement, declarant=declarant, at=clock.now()
    )
    return Status(201, {"filing": shapes.show_filing(filing), "key": None})


@router.post("/changes", response={201: shapes.FilingShown, **problems(404)}, auth=session)
def start_change(request: HttpRequest, data: shapes.ChangeData) -> Any:
    """Stores a draft change of the own organisation's data; the verified data stays in force meanwhile."""
    by = actor_of_request(request)
    own = queries.organisation_for(by.organisation, asker=by)
    filing = actions.start_change(
        own, data=data.organisation.model_dump(), agreement=data.agreement, by=by, at=clock.now()
    )
    return Status(201, shapes.show_filing(filing))


@router.get("/filings", response=Page[shapes.FilingShown], auth=session)
def list_filings(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists the filings that wait for verification, longest waiting first."""
    return page_of(queries.filings_waiting(asker=actor_of_request(request)), window, shapes.show_filing)


@router.get("/filings/{int:filing_id}", response=shapes.FilingShown, auth=session)
def read_filing(request: HttpRequest, filing_id: int) -> dict[str, Any]:
    """Shows one filing."""
    return shapes.show_filing(queries.filing_for(filing_id, asker=actor_of_request(request)))


@router.put("/filings/{int:filing_id}", response=shapes.FilingShown, auth=session)
def edit_filing(request: HttpRequest, filing_id: int, data: shapes.OrganisationData) -> dict[str, Any]:
    """Replaces the content of a draft or rejected filing."""
    by = actor_of_request(request)
    filing = queries.filing_for(filing_id, asker=by)
    return shapes.show_filing(actions.edit_filing(filing, data=data.model_dump(), by=by, at=clock.now()))


@router.delete("/filings/{int:filing_id}", response={204: None}, auth=session)
def delete_filing(request: HttpRequest, filing_id: int) -> None:
    """Deletes a draft or rejected filing. A first registration goes with its login."""
    by = actor_of_request(request)
    actions.delete_filing(queries.filing_for(filing_id, asker=by), by=by, at=clock.now())


@router.post("/filings/{int:filing_id}/file", response=shapes.FilingShown, auth=session)
def file_registration(request: HttpRequest, filing_id: int) -> dict[str, Any]:
    """Hands a filing in: its content is locked until the centre decides."""
    by = actor_of_request(request)
    filing = queries.filing_for(filing_id, asker=by)
    return shapes.show_filing(actions.file_registration(filing, by=by, at=clock.now()))


@router.post("/filings/{int:filing_id}/verify", response=shapes.FilingShown, auth=session)
def verify_filing(request: HttpRequest, filing_id: int) -> dict[str, Any]:
    """Puts the filed data in force."""
    by = actor_of_request(request)
    filing = queries.filing_for(filing_id, asker=by)
    return shapes.show_filing(actions.verify_filing(filing, by=by, at=clock.now()))


@router.post("/filings/verify", response={200: list[shapes.FilingShown], **problems(404)}, auth=session)
def verify_filings(request: HttpRequest, batch: shapes.FilingBatch) -> list[dict[str, Any]]:
    """Verifies up to 200 filings, all or none."""
    by = actor_of_request(request)
    filings = [queries.filing_for(number, asker=by) for number in batch.filings]
    return [shapes.show_filing(filing) for filing in actions.verify_filings(filings, by=by, at=clock.now())]


@router.post("/filings/{int:filing_id}/reject", response=shapes.FilingShown, auth=session)
def reject_filing(request: HttpRequest, filing_id: int, data: Reason) -> dict[str, Any]:
    """Gives a filing back with a reason."""
    by = actor_of_request(request)
    filing = queries.filing_for(filing_id, asker=by)
    return shapes.show_filing(actions.reject_filing(filing, reason=data.reason, by=by, at=clock.now()))
