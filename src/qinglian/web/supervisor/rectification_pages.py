"""Orders of correction: the list, and one with its steps; an inspector checks again here, never what one corrected oneself."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.integrity.checklist_kinds import SEVERITIES
from qinglian.domain.integrity.checklist_policy import READERS, may_recheck
from qinglian.domain.integrity.lifecycle import RECTIFICATION
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.record.clock import CHINA
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.rectification_rows import chip_of, number_of, steps_of
from qinglian.web.shared.years import year_if_asked
from qinglian.web.supervisor.inspection_forms import RecheckForm

if TYPE_CHECKING:
    from datetime import date

    from qinglian.domain.integrity.models import Rectification

PAGE = 20
FILTERS: dict[str, Text] = {
    "": Text("全部", "All"),
    "open": Text("整改中", "Being corrected"),
    "handed_in": Text("待复查", "To be checked"),
    "closed": Text("已销号", "Closed"),
}


@for_roles(*READERS)
def rectifications_page(request: HttpRequest) -> HttpResponse:
    """This will list corrections, earliest due first, narrowed to where they stand and to the year in which they were ordered."""
    by, today = actor_of_request(request), clock.today()
    state, year = request.GET.get("state", ""), year_if_asked(request)
    state = state if state in FILTERS else ""
    sheet: Any = sheet_of(queries.rectifications_for(by, state=state, year=year), request=request, size=PAGE)
    context = {
        "sheet": sheet,
        "rows": [_row(row, today) for row in sheet.rows],
        "state": state,
        "filters": FILTERS.items(),
        "year": year,
        "closed": None if state else queries.rectifications_for(by, state="closed", year=year).count(),
        "overdue": queries.rectifications_for(by, overdue_on=today, year=year).count(),
    }
    return render(request, "supervisor/rectifications.html", context)


@for_roles(*READERS)
def rectification_page(request: HttpRequest, rectification: str) -> HttpResponse:
    """This will show one correction with its steps; who may check it again decides here."""
    by, at = actor_of_request(request), clock.now()
    found = queries.rectification_for(number_of(rectification), asker=by)
    decides = found.state == "handed_in" and may_recheck(by, corrected_by=found.corrected_by)
    form = RecheckForm(request.POST or None) if decides else None

    def run(typed: dict[str, Any]) -> object:
        if typed["decision"] == "close":
            return actions.close_rectification(found, words=typed["words"], by=by, at=at)
        return actions.return_rectification(found, words=typed["words"], due_on=typed["due_on"], by=by, at=at)

    if form is not None and is_carried_out(request, form, run, Text("复查结论已记下。", "The re-check is noted.")):
        return redirect("supervisor_rectification", found.pk)
    context = _row(found, at.astimezone(CHINA).date()) | {
        "steps": steps_of(found),
        "form": form,
        "is_own": found.state == "handed_in" and found.corrected_by == by.id,
    }
    return render(request, "supervisor/rectification.html", context, status=status_of(form))


def _row(row: "Rectification", today: "date") -> dict[str, Any]:
    finding = row.finding
    source, _, number = finding.source.partition(":")
    return {
        "row": row,
        "chip": chip_of(row, on=today),
        "state": RECTIFICATION.state(row.state).label,
        "severity": SEVERITIES[finding.severity],
        "department": DEPARTMENT_BY_CODE[finding.department].name,
        "point": BY_CODE.get(finding.point),
        "inspection": int(number) if source == "inspection" and number.isdigit() else None,
    }
