"""Endpoints of benchmarking: superior documents, their clauses, what answers to each."""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.rules import shapes
from qinglian.api.rules.shapes import Number, show
from qinglian.api.strict import Reason
from qinglian.domain.integrity import actions, queries
from qinglian.domain.people.queries import staff_member
from qinglian.record import clock
from qinglian.record.clock import CHINA

router = Router(tags=["rules"])
CLAUSE = "/clauses/{clause}"


@router.get("/documents", response=Page[shapes.SuperiorDocumentShown], auth=session)
def list_documents(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists superior documents, newest first, with how their clauses stand."""
    by = actor_of_request(request)
    coverage = queries.clause_coverage(on=clock.today(), asker=by)
    return page_of(queries.documents_for(by), window, lambda row: _document(row, coverage[row.pk]))


@router.post("/documents", response={201: shapes.SuperiorDocumentShown}, auth=session)
def take_apart_document(request: HttpRequest, data: shapes.DocumentData) -> Status[Any]:
    """Enters a superior document with its clauses. The party office's act."""
    by, at = actor_of_request(request), clock.now()
    document = actions.take_apart_document(**data.model_dump(), by=by, at=at)
    coverage = queries.clause_coverage(on=at.astimezone(CHINA).date(), asker=by)
    return Status(201, _document(document, coverage[document.pk]))


@router.get("/clauses", response=Page[shapes.ClauseShown], auth=session)
def list_clauses(request: HttpRequest, wanted: Query[shapes.ClausesWanted], window: Query[Window]) -> dict[str, Any]:
    """Lists clauses in the order of their documents."""
    by = actor_of_request(request)
    document = queries.document_for(wanted.document, asker=by) if wanted.document else None
    return page_of(queries.clauses_for(by, document=document, state=wanted.state), window, _clause)


@router.post(CLAUSE + "/match", response=shapes.ClauseShown, auth=session)
def match_clause(request: HttpRequest, clause: Path[Number], data: shapes.Match) -> dict[str, Any]:
    """Says what answers to a clause; carries out its plan."""
    by = actor_of_request(request)
    found, rule = queries.clause_for(clause, asker=by), queries.rule_named(data.rule, asker=by)
    return _clause(actions.match_clause(found, rule=rule, point=data.point, words=data.words, by=by, at=clock.now()))


@router.post(CLAUSE + "/plan", response=shapes.ClauseShown, auth=session)
def plan_clause(request: HttpRequest, clause: Path[Number], data: shapes.ClausePlan) -> dict[str, Any]:
    """Plans what is missing: it becomes the owner's duty."""
    by = actor_of_request(request)
    found, owner = queries.clause_for(clause, asker=by), staff_member(data.owner, asker=by)
    planned = actions.plan_clause(found, words=data.words, owner=owner, due_on=data.due_on, by=by, at=clock.now())
    return _clause(planned)


@router.post(CLAUSE + "/aside", response=shapes.ClauseShown, auth=session)
def set_clause_aside(request: HttpRequest, clause: Path[Number], data: Reason) -> dict[str, Any]:
    """Says why a clause does not apply."""
    by = actor_of_request(request)
    found = queries.clause_for(clause, asker=by)
    return _clause(actions.set_clause_aside(found, reason=data.reason, by=by, at=clock.now()))


@router.post(CLAUSE + "/reopen", response=shapes.ClauseShown, auth=session)
def reopen_clause(request: HttpRequest, clause: Path[Number], data: Reason) -> dict[str, Any]:
    """Has a clause measured anew."""
    by = actor_of_request(request)
    found = queries.clause_for(clause, asker=by)
    return _clause(actions.reopen_clause(found, reason=data.reason, by=by, at=clock.now()))


def _document(row: Any, coverage: queries.ClauseCoverage) -> dict[str, Any]:
    counts = {name: getattr(coverage, name) for name in ("total", "matched", "planned", "inapplicable", "unmatched")}
    return show(row, shapes.SuperiorDocumentShown, **counts)


def _clause(row: Any) -> dict[str, Any]:
    return show(row, shapes.ClauseShown)
