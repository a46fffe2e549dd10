"""The records behind the pillars' counts: who owes what, narrowed to a section, a pillar, and to what is done, open or late."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.people import queries
from qinglian.domain.people.duty_kinds import DUTY_KIND_BY_CODE
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE, DEPARTMENTS, PILLARS
from qinglian.domain.supervision.policy import PILLAR_READERS
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.record.clock import CHINA
from qinglian.web.centre.mine_page import chip_of
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.paging import sheet_of

PAGE = 50
STATES: dict[str, Text] = {
    "": Text("全部", "All"),
    "open": Text("没办的", "Open"),
    "late": Text("逾期的", "Late"),
    "done": Text("已办的", "Done"),
}


@for_roles(*PILLAR_READERS)
def duties_page(request: HttpRequest) -> HttpResponse:
    """This will list the year's duties; heads of sections see those of the own section."""
    by, today = actor_of_request(request), clock.now().astimezone(CHINA).date()
    department, pillar = _known("department", request, DEPARTMENT_BY_CODE), _known("pillar", request, PILLARS)
    state = _known("state", request, STATES)
    found = queries.duties_of_year(by, on=today, department=department, pillar=pillar, state=state)
    sheet: Any = sheet_of(found, request=request, size=PAGE)
    rows = [
        (
            duty,
            DUTY_KIND_BY_CODE[duty.kind],
            Text(duty.title_zh, duty.title_en),
            DEPARTMENT_BY_CODE[duty.department].name,
            chip_of(duty, today),
        )
        for duty in sheet.rows
    ]
    context = {
        "sheet": sheet, "rows": rows, "year": today.year, "departments": DEPARTMENTS, "pillars": list(PILLARS.items()),
        "states": list(STATES.items()), "department": department, "pillar": pillar, "state": state,
    }  # fmt: skip
    return render(request, "centre/duties.html", context)


def _known(name: str, request: HttpRequest, rows: dict[str, Any]) -> str:
    asked = request.GET.get(name, "")
    return asked if asked in rows else ""
