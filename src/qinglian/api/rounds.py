"""Endpoints of risk-finding rounds: open, propose, review, examine, adopt, refuse, close; and the compendium with each point's trace."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.bids.shapes import Said
from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.strict import Reason, Strict
from qinglian.api.tenders.shapes import Moment
from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.proposal_form import Proposed
from qinglian.record import clock

router = Router(tags=["integrity"])
Number = Annotated[int, Field(ge=1, le=2**53 - 1)]
Code = Annotated[str, Field(max_length=20)]
PointCode = Annotated[str, Field(pattern=r"^(R[0-9]{2})?$")]


class RoundData(Strict):
    """A round that is opened."""

    title: str = Field(max_length=100)
    from_on: date
    until_on: date


class RoundShown(Schema):
    """A round, and how much was proposed and adopted in it."""

    id: int
    title: str
    from_on: date
    until_on: date
    state: str
    proposed: int
    adopted: int


class ProposalData(Strict):
    """A risk point for one post of work."""

    work_post: Code
    name: str = Field(max_length=40)
    shows: str = Field(max_length=1000)
    measure: str = Field(max_length=1000)
    level: Code
    step: Code


class RiskProposals(Strict):
    """What a post hands in at once."""

    proposals: list[ProposalData] = Field(min_length=1, max_length=200)


class Numbers(Strict):
    """Which proposals."""

    proposals: list[Number] = Field(min_length=1, max_length=200)


class Examined(Strict):
    """A proposal and its point in the catalogue; empty: new, kept for the next edition."""

    proposal: Number
    point: PointCode = ""


class Examinations(Strict):
    """What the comparison with the catalogue came to."""

    examined: list[Examined] = Field(min_length=1, max_length=200)


class ProposalShown(Schema):
    """A proposal and how far it has come."""

    id: int
    work_post: str
    department: str
    proposer: str
    name: str
    shows: str
    measure: str
    level: str
    step: str
    state: str
    point: str
    reason: str
    proposed_at: Moment
    decided_at: Moment | None


class RoundsWanted(Schema):
    """Which proposals: in one state, or all."""

    state: Code = ""


class PointShown(Schema):
    """A point of the catalogue with its measure, its owner, and where it comes from (nulls: it traces to no round)."""

    point: str
    title: Said
    department: str
    owner: str
    measure: Said
    round: int | None
    work_post: str | None
    adopted_on: date | None


@router.get("", response=Page[RoundShown], auth=session)
def list_rounds(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists the rounds, newest first."""
    return page_of(queries.rounds_for(actor_of_request(request)), window, _round)


@router.post("", response={201: RoundShown}, auth=session)
def open_round(request: HttpRequest, data: RoundData) -> Status[Any]:
    """Opens a round and asks every post of work. The discipline officer's act."""
    by = actor_of_request(request)
    found = actions.open_round(**data.model_dump(), by=by, at=clock.now())
    return Status(201, _round(queries.round_for(found.pk, asker=by)))


@router.get("/points", response=Page[PointShown], auth=session)
def list_points(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists the 56 points, each with measure, owner and the adoption that it traces to."""
    return page_of(queries.traced_points(actor_of_request(request)), window, _point)


@router.get("/{number}/proposals", response={200: Page[ProposalShown], **problems(404)}, auth=session)
def list_proposals(
    request: HttpRequest, number: Path[Number], wanted: Query[RoundsWanted], window: Query[Window]
) -> dict[str, Any]:
    """Lists what was proposed in a round."""
    by = actor_of_request(request)
    found = queries.round_for(number, asker=by)
    return page_of(queries.proposals_for(by, number=found.pk, state=wanted.state), window, _proposal)


@router.post("/{number}/proposals", response={201: list[ProposalShown], **problems(404)}, auth=session)
def propose_points(request: HttpRequest, number: Path[Number], data: RiskProposals) -> Status[Any]:
    """Hands in risk points for one's own post, or as head for a post of the own section."""
    by = actor_of_request(request)
    typed = [Proposed(**one.model_dump()) for one in data.proposals]
    rows = actions.propose_points(queries.round_for(number, asker=by), proposals=typed, by=by, at=clock.now())
    return Status(201, [_proposal(row) for row in rows])


@router.post("/reviews", response={200: list[ProposalShown], **problems(404)}, auth=session)
def review_proposals(request: HttpRequest, data: Numbers) -> list[Any]:
    """Passes on what the own section's posts proposed. The section head's act."""
    rows = actions.review_proposals(data.proposals, by=actor_of_request(request), at=clock.now())
    return [_proposal(row) for row in rows]


@router.post("/examinations", response={200: list[ProposalShown], **problems(404)}, auth=session)
def examine_proposals(request: HttpRequest, data: Examinations) -> list[Any]:
    """Says which point of the catalogue each proposal is, or that it is kept for the next edition. The discipline officer's act."""
    points = {one.proposal: one.point for one in data.examined}
    return [_proposal(row) for row in actions.examine_proposals(points, by=actor_of_request(request), at=clock.now())]


@router.post("/adoptions", response={200: list[ProposalShown], **problems(404)}, auth=session)
def adopt_proposals(request: HttpRequest, data: Numbers) -> list[Any]:
    """Adopts proposals. A leader's act."""
    rows = actions.adopt_proposals(data.proposals, by=actor_of_request(request), at=clock.now())
    return [_proposal(row) for row in rows]


@router.post("/proposals/{number}/refusal", response={200: ProposalShown, **problems(404)}, auth=session)
def refuse_proposal(request: HttpRequest, number: Path[Number], data: Reason) -> dict[str, Any]:
    """Refuses a proposal with the reason."""
    by = actor_of_request(request)
    row = actions.refuse_proposal(queries.proposal_for(number, asker=by), reason=data.reason, by=by, at=clock.now())
    return _proposal(row)


@router.post("/{number}/close", response={200: RoundShown, **problems(404)}, auth=session)
def close_round(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Closes a round in which every proposal is decided."""
    by = actor_of_request(request)
    actions.close_round(queries.round_for(number, asker=by), by=by, at=clock.now())
    return _round(queries.round_for(number, asker=by))


def _round(row: Any) -> dict[str, Any]:
    names = ("title", "from_on", "until_on", "state", "proposed", "adopted")
    return {name: getattr(row, name) for name in names} | {"id": row.pk}


def _proposal(row: Any) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ProposalShown.model_fields if name not in {"id", "proposer"}}
    return plain | {"id": row.pk, "proposer": row.proposer_id}


def _point(row: queries.Traced) -> dict[str, Any]:
    point, adoption = row.point, row.adoption
    trace = {
        "round": adoption.round_id if adoption else None,
        "work_post": adoption.work_post if adoption else None,
        "adopted_on": adoption.adopted_on if adoption else None,
    }
    words = {"title": vars(point.title), "measure": vars(point.measure.what)}
    return {"point": point.code, "department": point.department, "owner": row.owner} | words | trace
