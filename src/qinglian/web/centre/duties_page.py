"""The records behind the pillars' counts: who owes what, narrowed to a section, a pillar, a kind, and to what is done, open or late."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.people import queries
from qinglian.domain.people.duty_kinds import DUTY_KIND_BY_CODE, DUTY_KINDS
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE, DEPARTMENTS, PILLARS
from qinglian.domain.supervision.policy import PILLAR_READERS
from qinglian.law.text import Text
from qinglian.web.centre.mine_page import chip_of
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.years import day_asked

PAGE = 50
STATES: dict[str, Text] = {
    "": Text("全部", "All"),
    "open": Text("没办的", "Open"),
    "late": Text("逾期的", "Late"),
    "done": Text("已办的", "Done"),
}


@for_roles(*PILLAR_READERS)
def duties_page(request: HttpRequest) -> HttpResponse:
    """This will list the year's duties, with `?month=` as they stood at its end; heads of sections see those of the own section."""
    by, on = actor_of_request(request), day_asked(request)
    wanted = {
        "department": _known("department", request, DEPARTMENT_BY_CODE),
        "pillar": _known("pillar", request, PILLARS),
        "kind": _known("kind", request, DUTY_KIND_BY_CODE),
        "state": _known("state", request, STATES),
    }
    sheet: Any = sheet_of(queries.duties_of_year(by, on=on, **wanted), request=request, size=PAGE)
    done = None if wanted["state"] else queries.duties_of_year(by, on=on, **wanted | {"state": "done"}).count()
    rows = [
        (
            duty,
            DUTY_KIND_BY_CODE[duty.kind],
            Text(duty.title_zh, duty.title_en),
            DEPARTMENT_BY_CODE[duty.department].name,
            chip_of(duty, on),
        )
        for duty in sheet.rows
    ]
    context = {
        "sheet": sheet, "rows": rows, "on": on, "departments": DEPARTMENTS, "pillars": list(PILLARS.items()), "kinds": DUTY_KINDS,
        "states": list(STATES.items()), "done": done, **wanted,
    }  # fmt: skip
    return render(request, "centre/duties.html", context)


def _known(name: str, request: HttpRequest, rows: dict[str, Any]) -> str:
    asked = request.GET.get(name, "")
    return asked if asked in rows else ""
