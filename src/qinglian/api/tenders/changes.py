"""Cards of guardians, and acts that end, repeat or stop a tender."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.errors import problems
from qinglian.api.strict import Reason
from qinglian.api.tenders import shapes
from qinglian.api.tenders.routing import router
from qinglian.domain.tenders import actions, queries
from qinglian.record import clock

HoldId = Annotated[int, Field(ge=1, le=2**53)]


@router.post("/cards", response={201: shapes.CardShown, **problems(404)}, auth=None)
def hand_in_card(request: HttpRequest, signed: shapes.Signed) -> Status[dict[str, Any]]:
    """Takes in a guardian's signed `guardian-card/v1`. The signature by a bound key is the authority; no session is needed."""
    row = actions.hand_in_card(signed.model_dump(), at=clock.now())
    plain = {name: getattr(row, name) for name in ("group", "epoch", "at")}
    return Status(201, plain | {"guardian": row.guardian.guardian_id, "hash": row.document_hash})


@router.post("/{code}/terminate", response=shapes.TenderShown, auth=session)
def terminate_tender(request: HttpRequest, code: Path[shapes.Code], data: Reason) -> dict[str, Any]:
    """Ends a tender with a public reason (REG 31)."""
    by = actor_of_request(request)
    tender = queries.tender_for(code, asker=by)
    return shapes.show_tender(actions.terminate_tender(tender, reason=data.reason, by=by, at=clock.now()))


@router.post("/{code}/sections/{number}/retender", response=shapes.SectionShown, auth=session)
def retender(request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number]) -> dict[str, Any]:
    """Starts a failed section's next round as a draft (ZTB 28)."""
    by = actor_of_request(request)
    section = queries.section_for(code, number, asker=by)
    return shapes.show_section(actions.retender(section, by=by, at=clock.now()))


@router.get("/{code}/holds", response=list[shapes.HoldShown], auth=None)
def list_holds(request: HttpRequest, code: Path[shapes.Code]) -> list[Any]:
    """Lists the holds that stand."""
    tender = queries.tender_for(code, asker=actor_of_request(request))
    return list(queries.standing_holds(tender))


@router.post("/{code}/holds", response={201: shapes.HoldShown}, auth=session)
def place_hold(request: HttpRequest, code: Path[shapes.Code], data: shapes.HoldData) -> Any:
    """Stops a tender; by a supervising authority (REG 62)."""
    by = actor_of_request(request)
    tender = queries.tender_for(code, asker=by)
    return actions.place_hold(tender, **data.model_dump(), by=by, at=clock.now())


@router.post("/{code}/holds/{hold_id}/lift", response=shapes.HoldShown, auth=session)
def lift_hold(request: HttpRequest, code: Path[shapes.Code], hold_id: Path[HoldId]) -> Any:
    """Lifts a hold; by a supervising authority."""
    by = actor_of_request(request)
    hold = queries.hold_in(queries.tender_for(code, asker=by), hold_id)
    return actions.lift_hold(hold, by=by, at=clock.now())
