"""Objections to candidates: signed by the bidder's key, answered by the tenderer."""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Router, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.bids.sections import section_at
from qinglian.api.contracts import shapes
from qinglian.api.errors import problems
from qinglian.domain.objections import actions, queries
from qinglian.record import clock

router = Router(tags=["objections"])


@router.get("/sections/{code}/{number}/objections", response=list[shapes.CandidateObjectionShown])
def list_candidate_objections(request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number]) -> Any:
    """Lists the objections to the candidates that the asker may read: answered ones for everybody."""
    rows = queries.objections_of(section_at(code, number), asker=actor_of_request(request))
    return [shapes.show_objection(row) for row in rows]


@router.post("/objections", response={201: shapes.CandidateObjectionShown, **problems(404)}, auth=None)
def raise_candidate_objection(request: HttpRequest, signed: shapes.Signed) -> Any:
    """Takes in a bidder's signed `candidate-objection/v1` within the publicity period. The signature is the authority."""
    return Status(201, shapes.show_objection(actions.raise_objection(signed.model_dump(), at=clock.now())))


@router.post("/objections/withdrawals", response={200: shapes.CandidateObjectionShown, **problems(404)}, auth=None)
def withdraw_candidate_objection(request: HttpRequest, signed: shapes.Signed) -> Any:
    """Takes in a bidder's signed `candidate-objection-withdrawal/v1`."""
    return shapes.show_objection(actions.withdraw_objection(signed.model_dump(), at=clock.now()))


@router.post(
    "/sections/{code}/{number}/objections/{objection}/answer", response=shapes.CandidateObjectionShown, auth=session
)
def answer_candidate_objection(
    request: HttpRequest,
    code: Path[shapes.Code],
    number: Path[shapes.Number],
    objection: Path[shapes.ObjectionNumber],
    data: shapes.CandidateObjectionAnswer,
) -> Any:
    """Answers an objection to the candidates, for the tenderer's side (条例第五十四条)."""
    found = queries.objection_at(section_at(code, number), objection)
    by = actor_of_request(request)
    return shapes.show_objection(actions.answer_objection(found, **data.model_dump(), by=by, at=clock.now()))
