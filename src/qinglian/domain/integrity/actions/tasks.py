"""Working on a task of the plan: its stages, its evidence, its end. A pair ends in one act."""

from datetime import datetime

from django.db import transaction

from qinglian.domain.integrity import evidence_file
from qinglian.domain.integrity import plan_refusals as refusals
from qinglian.domain.integrity.events import TaskClosed, TaskDropped, TaskEvidenced, TaskReturned, TaskStageNoted
from qinglian.domain.integrity.evidence_file import EvidenceFile
from qinglian.domain.integrity.lifecycle import WORK_TASK
from qinglian.domain.integrity.models import TaskStage, WorkTask
from qinglian.domain.integrity.plan_policy import may_close, may_work_on
from qinglian.domain.integrity.plan_words import NEEDS_PAIR, STAGES
from qinglian.domain.people.actions import fulfil_duty, waive_duties
from qinglian.domain.people.refusing import not_yours, require_text, unlisted
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record import blobs
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.events import Event
from qinglian.record.models import Secrecy

NOTED = ("deploy", "advance")  # the third stage is the evidence
REASON = Text("理由", "The reason")


@transaction.atomic
def note_stage(task: WorkTask, *, stage: str, words: str, by: Actor, at: datetime) -> TaskStage:
    """This will note that a task was deployed, then advanced (NotNow out of turn or twice). Its owner's act."""
    task = _locked(task)[0]
    WORK_TASK.require("note_stage", state=task.state, by=by)
    _require_issued_and_own(task, "note_stage", by=by)
    if stage not in NOTED:
        raise unlisted("stage", rule="task_kind")
    words = require_text(words, "words", Text("进展", "What was done"), most=2000)
    noted = set(task.stages.values_list("stage", flat=True))
    if stage in noted:
        raise refusals.stage_noted(STAGES[stage])
    if stage == "advance" and "deploy" not in noted:
        raise refusals.stage_first(STAGES["deploy"])

    row = TaskStage.objects.create(task=task, stage=stage, words=words, by=by.id, at=at)

    _note(TaskStageNoted(task.pk, stage), task, by=by, at=at)
    return row


@transaction.atomic
def hand_in_evidence(
    task: WorkTask, *, evidence: str, file: EvidenceFile | None = None, by: Actor, at: datetime
) -> WorkTask:  # fmt: skip
    """This will take in what shows that a task is carried out: words and, if there is one, a file. Paired tasks were deployed and advanced first."""
    task, other = _locked(task)
    move = WORK_TASK.require("hand_in_evidence", state=task.state, by=by)
    _require_issued_and_own(task, "hand_in_evidence", by=by)
    evidence = require_text(evidence, "evidence", Text("落实依据", "The evidence"))
    if other is not None:
        noted = set(task.stages.values_list("stage", flat=True))
        missing = next((stage for stage in NOTED if stage not in noted), None)
        if missing:
            raise refusals.stage_first(STAGES[missing])

    kept = evidence_file.checked(file, on=at.astimezone(CHINA).date()) if file else None
    task.evidence_blob = blobs.store([kept.data])[0] if kept else ""
    task.evidence_file = kept.name if kept else ""
    task.state, task.evidence, task.evidence_at, task.reason = move.target, evidence, at, ""
    task.save(update_fields=["state", "evidence", "evidence_at", "evidence_blob", "evidence_file", "reason"])

    _note(TaskEvidenced(task.pk, evidence, task.evidence_blob), task, by=by, at=at)
    return task


@transaction.atomic
def return_task(task: WorkTask, *, reason: str, by: Actor, at: datetime) -> WorkTask:
    """This will send evidence back to the owner with a reason. The responsible leader's act, or the party office's."""
    task = _locked(task)[0]
    move = WORK_TASK.require("return_task", state=task.state, by=by)
    _require_closer(task, "return_task", by=by)
    reason = require_text(reason, "reason", REASON, most=1000)

    task.state, task.reason = move.target, reason
    task.save(update_fields=["state", "reason"])

    _note(TaskReturned(task.pk, reason), task, by=by, at=at)
    return task


@transaction.atomic
def close_task(task: WorkTask, *, by: Actor, at: datetime) -> list[WorkTask]:
    """This will close a task that has its evidence, and with it the other side of its pair.

    NotNow while the other side has no evidence, or when a business or daily item lacks its integrity task: neither closes alone.
    """
    task, other = _locked(task)
    WORK_TASK.require("close_task", state=task.state, by=by)
    _require_closer(task, "close_task", by=by)
    if other is None and task.kind in NEEDS_PAIR:
        raise refusals.lacks_pair()
    if other is not None and other.state != "evidenced":
        raise refusals.other_side_open(other.number)

    sides = [task] if other is None else [task, other]
    for side in sides:
        side.state, side.closed_at = "closed", at
        side.save(update_fields=["state", "closed_at"])
        about = f"task:{side.pk}"
        fulfil_duty("work_task", owed_by=side.owner_id, about=about, evidence=about, by=by, at=at)

    for side in sides:
        _note(TaskClosed(side.pk), side, by=by, at=at)
    return sides


@transaction.atomic
def drop_task(task: WorkTask, *, reason: str, by: Actor, at: datetime) -> list[WorkTask]:
    """This will end a task that is not to be done any more, and with it the other side of its pair."""
    task, other = _locked(task)
    WORK_TASK.require("drop_task", state=task.state, by=by)
    reason = require_text(reason, "reason", REASON, most=1000)

    sides = [task] if other is None else [task, other]
    for side in sides:
        side.state, side.reason = "dropped", reason
        side.save(update_fields=["state", "reason"])
        waive_duties("work_task", about=f"task:{side.pk}", reason=reason, by=by, at=at)

    for side in sides:
        _note(TaskDropped(side.pk, reason), side, by=by, at=at)
    return sides


def _locked(task: WorkTask) -> tuple[WorkTask, WorkTask | None]:
    """The task and the other side of its pair, the item always locked first so that two closers do not wait for each other."""
    item = task.pairs_id or task.pk
    rows = WorkTask.objects.select_for_update()
    first = rows.select_related("plan").get(pk=item)
    second = rows.select_related("plan").filter(pairs_id=item).first()
    return (first, second) if first.pk == task.pk else (_present(second), first)


def _present(task: WorkTask | None) -> WorkTask:
    assert task is not None  # `pairs` never changes once a task is stored
    return task


def _require_issued_and_own(task: WorkTask, act: str, *, by: Actor) -> None:
    if not may_work_on(task, by):
        raise not_yours(Text("任务的责任人", "the owner of the task"), rule=f"work_task.{act}")
    if task.plan.state != "issued":
        raise refusals.not_issued()


def _require_closer(task: WorkTask, act: str, *, by: Actor) -> None:
    if not may_close(task, by):
        raise not_yours(
            Text("责任领导或者机关党委（不是责任人自己）", "the responsible leader or the party office, not its owner"),
            rule=f"work_task.{act}",
        )


def _note(event: Event, task: WorkTask, *, by: Actor, at: datetime) -> None:
    append(event, subject=f"work-task:{task.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
