"""Candidates, award, and why a bid was not awarded."""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Router, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.bids.sections import section_at
from qinglian.api.contracts import shapes
from qinglian.domain.contracts import actions, queries, refusals
from qinglian.record import clock

router = Router(tags=["contracts"])


@router.get("/sections/{code}/{number}", response=shapes.StandingShown)
def candidates(request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number]) -> Any:
    """Shows the published candidates, the evaluation's result and the award, for everybody."""
    return shapes.show_standing(_standing(section_at(code, number)))


@router.post("/sections/{code}/{number}/candidates", response={201: shapes.StandingShown}, auth=session)
def announce_candidates(
    request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number], data: shapes.Announcement
) -> Any:
    """Publishes the candidates with result and report, for three days at least (条例第五十四条). The tenderer's act."""
    section, by = section_at(code, number), actor_of_request(request)
    actions.announce_candidates(section, **data.model_dump(), by=by, at=clock.now())
    return Status(201, shapes.show_standing(_standing(section_at(code, number))))


@router.post("/sections/{code}/{number}/award", response={201: shapes.AwardShown}, auth=session)
def make_award(request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number], data: shapes.Chosen) -> Any:
    """Awards after the publicity period and sends every notice (条例第五十五条). The act of the tenderer's second person."""
    section, by = section_at(code, number), actor_of_request(request)
    return Status(201, shapes.show_award(actions.make_award(section, **data.model_dump(), by=by, at=clock.now())))


@router.get("/sections/{code}/{number}/reasons", response=shapes.RejectionShown, auth=session)
def rejection(request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number]) -> Any:
    """Shows why one's own bid was not awarded: its figures against the winner's, and the arithmetic."""
    asker = actor_of_request(request)
    found = queries.rejection_for(section_at(code, number), bidder=asker.organisation, asker=asker)
    if found is None:
        raise refusals.no_candidates()
    return found


def _standing(section: Any) -> queries.Standing:
    standing = queries.standing_of(section, at=clock.now())
    if standing is None:
        raise refusals.no_candidates()
    return standing
