"""Home visits: that they took place for everybody, what was found for the visitor and the party office."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.education import actions, queries
from qinglian.domain.education.actions import VisitDetails
from qinglian.domain.education.lifecycle import HOME_VISIT
from qinglian.domain.education.visit_policy import may_plan_visits, may_read_visit
from qinglian.domain.people import queries as people_queries
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre.talk_forms import CallOffForm, VisitForm, VisitPlanForm
from qinglian.web.centre.talk_pages import READERS
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.filing_forms import posted
from qinglian.web.shared.forms import CHOOSE
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.staff_fields import person_choices
from qinglian.web.shared.years import year_asked


@for_roles(*READERS)
def visits_page(request: HttpRequest) -> HttpResponse:
    """This will list the year's visits and the coverage of key posts; the party office plans here."""
    by, year = actor_of_request(request), year_asked(request)
    form = _plan_form(request, by) if may_plan_visits(by) else None
    if form is not None and is_carried_out(
        request, form, lambda typed: _plan(typed, by), Text("家访已安排，任务已派给家访人。", "The visit is planned; the visitor has the task.")
    ):  # fmt: skip
        return redirect("centre_home_visits")
    sheet: Any = sheet_of(queries.home_visits_for(by, year=year), request=request, size=30)
    context = {
        "year": year,
        "sheet": sheet,
        "rows": [_row(visit, by) for visit in sheet.rows],
        "coverage": queries.home_visit_coverage(by, year=year),
        "form": form,
    }
    return render(request, "centre/home_visits.html", context, status=status_of(form))


@for_roles(*CENTRE_ROLES)
def visit_page(request: HttpRequest, visit: int) -> HttpResponse:
    """This will show one visit to the visitor and the party office; the one records it, the other may call it off."""
    by = actor_of_request(request)
    found = queries.home_visit_for(visit, asker=by)
    calls_off = request.POST.get("act") == "call_off"
    form = VisitForm(None if calls_off else posted(request))
    off = CallOffForm(posted(request) if calls_off else None)
    noted = Text("已记下。", "It is noted.")
    if is_carried_out(request, form, lambda typed: _record(found, typed, by), noted) or is_carried_out(
        request, off, lambda typed: actions.call_off_home_visit(found, **typed, by=by, at=clock.now()), noted
    ):
        return redirect("centre_home_visit", visit)
    is_planned = found.state == "planned"
    context = {
        "visit": found,
        "row": _row(found, by),
        "details": queries.visit_details_of(found, asker=by),
        "form": form if (is_planned and found.visitor_id == by.id) or form.errors else None,
        "off": off if (is_planned and may_plan_visits(by)) or off.errors else None,
    }
    return render(request, "centre/home_visit.html", context, status=status_of(form, off))


def _plan_form(request: HttpRequest, by: Any) -> VisitPlanForm:
    roll = people_queries.roll_for(by)
    standing = {"member": "key_post", "visitor": "leadership"}
    people = {name: [row for row in roll if code in row.standings] for name, code in standing.items()}
    offered = {name: [CHOOSE, *person_choices(rows)] for name, rows in people.items()}
    return VisitPlanForm(posted(request), offered=offered)


def _plan(typed: dict[str, Any], by: Any) -> None:
    member, visitor = (people_queries.staff_member(typed[name], asker=by) for name in ("member", "visitor"))
    actions.plan_home_visit(member, visitor=visitor, due_on=typed["due_on"], by=by, at=clock.now())


def _record(visit: Any, typed: dict[str, Any], by: Any) -> None:
    details = VisitDetails(typed["met"], typed["found"], typed["follow_up"])
    actions.record_home_visit(visit, made_on=typed["made_on"], details=details, by=by, at=clock.now())


def _row(visit: Any, by: Any) -> dict[str, Any]:
    label = HOME_VISIT.state(visit.state).label
    status = {"made": "ok", "called_off": "stop"}.get(visit.state, "warn" if visit.due_on < clock.today() else "wait")
    late = visit.state == "planned" and visit.due_on < clock.today()
    return {
        "visit": visit,
        "chip": (status, Text("逾期未访", "Overdue") if late else label),
        "opens": may_read_visit(visit, by),
    }
