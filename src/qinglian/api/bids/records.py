"""The opening record: drawn up and signed by the host, signed by bidders with their keys."""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.bids import shapes
from qinglian.api.bids.sections import closing_at, section_at
from qinglian.api.errors import problems
from qinglian.domain.bids import actions, queries
from qinglian.record import clock

router = Router(tags=["bids"])


@router.get("/openings/{code}/{number}/record", response=dict[str, Any])
def opening_record(
    request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number], wanted: Query[shapes.RoundWanted]
) -> Any:
    """Gives the opening record as JSON (protocol 7). The same bytes, canonical, and the PDF lie at /log/blob/<sha256>."""
    return queries.record_of(closing_at(section_at(code, number), round=wanted.round)).document


@router.post("/openings/{code}/{number}/record", response={201: shapes.RecordShown}, auth=session)
def make_opening_record(request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number]) -> Any:
    """Draws up the record of a finished opening and lays it out for signature. The host's act."""
    closing = closing_at(section_at(code, number))
    actions.make_opening_record(closing, by=actor_of_request(request), at=clock.now())
    return Status(201, shapes.plain(queries.record_shown(closing), shapes.RecordShown))


@router.post("/openings/{code}/{number}/record/signature", response={201: shapes.RecordShown}, auth=session)
def sign_opening_record(request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number]) -> Any:
    """Signs the record as the opening's host, once every objection is answered; that ends the opening."""
    closing = closing_at(section_at(code, number))
    actions.sign_opening_record(queries.record_of(closing), by=actor_of_request(request), at=clock.now())
    return Status(201, shapes.plain(queries.record_shown(closing), shapes.RecordShown))


@router.post("/record-signatures", response={201: shapes.RecordShown, **problems(404)})
def countersign_opening_record(request: HttpRequest, signed: shapes.Signed) -> Any:
    """Takes a bidder's signed `opening-record-signature/v1` over the record's document hash."""
    signature = actions.countersign_opening_record(signed.model_dump(), at=clock.now())
    return Status(201, shapes.plain(queries.record_shown(signature.record.closing), shapes.RecordShown))
