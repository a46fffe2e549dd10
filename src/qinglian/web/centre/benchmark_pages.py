"""Superior documents, clause by clause: what answers to each, what is planned, what is missing."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.integrity.lifecycle import CLAUSE
from qinglian.domain.integrity.rule_policy import READERS, may_enter_documents, may_settle_clauses
from qinglian.domain.people.queries import roll_for, staff_member
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre import rules_rows
from qinglian.web.centre.rules_forms import DocumentForm, MatchForm, PlanForm, ReasonForm
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import CHOOSE, PageForm
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.staff_fields import person_choices
from qinglian.web.shared.tags import word

if TYPE_CHECKING:
    from qinglian.domain.integrity.models import Clause
    from qinglian.law.actor import Actor

PAGE = 20
ACTS = {"match": "match_clause", "plan": "plan_clause", "aside": "set_clause_aside", "reopen": "reopen_clause"}
STATES = {"": Text("全部", "All")} | {state.code: state.label for state in CLAUSE.states}


@for_roles(*READERS)
def documents(request: HttpRequest) -> HttpResponse:
    """This will list superior documents with how their clauses stand, and the clauses that nobody has settled."""
    by = actor_of_request(request)
    sheet: Any = sheet_of(queries.documents_for(by), request=request, size=PAGE)
    coverage = queries.clause_coverage(on=clock.today(), asker=by)
    open_ones = queries.clauses_for(by, state="unmatched")
    context = {
        "sheet": sheet,
        "rows": [(row, coverage[row.pk]) for row in sheet.rows],
        "due": sum(one.due for one in coverage.values()),
        "matched": sum(one.matched for one in coverage.values()),
        "unmatched": list(open_ones[:PAGE]),
        "unmatched_total": open_ones.count(),
        "enters": may_enter_documents(by),
    }
    return render(request, "centre/benchmarks.html", context)


@for_roles("party_officer")
def new(request: HttpRequest) -> HttpResponse:
    """This will enter a superior document; its pasted text is cut into clauses."""
    form = DocumentForm(request.POST or None)
    by = actor_of_request(request)
    if is_carried_out(request, form, lambda typed: actions.take_apart_document(**typed, by=by, at=clock.now())):
        n = len(form.cleaned_data["clauses"])
        messages.success(request, word(Text(f"已拆成 {n} 个条款。", f"Taken apart into {n} clauses.")))
        return redirect("centre_benchmark", form.made.pk)
    return render(request, "centre/benchmark_form.html", {"form": form}, status=status_of(form))


@for_roles(*READERS)
def one(request: HttpRequest, document: int) -> HttpResponse:
    """This will show one document's clauses, narrowed by state."""
    by, today = actor_of_request(request), clock.today()
    found = queries.document_for(document, asker=by)
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    coverage = queries.clause_coverage(on=today, asker=by)[found.pk]
    counts = {"": coverage.total} | {code: getattr(coverage, code) for code in STATES if code}
    context = {
        "document": found,
        "coverage": coverage,
        "rows": [_row(row, today) for row in queries.clauses_for(by, document=found, state=state)],
        "states": [(code, label, counts[code]) for code, label in STATES.items()],
        "state": state,
        "settles": may_settle_clauses(by),
    }
    return render(request, "centre/benchmark.html", context)


@for_roles(*READERS)
def clause_page(request: HttpRequest, clause: int) -> HttpResponse:
    """This will show one clause and the ways to settle it."""
    return _page(request, clause, {})


@for_roles(*READERS)
@require_POST
def settle(request: HttpRequest, clause: int, clause_act: str) -> HttpResponse:
    """This will match, plan, set aside or reopen a clause."""
    if clause_act not in ACTS:
        raise Http404
    by = actor_of_request(request)
    found, form = queries.clause_for(clause, asker=by), _form_of(clause_act, by, request.POST)
    if is_carried_out(
        request, form, lambda typed: _settle(found, clause_act, typed, by), Text("已记下。", "It is noted.")
    ):
        return redirect("centre_benchmark", found.document_id)
    return _page(request, clause, {clause_act: form})


def _settle(clause: "Clause", act: str, typed: dict[str, Any], by: "Actor") -> None:
    at = clock.now()
    if act == "match":
        rule = queries.rule_named(typed["rule"], asker=by)
        actions.match_clause(clause, rule=rule, point=typed["point"], words=typed["words"], by=by, at=at)
    elif act == "plan":
        owner = staff_member(typed["owner"], asker=by)
        actions.plan_clause(clause, words=typed["words"], owner=owner, due_on=typed["due_on"], by=by, at=at)
    elif act == "aside":
        actions.set_clause_aside(clause, reason=typed["reason"], by=by, at=at)
    else:
        actions.reopen_clause(clause, reason=typed["reason"], by=by, at=at)


def _form_of(act: str, by: "Actor", typed: Any = None) -> PageForm:
    if act == "match":
        return MatchForm(typed, prefix=act, rules=queries.rules_in_force(by))
    if act == "plan":
        return PlanForm(typed, prefix=act, offered={"owner": [CHOOSE, *person_choices(roll_for(by))]})
    return ReasonForm(typed, prefix=act)


def _page(request: HttpRequest, number: int, typed: dict[str, PageForm]) -> HttpResponse:
    by = actor_of_request(request)
    clause = queries.clause_for(number, asker=by)
    is_owner = clause.state == "planned" and clause.owner_id == by.id
    lawful = {move.act for move in CLAUSE.moves_from(clause.state) if by.has_role(*move.roles)}
    offered = [
        act for act, move in ACTS.items()
        if move in lawful and (may_settle_clauses(by) or (is_owner and act == "match"))
    ]  # fmt: skip
    context = {
        "row": _row(clause, clock.today()),
        "clause": clause,
        "forms": {act: _form_of(act, by) for act in offered} | typed,
    }
    return render(request, "centre/clause.html", context, status=status_of(*typed.values()))


def _row(clause: "Clause", today: date) -> dict[str, Any]:
    is_late = bool(clause.due_on and clause.due_on < today)
    point = BY_CODE.get(clause.point)
    return {"clause": clause, "chip": rules_rows.clause_chip(clause, is_late=is_late), "point": point}
