"""The flow charts of the key matters: a list, each as a drawing with the lights of its risk points, and as a BPMN 2.0 file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.integrity.flows.bpmn import bpmn_of
from qinglian.domain.integrity.flows.flow import Flow
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.domain.supervision import queries, refusals
from qinglian.domain.supervision.flows import CORE_FLOWS, FLOW_BY_CODE, FLOWS
from qinglian.domain.supervision.policy import STAFF
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.tags import language
from qinglian.web.supervisor.flow_drawing import flow_drawing

READERS = ("supervisor", *STAFF)
DRAWN = {"green": "normal", "yellow": "attention", "red": "alarm", "overdue": "overdue"}


@for_roles(*READERS)
def flows_page(request: HttpRequest) -> HttpResponse:
    """This will list the flows by department."""
    rows = [(flow, _department(flow), flow in CORE_FLOWS, sum(n.kind == "task" for n in flow.nodes)) for flow in FLOWS]
    return render(request, "supervisor/flows.html", {"rows": rows})


@for_roles(*READERS)
def flow_page(request: HttpRequest, flow: str) -> HttpResponse:
    """This will draw one flow with the present lights."""
    found = _flow(flow)
    lights = _lights(request)
    context = {"flow": found, "department": _department(found), "drawing": flow_drawing(found, lights)}
    return render(request, "supervisor/flow.html", context)


@for_roles(*READERS)
def flow_file(request: HttpRequest, flow: str) -> HttpResponse:  # noqa: ARG001
    """This will give the flow as BPMN 2.0, in the reader's language."""
    answer = HttpResponse(bpmn_of(_flow(flow), language()), content_type="application/xml")
    answer["Content-Disposition"] = f'attachment; filename="{flow}.bpmn"'
    return answer


def _flow(code: str) -> Flow:
    if code not in FLOW_BY_CODE:
        raise refusals.nothing_found()
    return FLOW_BY_CODE[code]


def _department(flow: Flow) -> Text:
    known = DEPARTMENT_BY_CODE.get(flow.department)
    return known.name if known else Text(flow.department, flow.department)


def _lights(request: HttpRequest) -> dict[str, str]:
    tiles = queries.tiles_for(actor_of_request(request), at=clock.now())
    return {tile.point.code: DRAWN.get(tile.light, "manual") for tile in tiles}
