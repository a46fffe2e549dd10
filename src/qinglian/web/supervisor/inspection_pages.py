"""Weekly inspections by lot, and each check of any kind: its checklist, results and findings."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.integrity import actions as integrity
from qinglian.domain.integrity import queries as register
from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.integrity.checklist_kinds import CHECKLIST_KINDS, METHODS, OUTCOMES, SEVERITIES, VERDICTS
from qinglian.domain.integrity.checklist_policy import READERS, may_inspect
from qinglian.domain.integrity.checklist_rows import proof_of, title_of
from qinglian.domain.integrity.lifecycle import INSPECTION
from qinglian.domain.people import queries as people
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.domain.supervision import actions, queries
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.years import year_if_asked
from qinglian.web.supervisor.inspection_forms import FindingForm, ResultsForm

if TYPE_CHECKING:
    from qinglian.domain.integrity.models import Finding, Inspection
    from qinglian.domain.supervision.queries import Week

PAGE = 20
WEEK_CHIPS: dict[str, tuple[str, Text]] = {
    "held": ("ok", Text("已检查", "Held")),
    "missed": ("stop", Text("没有检查", "Missed")),
    "called": ("run", Text("已告知，待检查", "Told, to be held")),
    "secret": ("sealed", Text("还没有告知", "Not told yet")),
    "uncovered": ("stop", Text("没有承诺", "No commitment")),
}
STATE_CHIPS = {"planned": "run", "held": "ok", "called_off": "wait"}


@for_roles(*READERS)
def inspections_page(request: HttpRequest) -> HttpResponse:
    """This will list every week since the first commitment (of a year, or those alone that are due), what became of its inspection, and
    how many were missed."""
    year, only_due = year_if_asked(request), request.GET.get("state") == "due"
    every = queries.weeks_for(actor_of_request(request), at=clock.now())
    weeks = [week for week in every if year is None or week.monday.year == year]
    due = [week for week in weeks if week.status in queries.DUE]
    sheet: Any = sheet_of(due if only_due else weeks, request=request, size=PAGE)
    context = {
        "sheet": sheet,
        "rows": [_week(week) for week in sheet.rows],
        "due": len(due),
        "held": sum(week.status == "held" for week in due),
        "missing": [week.week for week in due if week.status != "held"],
        "year": year,
        "only_due": only_due,
        "seed": queries.seeds().first(),
    }
    return render(request, "supervisor/inspections.html", context)


@for_roles(*READERS)
def inspection_page(request: HttpRequest, inspection: int) -> HttpResponse:
    """This will show one check; an inspector fills the checklist in while it is planned, and notes findings once it was held."""
    by = actor_of_request(request)
    found = register.inspection_for(inspection, asker=by)
    inspects = may_inspect(by)
    asked = found.checklist.items
    results = ResultsForm(request.POST or None, items=asked) if inspects and found.state == "planned" else None
    finding = _finding_form(request, found) if inspects and found.state == "held" else None
    if results is not None and is_carried_out(
        request, results,
        lambda typed: actions.hold_check(found, results=results.results(), conclusion=typed["conclusion"], by=by, at=clock.now()),
        Text("检查结果已记下。有问题的，请在下面下整改单。", "The results are noted. Order corrections below where something is wrong."),
    ):  # fmt: skip
        return redirect("supervisor_inspection", inspection)
    if finding is not None and is_carried_out(
        request, finding, lambda typed: order_finding(found, typed, request), Text("整改单已下达给责任人。", "The order went to who corrects.")
    ):  # fmt: skip
        return redirect("supervisor_rectification", finding.made)
    context = _told(found) | {
        "results": results,
        "finding": finding,
        "findings": [_finding(row) for row in register.findings_for(by, source=f"inspection:{found.pk}")[:50]],
    }
    return render(request, "supervisor/inspection.html", context, status=status_of(results, finding))


def order_finding(found: "Inspection", typed: dict[str, Any], request: HttpRequest) -> int:
    """This will note a finding, order its correction, and return the order's number. Its day is refused before anything is noted."""
    by, at = actor_of_request(request), clock.now()
    return integrity.order_finding(
        found, problem=typed["problem"], severity=typed["severity"], point=typed["point"], advice=typed["advice"],
        owner=people.staff_member(typed["owner"], asker=by), due_on=typed["due_on"], by=by, at=at,
    ).pk  # fmt: skip


def _finding_form(request: HttpRequest, found: "Inspection") -> FindingForm:
    by = actor_of_request(request)
    points = [item["point"] for item in found.checklist.items if item["point"]]
    return FindingForm(request.POST or None, points=points, roll=people.roll_for(by))


def _week(week: "Week") -> dict[str, Any]:
    one = week.inspection
    section = DEPARTMENT_BY_CODE[one.subject].name if one else None
    return {"week": week, "chip": WEEK_CHIPS[week.status], "section": section, "inspection": one, "verdict": VERDICTS.get(one.verdict) if one else None}  # fmt: skip


def _told(found: "Inspection") -> dict[str, Any]:
    results = {row.place: row for row in found.results.all()}
    items = [
        (
            title_of(item),
            proof_of(item),
            BY_CODE.get(item["point"]),
            OUTCOMES[results[place].outcome] if place in results else None,
            results[place].evidence if place in results else "",
        )
        for place, item in enumerate(found.checklist.items)
    ]
    return {
        "inspection": found,
        "name": Text(found.checklist.title_zh, found.checklist.title_en),
        "kind": CHECKLIST_KINDS[found.kind].label,
        "department": DEPARTMENT_BY_CODE[found.department].name,
        "method": METHODS[found.method],
        "state": (STATE_CHIPS[found.state], INSPECTION.state(found.state).label),
        "verdict": VERDICTS.get(found.verdict),
        "items": items,
    }


def _finding(row: "Finding") -> dict[str, Any]:
    return {"finding": row, "severity": SEVERITIES[row.severity], "rectification": getattr(row, "rectification", None)}
