"""Investment projects: list, enter, change, submit, delete."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qinglian.domain.integrity.leader_pledge import TEN_DONTS
from qinglian.domain.integrity.queries import leader_pledge_of
from qinglian.domain.projects import actions, queries
from qinglian.domain.projects.project_form import KINDS
from qinglian.domain.tenders import queries as tenders
from qinglian.law.refusal import NotNow, NotValid
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.buyer.forms import ProjectForm
from qinglian.web.buyer.frame import BUYERS, OFFICER
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.accounts_step_up import require_step_up
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.tags import word

if TYPE_CHECKING:
    from qinglian.domain.projects.models import Project


@for_roles(*BUYERS)
def projects_page(request: HttpRequest) -> HttpResponse:
    """This will list the organisation's investment projects."""
    by = actor_of_request(request)
    rows = queries.matching(by, words=request.GET.get("q", "")[:100]).filter(owner_id=by.organisation)
    context = {"sheet": sheet_of(rows, request=request, size=20), "words": request.GET.get("q", ""), "kinds": KINDS}
    return render(request, "buyer/projects.html", context | {"is_officer": by.has_role(*OFFICER)})


@for_roles(*OFFICER)
def new_project(request: HttpRequest) -> HttpResponse:
    """This will enter a draft project."""
    by = actor_of_request(request)
    form = ProjectForm(request.POST or None, people=queries.leaders_for(by))
    if form.is_valid():
        try:
            project = actions.create_project(form.typed(), by=by, at=clock.now())
        except NotValid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, word(Text("项目已保存为草稿。", "The project was saved as a draft.")))
            return redirect("buyer:project", project.code)
    return render(request, "buyer/project_form.html", {"form": form}, status=422 if form.errors else 200)


@for_roles(*BUYERS)
def project_page(request: HttpRequest, code: str) -> HttpResponse:
    """This will show a project, with a form while it is a draft, and the tenders that belong to it."""
    by = actor_of_request(request)
    project = queries.project_for(code, asker=by)
    typed = vars(queries.typed_of(project)) | {"state_funded": "yes" if project.state_funded else "no"}
    form = ProjectForm(request.POST or None, initial=typed, people=queries.leaders_for(by))
    if form.is_valid():
        try:
            actions.edit_project(project, typed=form.typed(), by=by, at=clock.now())
            if request.POST.get("act") == "submit":
                actions.submit_project(project, by=by, at=clock.now())
        except (NotValid, NotNow) as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, word(Text("已保存。", "Saved.")))
            return redirect("buyer:project", form.cleaned_data["code"])
    own = [row for row in tenders.own_tenders(by) if row.project_id == project.pk]
    context = {
        "form": form,
        "project": project,
        "tenders": own,
        "kind": KINDS[project.kind],
        "is_officer": by.has_role(*OFFICER),
        "leader": _leader(request, project),
    }
    return render(request, "buyer/project.html", context, status=422 if form.errors else 200)


@for_roles(*BUYERS)
@require_POST
def pledge_as_leader(request: HttpRequest, code: str) -> HttpResponse:
    """This will sign the ten-point public pledge as the leader whom the project names."""
    require_step_up(request)
    by = actor_of_request(request)
    actions.pledge_as_leader(queries.project_for(code, asker=by), by=by, at=clock.now())
    messages.success(request, word(Text("已签订，即时公布。", "Signed, and published at once.")))
    return redirect("buyer:project", code)


@for_roles(*OFFICER)
@require_POST
def delete_project(request: HttpRequest, code: str) -> HttpResponse:
    """This will delete a draft project."""
    by = actor_of_request(request)
    actions.delete_project(queries.project_for(code, asker=by), by=by, at=clock.now())
    messages.success(request, word(Text("草稿已删除。", "The draft was deleted.")))
    return redirect("buyer:projects")


def _leader(request: HttpRequest, project: "Project") -> dict[str, Any] | None:
    """The pledge of the project's leader: whether it is signed, and whether the reader is the one who signs."""
    if project.leader is None:
        return None
    pledge = leader_pledge_of(project.code, project.leader)
    is_mine = pledge is None and project.state == "draft" and request.user.pk == project.leader_id
    return {"name": project.leader_name, "pledge": pledge, "is_mine": is_mine, "ten": TEN_DONTS}
