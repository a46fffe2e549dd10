"""The yearly plan: begun by the party office, issued by a leader, broken down into tasks."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from qinglian.domain.integrity import plan_refusals as refusals
from qinglian.domain.integrity.answering import require_leader, require_on_roll
from qinglian.domain.integrity.events import PlanDrafted, PlanIssued, TaskAdded
from qinglian.domain.integrity.lifecycle import WORK_PLAN
from qinglian.domain.integrity.models import WorkPlan, WorkTask
from qinglian.domain.integrity.plan_policy import may_keep_plans
from qinglian.domain.integrity.plan_words import KINDS, NEEDS_PAIR
from qinglian.domain.integrity.task_input import TaskInput
from qinglian.domain.people.actions import open_duty
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE, PILLARS
from qinglian.domain.people.refusing import not_yours, require_text, unlisted
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.events import Event
from qinglian.record.models import Secrecy

NOT_OVER = ("open", "evidenced")


@transaction.atomic
def draft_plan(*, year: int, title: str, by: Actor, at: datetime) -> WorkPlan:
    """This will begin the plan of a year (NotNow when that year has one)."""
    if not may_keep_plans(by):
        raise not_yours(refusals.PARTY_OFFICE, rule="plans_kept")
    title = require_text(title, "title", Text("计划名称", "The title"), most=200)
    refusals.require_year(year)

    try:
        with transaction.atomic():
            plan = WorkPlan.objects.create(year=year, title=title, entered_by=by.id, entered_at=at)
    except IntegrityError as error:
        raise refusals.year_taken(year) from error

    _note(PlanDrafted(plan.pk, year), f"work-plan:{plan.pk}", by=by, at=at)
    return plan


@transaction.atomic
def issue_plan(plan: WorkPlan, *, by: Actor, at: datetime) -> WorkPlan:
    """This will issue a plan: every task becomes a duty of its owner. A leader's act (NotNow for a plan without tasks)."""
    plan = WorkPlan.objects.select_for_update().get(pk=plan.pk)
    move = WORK_PLAN.require("issue_plan", state=plan.state, by=by)
    tasks = list(plan.tasks.exclude(state="dropped").select_related("owner"))
    if not tasks:
        raise refusals.no_task()

    plan.state, plan.issued_at = move.target, at
    plan.save(update_fields=["state", "issued_at"])
    for task in tasks:
        _owe(task, by=by, at=at)

    _note(PlanIssued(plan.pk, plan.year, len(tasks)), f"work-plan:{plan.pk}", by=by, at=at)
    return plan


@transaction.atomic
def add_task(plan: WorkPlan, typed: TaskInput, *, by: Actor, at: datetime) -> WorkTask:
    """This will add a task to a plan; in an issued plan its owner owes it at once.

    `typed.pairs` names a business or daily item of the plan that has no integrity task yet.
    """
    return add_tasks(plan, [typed], by=by, at=at)[0]


@transaction.atomic
def add_tasks(plan: WorkPlan, typed: Sequence[TaskInput], *, by: Actor, at: datetime) -> list[WorkTask]:
    """This will add many tasks, all or none, items before the integrity tasks that accompany them."""
    plan = WorkPlan.objects.select_for_update().get(pk=plan.pk)
    WORK_PLAN.require("add_task", state=plan.state, by=by)

    ordered = sorted(typed, key=lambda one: one.pairs > 0)
    tasks = [_stored(plan, one) for one in ordered]

    for task in tasks:
        item = task.pairs.number if task.pairs else 0
        event = TaskAdded(task.pk, plan.pk, task.number, task.owner_id, task.due_on.isoformat(), item)
        _note(event, f"work-task:{task.pk}", by=by, at=at)
        if plan.state == "issued":
            _owe(task, by=by, at=at)
    return tasks


def _stored(plan: WorkPlan, typed: TaskInput) -> WorkTask:
    title = require_text(typed.title, "title", Text("任务", "The task"), most=300)
    _require_listed(typed)
    require_leader(typed.leader, "leader")
    require_on_roll(typed.owner, "owner")
    if typed.due_on.year != plan.year:
        raise refusals.not_of_year(plan.year)
    item = _item(plan, typed.pairs) if typed.pairs else None
    try:
        with transaction.atomic():
            return WorkTask.objects.create(
                plan=plan, number=typed.number, kind=typed.kind, pillar=typed.pillar, title=title, leader=typed.leader,
                department=typed.department, owner=typed.owner, due_on=typed.due_on, pairs=item,
            )  # fmt: skip
    except IntegrityError as error:
        raise refusals.number_taken(typed.number) from error


def _require_listed(typed: TaskInput) -> None:
    for field, value, known in (
        ("kind", typed.kind, KINDS),
        ("pillar", typed.pillar, PILLARS),
        ("department", typed.department, DEPARTMENT_BY_CODE),
    ):
        if value not in known:
            raise unlisted(field, rule="task_kind")
    if typed.number < 1:
        raise unlisted("number", rule="task_kind")
    if typed.pairs and typed.kind != "integrity":
        raise refusals.pair_is_integrity()


def _item(plan: WorkPlan, number: int) -> WorkTask:
    item = WorkTask.objects.select_for_update().filter(plan=plan, number=number, kind__in=NEEDS_PAIR).first()
    if item is None:
        raise refusals.no_item(number)
    if WorkTask.objects.filter(pairs=item).exists():
        raise refusals.has_pair(number)
    if item.state not in NOT_OVER:
        raise refusals.item_is_over(number)
    return item


def _owe(task: WorkTask, *, by: Actor, at: datetime) -> None:
    title = Text(task.title[:200], task.title[:200])
    about = f"task:{task.pk}"
    open_duty("work_task", owed_by=task.owner, about=about, title=title, due_on=task.due_on, by=by, at=at)


def _note(event: Event, subject: str, *, by: Actor, at: datetime) -> None:
    append(event, subject=subject, by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
