"""The yearly plan, its tasks, how much of it is done, and what lacks its pair."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from qinglian.domain.integrity.models import WorkPlan, WorkTask
from qinglian.domain.integrity.plan_policy import may_see_plans
from qinglian.domain.integrity.plan_words import COUNTED, KINDS, NEEDS_PAIR
from qinglian.domain.people.as_of import had, late_on
from qinglian.domain.people.establishment import DEPARTMENTS, PILLARS, Department
from qinglian.domain.people.figure import Figure
from qinglian.domain.people.queries import Coverage
from qinglian.domain.people.refusing import not_yours, unknown
from qinglian.law.actor import Actor
from qinglian.law.text import Text

NOT_DONE = ("open", "evidenced")
LACKING = Q(kind__in=NEEDS_PAIR, paired=None, state__in=COUNTED)


@dataclass(frozen=True)
class SectionProgress:
    """One section's tasks, earliest due first, and how they stand."""

    department: Department
    progress: Coverage
    tasks: list[WorkTask]


def plans_for(asker: Actor) -> QuerySet[WorkPlan]:
    """This will list plans, newest year first, each with its counts (NotAllowed for strangers)."""
    if not may_see_plans(asker):
        raise not_yours(Text("中心工作人员", "the centre's staff"), rule="plans_kept")
    counted = WorkPlan.objects.annotate(
        due=Count("tasks", filter=Q(tasks__state__in=COUNTED)), done=Count("tasks", filter=Q(tasks__state="closed"))
    )
    return counted.order_by("-year")


def plan_for(number: int, *, asker: Actor) -> WorkPlan:
    """This will return one plan (NotFound when there is none, or it is not yours to see)."""
    found = WorkPlan.objects.filter(pk=number).first() if may_see_plans(asker) else None
    if found is None:
        raise unknown(Text("个计划", "plan"))
    return found


def tasks_in(
    plan: WorkPlan, *, asker: Actor, on: date, department: str = "", kind: str = "", pillar: str = "", standing: str = ""
) -> QuerySet[WorkTask]:  # fmt: skip
    """This will list a plan's tasks by number; `standing` is "", a state, "counted" (not dropped), "paired" (of them, what is to have its
    integrity task), "overdue", "unpaired" or "standing" (not done yet)."""
    rows = WorkTask.objects.filter(plan_id=plan_for(plan.pk, asker=asker).pk)
    rows = rows.select_related("leader", "owner", "pairs", "paired")
    rows = rows.filter(department=department) if department else rows
    rows = rows.filter(kind=kind) if kind in KINDS else rows
    rows = rows.filter(pillar=pillar) if pillar in PILLARS else rows
    narrowed = {
        "counted": Q(state__in=COUNTED),
        "paired": Q(state__in=COUNTED, kind__in=NEEDS_PAIR),
        "overdue": Q(state__in=NOT_DONE, due_on__lt=on),
        "unpaired": LACKING,
        "standing": Q(state__in=NOT_DONE),
    }.get(standing, Q(state=standing) if standing else Q())
    return rows.filter(narrowed).order_by("number")


def task_for(number: int, *, asker: Actor) -> WorkTask:
    """This will return one task with its pair and stages (NotFound when there is none, or it is not yours to see)."""
    rows = WorkTask.objects.select_related("plan", "leader", "owner", "pairs__owner", "paired__owner")
    found = rows.prefetch_related("stages").filter(pk=number).first() if may_see_plans(asker) else None
    if found is None:
        raise unknown(Text("项任务", "task"))
    return found


def other_side_of(task: WorkTask) -> WorkTask | None:
    """This will return the other side of a task's pair, None when it has none."""
    return task.pairs or getattr(task, "paired", None)


def items_lacking_pair(plan: WorkPlan, *, asker: Actor, on: date) -> QuerySet[WorkTask]:
    """This will list the business and daily items of a plan that have no integrity task."""
    return tasks_in(plan, asker=asker, on=on, standing="unpaired")


def progress_of(tasks: Iterable[WorkTask], *, on: date) -> Coverage:
    """This will count tasks: computed from the rows, never stored."""
    counted = [task for task in tasks if task.state in COUNTED]
    late = sum(task.state in NOT_DONE and task.due_on < on for task in counted)
    return Coverage(len(counted), sum(task.state == "closed" for task in counted), late)


def sections_of(plan: WorkPlan, *, asker: Actor, on: date) -> list[SectionProgress]:
    """This will group a plan's tasks by section, in the order of the establishment; sections without a task are left out. Two queries."""
    tasks = [task for task in tasks_in(plan, asker=asker, on=on) if task.state in COUNTED]
    rows = []
    for department in DEPARTMENTS:
        own = sorted(
            (task for task in tasks if task.department == department.code), key=lambda task: (task.due_on, task.number)
        )
        if own:
            rows.append(SectionProgress(department, progress_of(own, on=on), own))
    return rows


def plans_figures(asker: Actor, *, on: date) -> list[Figure]:
    """This will tell how the year's plan stood at the end of a day and how many items have their pair. Two queries."""
    if not may_see_plans(asker):
        raise not_yours(Text("中心工作人员", "the centre's staff"), rule="plans_kept")
    plan = WorkPlan.objects.filter(had("issued_at", on=on), year=on.year, state="issued").first()
    if plan is None:
        return []
    told = plan.tasks.filter(state__in=COUNTED).aggregate(
        due=Count("pk"), done=Count("pk", filter=had("closed_at", on=on)), late=Count("pk", filter=late_on(on, done="closed_at")),
        items=Count("pk", filter=Q(kind__in=NEEDS_PAIR)), lacking=Count("pk", filter=Q(kind__in=NEEDS_PAIR, paired=None)),
    )  # fmt: skip
    paired = told["items"] - told["lacking"]
    return [
        Figure("plan_tasks", "build", Text("分解任务完成", "Tasks of the plan done"), Text("项", "tasks"), told["done"], told["due"], told["late"], "centre_plan", "standing=counted", args=(plan.pk,)),
        Figure("plan_pairs", "build", Text("业务工作配有廉政任务", "Items with an integrity task"), Text("项", "items"), paired, told["items"], 0, "centre_plan", "standing=paired", args=(plan.pk,)),
    ]  # fmt: skip
