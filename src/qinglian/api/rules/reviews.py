"""Endpoints of the yearly review: open, propose, return, approve, close; many rules at once."""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.language import word
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.rules import shapes
from qinglian.api.rules.shapes import Number, Year, show
from qinglian.api.strict import Reason
from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.rule_figures import faults_in
from qinglian.record import clock

router = Router(tags=["rules"])


@router.post("", response={201: shapes.ReviewCampaignShown}, auth=session)
def open_rule_review(request: HttpRequest, data: shapes.ReviewCampaignData) -> Status[Any]:
    """Opens this year's review of every rule in force. A leader's act."""
    opened = actions.open_rule_review(due_on=data.due_on, by=actor_of_request(request), at=clock.now())
    return Status(201, _campaign(opened))


@router.get("/{year}", response=shapes.ReviewCampaignShown, auth=session)
def one_campaign(request: HttpRequest, year: Path[Year]) -> dict[str, Any]:
    """Shows a yearly review with its figures."""
    return _campaign(queries.rule_review_of_year(year, asker=actor_of_request(request)))


@router.get("/{year}/rules", response=Page[shapes.ReviewShown], auth=session)
def list_reviews(
    request: HttpRequest, year: Path[Year], wanted: Query[shapes.ReviewsWanted], window: Query[Window]
) -> dict[str, Any]:
    """Lists the reviews of a year by the rule's number."""
    by = actor_of_request(request)
    rows = queries.reviews_for(by, queries.rule_review_of_year(year, asker=by), **wanted.model_dump())
    return page_of(rows, window, _review)


@router.post("/{year}/outcomes", response=list[shapes.ReviewShown], auth=session)
def propose_outcomes(request: HttpRequest, year: Path[Year], data: shapes.OutcomeProposals) -> list[dict[str, Any]]:
    """Proposes what becomes of rules of the own section, all or none. The head's act."""
    by = actor_of_request(request)
    campaign = queries.rule_review_of_year(year, asker=by)
    reviews = queries.reviews_named(campaign, [row.review for row in data.rows], asker=by)
    rows = [
        actions.Outcome(review, row.outcome, row.reason, queries.rule_named(row.successor, asker=by))
        for review, row in zip(reviews, data.rows, strict=True)
    ]
    return [_review(row) for row in actions.propose_outcomes(campaign, rows, by=by, at=clock.now())]


@router.post("/{year}/approvals", response=list[shapes.ReviewShown], auth=session)
def approve_outcomes(request: HttpRequest, year: Path[Year], data: shapes.ReviewsChosen) -> list[dict[str, Any]]:
    """Approves proposed outcomes, all or none. A leader's act."""
    by = actor_of_request(request)
    campaign = queries.rule_review_of_year(year, asker=by)
    reviews = queries.reviews_named(campaign, data.reviews, asker=by)
    return [_review(row) for row in actions.approve_outcomes(campaign, reviews, by=by, at=clock.now())]


@router.post("/{year}/rules/{review}/return", response=shapes.ReviewShown, auth=session)
def return_outcome(request: HttpRequest, year: Path[Year], review: Path[Number], data: Reason) -> dict[str, Any]:
    """Sends a proposed outcome back. A leader's act."""
    by = actor_of_request(request)
    found = queries.review_for(queries.rule_review_of_year(year, asker=by), review, asker=by)
    return _review(actions.return_outcome(found, reason=data.reason[:1000], by=by, at=clock.now()))


@router.post("/{year}/close", response=shapes.ReviewCampaignShown, auth=session)
def close_rule_review(request: HttpRequest, year: Path[Year]) -> dict[str, Any]:
    """Ends a yearly review once all is decided. A leader's act."""
    by = actor_of_request(request)
    return _campaign(actions.close_rule_review(queries.rule_review_of_year(year, asker=by), by=by, at=clock.now()))


def _campaign(row: Any) -> dict[str, Any]:
    told = queries.review_figures(row)
    figures = {name: getattr(told, name) for name in ("reviewed", "decided", "kept", "revised", "repealed", "reissued")}
    return show(row, shapes.ReviewCampaignShown, faults=[word(fault) for fault in faults_in(told)], **figures)


def _review(row: Any) -> dict[str, Any]:
    return show(row, shapes.ReviewShown, number=row.rule.number, title=row.rule.title)
