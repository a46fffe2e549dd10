"""Checks of key posts in a period, who was not checked yet, and the assessment of sections by the published formula."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.integrity.checklist_kinds import METHODS, VERDICTS
from qinglian.domain.integrity.checklist_policy import INSPECTORS, READERS, may_inspect
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.domain.supervision import actions, queries
from qinglian.domain.supervision.assessing import INPUTS, weights
from qinglian.domain.supervision.inspecting import check_period, days_of, period_months, periods_until
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.supervisor.inspection_forms import PlanForm

if TYPE_CHECKING:
    from qinglian.domain.integrity.models import Inspection
    from qinglian.domain.supervision.assessing import Assessed


@dataclass(frozen=True)
class Done:
    """A check in the reader's words."""

    inspection: "Inspection"
    method: Text
    verdict: tuple[str, Text] | None


@for_roles(*READERS)
def checks_page(request: HttpRequest) -> HttpResponse:
    """This will list the key posts of a period, those that were not checked first, with the checks and their methods."""
    by, period = actor_of_request(request), _period(request)
    rows = queries.posts_checked(by, period=period)
    context = {
        "period": period,
        "days": days_of(period),
        "months": period_months(days_of(period)[0].year),
        "periods": _periods(),
        "rows": [
            (row.post, DEPARTMENT_BY_CODE[row.post.department].name, [_done(one) for one in row.held], [_done(one) for one in row.planned])
            for row in rows
        ],
        "done": sum(bool(row.held) for row in rows),
        "total": len(rows),
        "may_plan": may_inspect(by),
    }  # fmt: skip
    return render(request, "supervisor/checks.html", context)


@for_roles(*INSPECTORS)
def plan_page(request: HttpRequest) -> HttpResponse:
    """This will plan the check of one key post; `?post=` names it."""
    form = PlanForm(request.POST or None, initial={"work_post": request.GET.get("post", "")[:20]})
    by = actor_of_request(request)
    if is_carried_out(
        request, form, lambda typed: actions.plan_check(**typed, by=by, at=clock.now()), Text("检查已列入计划。", "The check is planned.")
    ):  # fmt: skip
        return redirect("supervisor_inspection", form.made.pk)
    return render(request, "supervisor/plan_check.html", {"form": form}, status=status_of(form))


@for_roles("supervisor", *CENTRE_ROLES)
def assessments_page(request: HttpRequest) -> HttpResponse:
    """This will assess the sections for a period: the formula, the inputs, n and the rank. Nobody types a score."""
    period = _period(request)
    days = days_of(period)
    rows = queries.assessment_of(period, asker=actor_of_request(request), at=clock.now())
    of_input = weights(on=days[0])
    context = {
        "period": period,
        "days": days,
        "periods": _periods(),
        "rows": [_assessed(row) for row in rows],
        "weights": [(label, of_input[name]) for name, (_, label) in INPUTS.items()],
    }
    return render(request, "supervisor/assessments.html", context)


def _assessed(row: "Assessed") -> tuple["Assessed", Text]:
    return row, DEPARTMENT_BY_CODE[row.department].name


def _done(row: "Inspection") -> Done:
    return Done(row, METHODS[row.method], VERDICTS.get(row.verdict))


def _period(request: HttpRequest) -> str:
    """The period of `?period=`; what is none becomes the present one."""
    asked = request.GET.get("period", "")
    return asked if asked in _periods() else check_period(clock.today())


def _periods() -> list[str]:
    return periods_until(clock.today())
