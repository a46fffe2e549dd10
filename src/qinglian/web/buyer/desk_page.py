"""The tenderer's workspace: sorted by what must be done next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.contracts import queries as contracts
from qinglian.domain.experts import queries as experts
from qinglian.domain.projects import queries as projects
from qinglian.record import clock
from qinglian.web.buyer.desk_rows import desk_groups, seed_tasks
from qinglian.web.buyer.frame import BUYERS, OFFICER
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request


@for_roles(*BUYERS)
def desk_page(request: HttpRequest) -> HttpResponse:
    """This will list every tender of the organisation by its next step."""
    by, now = actor_of_request(request), clock.now()
    tasks = [*seed_tasks(experts.seeds_due(by)), *contracts.all_tasks_of(by, at=now)]
    context = {
        "groups": desk_groups(tasks, now=now),
        "count": sum(task.act != "nothing" for task in tasks),
        "now": now,
        "is_officer": by.has_role(*OFFICER),
        "drafts": [row for row in projects.visible_to(by)[:20] if row.state == "draft"],
        "has_project": projects.ready_for_tender(by).exists(),
    }
    return render(request, "buyer/desk.html", context)
