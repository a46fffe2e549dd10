"""The yearly plan: its standing by section, its tasks and what lacks its pair; tasks come by form or by sheet."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.lifecycle import WORK_PLAN, WORK_TASK
from qinglian.domain.integrity.plan_policy import PLAN_READERS, may_keep_plans
from qinglian.domain.integrity.plan_words import KINDS, NEEDS_PAIR
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE, DEPARTMENTS, PILLARS
from qinglian.domain.people.queries import staff_member
from qinglian.domain.people.refusing import require_size
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre.acts import PlainForm, act_on, done
from qinglian.web.centre.plan_chart import drawn
from qinglian.web.centre.plans_forms import PlanForm, SheetForm, TaskForm
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.tags import language, word

if TYPE_CHECKING:
    from datetime import date

    from qinglian.domain.integrity.models import WorkTask

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BEGUN = Text("计划已建立。下一步分解任务。", "The plan is begun. Break it down into tasks next.")
CHIPS = {"open": "wait", "evidenced": "run", "closed": "ok", "dropped": "sealed"}
STANDINGS: dict[str, Text] = {
    "counted": Text("要办的", "To be done"),
    "paired": Text("要配廉政任务的", "To have an integrity task"),
    "standing": Text("未销号", "Not closed"),
    "overdue": Text("已逾期", "Overdue"),
    "evidenced": Text("待销号", "Evidence handed in"),
    "unpaired": Text("缺廉政任务", "Lacking an integrity task"),
    "closed": Text("已销号", "Closed"),
    "dropped": Text("不再办理", "Dropped"),
}


@for_roles(*PLAN_READERS)
def plans_page(request: HttpRequest) -> HttpResponse:
    """This will list the plans."""
    by = actor_of_request(request)
    rows = [(plan, WORK_PLAN.state(plan.state).label) for plan in queries.plans_for(by)]
    return render(request, "centre/plans.html", {"rows": rows, "may_keep": may_keep_plans(by)})


@for_roles("party_officer")
def new_plan(request: HttpRequest) -> HttpResponse:
    """This will begin the plan of a year."""
    by, year = actor_of_request(request), clock.today().year
    title = Text(f"{year} 年清廉建设实施方案", f"Plan of integrity work for {year}")
    form = PlanForm(request.POST or None, initial={"year": year, "title": word(title)})
    if is_carried_out(request, form, lambda typed: actions.draft_plan(**typed, by=by, at=clock.now()), _BEGUN):
        return redirect("centre_plan", form.made.pk)
    context = {
        "form": form, "heading": Text("编制年度计划", "Begin a plan"), "submit": Text("开始编制", "Begin"),
        "lead": Text("先建计划，再分解任务；中心领导印发以后，任务派到责任人。", "Begin it, add its tasks; once a leader issues it, each task is its owner's."),
        "back": reverse("centre_plans"), "back_label": Text("工作计划", "Work plans"),
    }  # fmt: skip
    return render(request, "centre/_form_page.html", context, status=status_of(form))


@for_roles(*PLAN_READERS)
def plan_page(request: HttpRequest, plan: int) -> HttpResponse:
    """This will show one plan: completion and overdue computed, the year by section, the tasks; a leader issues it here."""
    by, on = actor_of_request(request), clock.today()
    found = queries.plan_for(plan, asker=by)
    acts = []
    if found.state == "draft" and by.has_role("centre_leader"):
        acts.append(
            act_on(
                request, "issue", Text("印发计划", "Issue the plan"), PlainForm,
                lambda _typed: actions.issue_plan(found, by=by, at=clock.now()), is_main=True,
            )
        )  # fmt: skip
    if done(request, acts):
        return redirect("centre_plan", plan)
    sections = queries.sections_of(found, asker=by, on=on)
    everything = [task for section in sections for task in section.tasks]
    wanted = {name: request.GET.get(name, "") for name in ("department", "standing")}
    tasks = list(queries.tasks_in(found, asker=by, on=on, **_known(wanted)))
    context = {
        "plan": found,
        "state": WORK_PLAN.state(found.state).label,
        "progress": queries.progress_of(everything, on=on),
        "lacking": sum(task.kind in NEEDS_PAIR and queries.other_side_of(task) is None for task in everything),
        "sections": sections,
        "chart": drawn(sections, year=found.year, on=on) if sections else "",
        "rows": [row_of(task, on) for task in tasks],
        "closed": sum(task.state == "closed" for task in tasks),
        "in_pairs": sum(queries.other_side_of(task) is not None for task in tasks),
        "departments": DEPARTMENTS,
        "standings": STANDINGS.items(),
        "wanted": wanted,
        "may_keep": may_keep_plans(by),
        "acts": acts,
    }
    return render(request, "centre/plan.html", context, status=status_of(*(act.form for act in acts)))


@for_roles("party_officer")
def new_task(request: HttpRequest, plan: int) -> HttpResponse:
    """This will add a task to a plan."""
    by = actor_of_request(request)
    found = queries.plan_for(plan, asker=by)
    lacking = [task for task in queries.items_lacking_pair(found, asker=by, on=clock.today()) if task.state != "closed"]
    form = TaskForm(request.POST or None, by=by, lacking=lacking, initial={"pairs": request.GET.get("pairs", "")})

    def run(typed: dict[str, Any]) -> None:
        people = {name: staff_member(typed[name], asker=by) for name in ("leader", "owner")}
        actions.add_task(found, actions.TaskInput(**typed | people), by=by, at=clock.now())

    if is_carried_out(request, form, run, Text("任务已加入计划。", "The task is in the plan.")):
        return redirect("centre_plan", plan)
    context = {
        "form": form, "heading": Text("分解任务", "Add a task"), "submit": Text("加入计划", "Add"),
        "back": reverse("centre_plan", args=(plan,)), "back_label": Text(found.title, found.title),
    }  # fmt: skip
    return render(request, "centre/_form_page.html", context, status=status_of(form))


@for_roles("party_officer")
def import_sheet(request: HttpRequest, plan: int) -> HttpResponse:
    """This will import a sheet of tasks, or tell row by row what is wrong with it; then nothing is written."""
    by, at = actor_of_request(request), clock.now()
    found = queries.plan_for(plan, asker=by)
    form = SheetForm(request.POST or None, request.FILES or None)
    faults: list[queries.SheetFault] = []

    def run(typed: dict[str, Any]) -> None:
        require_size(typed["file"].size, "file", limit="plan_sheet_max_bytes", on=clock.today())
        data = typed["file"].read()
        faults.extend(queries.checked_sheet(found, data=data, asker=by, at=at).faults)
        actions.import_tasks(found, data=data, by=by, at=at)

    if is_carried_out(request, form, run, Text("整张表已导入计划。", "The whole sheet is in the plan.")):
        return redirect("centre_plan", plan)
    context = {"form": form, "plan": found, "faults": faults}
    return render(request, "centre/plan_sheet.html", context, status=status_of(form))


@for_roles(*PLAN_READERS)
def export_sheet(request: HttpRequest, plan: int) -> HttpResponse:
    """This will hand out a plan's tasks as XLSX."""
    by = actor_of_request(request)
    found = queries.plan_for(plan, asker=by)
    return _sheet(
        queries.sheet_of_plan(found, asker=by, on=clock.today(), language=language()), f"plan-{found.year}.xlsx"
    )


@for_roles("party_officer")
def sheet_template(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """This will hand out the empty sheet."""
    return _sheet(queries.sheet_template(language=language()), "plan-template.xlsx")


def row_of(task: "WorkTask", on: "date") -> dict[str, Any]:
    """This will put a task into the reader's words."""
    is_late = task.state in {"open", "evidenced"} and task.due_on < on
    chip = ("stop", Text("已逾期", "Overdue")) if is_late else (CHIPS[task.state], WORK_TASK.state(task.state).label)
    return {
        "task": task,
        "chip": chip,
        "is_late": is_late,
        "kind": KINDS[task.kind],
        "pillar": PILLARS[task.pillar],
        "department": DEPARTMENT_BY_CODE[task.department].name,
        "pair": queries.other_side_of(task),
        "lacks_pair": task.kind in NEEDS_PAIR and queries.other_side_of(task) is None and task.state != "dropped",
    }


def _known(wanted: dict[str, str]) -> dict[str, str]:
    department, standing = wanted["department"], wanted["standing"]
    return {
        "department": department if department in DEPARTMENT_BY_CODE else "",
        "standing": standing if standing in STANDINGS else "",
    }


def _sheet(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
