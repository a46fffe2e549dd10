"""A session from outside: opening it, naming representatives, checking identities, releasing to it, answering its questions."""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from qinglian.api.auth import actor_of_request, require_step_up, session
from qinglian.api.bids.sections import section_at
from qinglian.api.errors import problems
from qinglian.api.evaluation import shapes
from qinglian.domain.evaluation import actions, queries, refusals
from qinglian.domain.tenders.queries import section_in
from qinglian.law.refusal import NotFound
from qinglian.record import clock

router = Router(tags=["evaluation"])


@router.get("/sections/{code}/{number}", response=shapes.RoomShown)
def evaluation_room(request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number]) -> Any:
    """Shows how far the evaluation has come: numbers for everybody, seats for host and supervisors, names and scores for nobody."""
    found = queries.session_at(section_at(code, number))
    return shapes.show_room(queries.room_for(found, asker=actor_of_request(request)))


@router.post("/sections/{code}/{number}", response={201: shapes.RoomShown}, auth=session)
def open_session(request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number]) -> Any:
    """Opens the session of a section whose opening record is signed and whose draw is complete. The host's act; wants a step-up."""
    require_step_up(request)
    by = actor_of_request(request)
    found = actions.open_session(section_at(code, number), by=by, at=clock.now())
    return Status(201, shapes.show_room(queries.room_for(found, asker=by)))


@router.post("/sections/{code}/{number}/representatives", response={201: shapes.Credential}, auth=session)
def name_representative(
    request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number], named: shapes.Representative
) -> Any:
    """Names the tenderer's representative for a seat and gives the credential, once. The tenderer's act (招标投标法第三十七条)."""
    found, by = queries.session_at(section_at(code, number)), actor_of_request(request)
    credential = actions.name_representative(found, named.seat, name=named.name, by=by, at=clock.now())
    return Status(201, {"credential": credential})


@router.post("/sections/{code}/{number}/identities", response={204: None}, auth=session)
def check_identity(
    request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number], named: shapes.SeatNamed
) -> Any:
    """Notes that the host compared the person at a seat with an identity document; no name is written."""
    found = queries.session_at(section_at(code, number))
    actions.check_identity(found, named.seat, by=actor_of_request(request), at=clock.now())
    return Status(204, None)


@router.post("/sections/{code}/{number}/replacements", response={204: None}, auth=session)
def replace_member(
    request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number], replacement: shapes.Replacement
) -> Any:
    """Replaces an expert who cannot go on; the next of the same ranking is called and reviews everything anew (条例第四十八条). Wants a
    step-up: the sheets of who left are void."""
    require_step_up(request)
    found, by = queries.session_at(section_at(code, number)), actor_of_request(request)
    actions.replace_member(found, replacement.seat, reason=replacement.reason, by=by, at=clock.now())
    return Status(204, None)


@router.get("/sections/{code}/{number}/bundle", response={200: shapes.SessionBundleShown, **problems(409)})
def session_bundle(
    request: HttpRequest,
    code: Path[shapes.Code],
    number: Path[shapes.Number],
    wanted: Query[shapes.SessionBundleWanted],
) -> Any:
    """Gives what a guardian's tool needs to release to the session: its fact with proof, the closing list, the envelopes."""
    found = queries.session_at(section_at(code, number))
    return queries.session_bundle(
        found,
        guardian=wanted.guardian,
        compartment=wanted.compartment,
        manifest=wanted.manifest or "",
        with_heads=wanted.heads,
    )


@router.post("/releases", response={201: shapes.SessionReleaseShown, **problems(404)})
def release_to_session(request: HttpRequest, signed: shapes.Signed) -> Any:
    """Takes a guardian's (or bidder's own) signed `session-release/v1`; its shares are encrypted to the session alone."""
    row = actions.release_to_session(_session_named(signed), signed.model_dump(), at=clock.now())
    return Status(201, {name: getattr(row, name) for name in shapes.SessionReleaseShown.model_fields})


@router.post("/clarifications", response={201: shapes.Asked, **problems(404)})
def answer_clarification(request: HttpRequest, signed: shapes.Signed) -> Any:
    """Takes the asked bidder's signed `clarification/v1`, once, before its time is over (条例第五十二条)."""
    return Status(201, shapes.show_asked(actions.answer_clarification(signed.model_dump(), at=clock.now())))


def _session_named(signed: shapes.Signed) -> Any:
    opening = signed.document.get("opening")
    if not isinstance(opening, dict) or not all(isinstance(opening.get(name), str) for name in ("tender", "section")):
        raise refusals.no_session()
    try:
        return queries.session_at(section_in(opening["tender"], opening["section"]))
    except NotFound:
        raise refusals.no_session() from None
