"""Checks are planned with a checklist, held item by item, or called off with a reason. Who may plan a weekly one: the lot alone (supervision)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.integrity.checklist_kinds import CHECKLIST_KINDS, METHODS, OUTCOMES, SUBJECT_KINDS, verdict_of
from qinglian.domain.integrity.checklist_policy import may_inspect
from qinglian.domain.integrity.checklist_rows import Item
from qinglian.domain.integrity.events import InspectionCalledOff, InspectionHeld, InspectionPlanned
from qinglian.domain.integrity.lifecycle import INSPECTION
from qinglian.domain.integrity.models import Checklist, Inspection, ItemResult
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.domain.people.refusing import not_now, not_valid, not_yours, require_text
from qinglian.law.actor import TIMETABLE, Actor
from qinglian.law.text import Text
from qinglian.record import failpoints
from qinglian.record.actions import append
from qinglian.record.models import Secrecy

MOST_EVIDENCE = 2000


@dataclass(frozen=True)
class Planned:
    """What a check is to be: its kind and period, whom or what it looks at, how and when, and what it asks."""

    kind: str
    period: str
    title: Text
    items: Sequence[Item]
    subject_kind: str
    subject: str
    department: str
    method: str
    planned_at: datetime
    followed: str = ""


@dataclass(frozen=True)
class Result:
    """One item's outcome (checklist_kinds.OUTCOMES) and its grounds, in the checklist's order."""

    outcome: str
    evidence: str = ""


@transaction.atomic
def plan_inspection(plan: Planned, *, by: Actor, at: datetime) -> Inspection:
    """This will plan one check with a checklist of its own (NotAllowed but for inspectors and the timetable; NotValid for what is not listed)."""
    if by != TIMETABLE and not may_inspect(by):
        raise refused_inspectors()
    _require_listed(plan)

    checklist = Checklist.objects.create(
        kind=plan.kind, title_zh=plan.title.zh, title_en=plan.title.en, items=list(plan.items), made_at=at
    )
    inspection = Inspection.objects.create(
        checklist=checklist, kind=plan.kind, pillar=CHECKLIST_KINDS[plan.kind].pillar, period=plan.period,
        subject_kind=plan.subject_kind, subject=plan.subject, department=plan.department, method=plan.method, followed=plan.followed,
        planned_at=plan.planned_at,
    )  # fmt: skip

    failpoints.reach("inspection-inserted")
    event = InspectionPlanned(inspection.pk, plan.kind, plan.period, f"{plan.subject_kind}:{plan.subject}", plan.method)
    _record(event, inspection, by=by, at=at)
    return inspection


@transaction.atomic
def hold_inspection(
    inspection: Inspection, *, results: Sequence[Result], conclusion: str, by: Actor, at: datetime
) -> Inspection:  # fmt: skip
    """This will note every item's outcome with its grounds, and the verdict that follows from them (NotValid when one is missing).

    A weekly check is not held before its hour (NotNow).
    """
    inspection = Inspection.objects.select_for_update().select_related("checklist").get(pk=inspection.pk)
    move = INSPECTION.require("hold_inspection", state=inspection.state, by=by)
    if inspection.kind == "weekly" and at < inspection.planned_at:
        raise _too_early()
    _require_results(results, inspection.checklist.items)
    words = require_text(conclusion, "conclusion", Text("检查情况", "What was found"))

    outcomes = [result.outcome for result in results]
    inspection.state, inspection.held_at, inspection.held_by = move.target, at, by.id
    inspection.verdict, inspection.conclusion = verdict_of(outcomes), words
    inspection.save(update_fields=["state", "held_at", "held_by", "verdict", "conclusion"])
    ItemResult.objects.bulk_create(
        ItemResult(inspection=inspection, place=place, point=item["point"], outcome=result.outcome, evidence=result.evidence.strip())
        for place, (item, result) in enumerate(zip(inspection.checklist.items, results, strict=True))
    )  # fmt: skip

    _record(InspectionHeld(inspection.pk, outcomes, inspection.verdict), inspection, by=by, at=at)
    return inspection


@transaction.atomic
def call_off_inspection(inspection: Inspection, *, reason: str, by: Actor, at: datetime) -> Inspection:
    """This will call a planned check off, in writing (NotNow for a weekly one: its lot stands)."""
    inspection = Inspection.objects.select_for_update().get(pk=inspection.pk)
    move = INSPECTION.require("call_off_inspection", state=inspection.state, by=by)
    if inspection.kind == "weekly":
        raise not_now(
            Text("每周抽查由抽签决定，不能取消。", "The lot decides about the weekly inspection: it stands."),
            Text("请按抽中的时间检查；错过的在本周内补查。", "Inspect at the hour drawn, or later in the same week."),
            rule="inspection_by_lot",
        )
    words = require_text(reason, "reason", Text("取消的理由", "The reason"))

    inspection.state, inspection.reason = move.target, words
    inspection.save(update_fields=["state", "reason"])

    _record(InspectionCalledOff(inspection.pk, words), inspection, by=by, at=at)
    return inspection


def refused_inspectors() -> Exception:
    """This will return the refusal for whoever does not inspect."""
    return not_yours(Text("监督人员或者纪检人员", "a supervisor or a discipline officer"), rule="inspectors_only")


def _require_listed(plan: Planned) -> None:
    wrong = next(
        (
            field
            for field, value, known in (
                ("kind", plan.kind, CHECKLIST_KINDS),
                ("subject_kind", plan.subject_kind, SUBJECT_KINDS),
                ("method", plan.method, METHODS),
                ("department", plan.department, DEPARTMENT_BY_CODE),
            )
            if value not in known
        ),
        "" if plan.items else "items",
    )
    if wrong or any(item["point"] and item["point"] not in BY_CODE for item in plan.items):
        raise not_valid(
            wrong or "items",
            Text("种类、对象、方法、科室或者事项不在列出的范围之内。", "Kind, subject, method, section or items are not listed ones."),
            Text("请从列出的里面选。", "Choose from the lists."),
            rule="checklist_kind",
        )  # fmt: skip
    if plan.kind == "periodic" and plan.method == "project" and not plan.followed:
        raise not_valid(
            "followed",
            Text("跟项目的检查没有写明跟哪个项目。", "A check that follows a project does not name it."),
            Text("请填招标项目编号。", "Give the tender's code."),
            rule="check_method_project",
        )


def _require_results(results: Sequence[Result], items: Sequence[Item]) -> None:
    if len(results) != len(items):
        raise _incomplete("results")
    for place, result in enumerate(results):
        is_proved = 0 < len(result.evidence.strip()) <= MOST_EVIDENCE
        if result.outcome not in OUTCOMES:
            raise _incomplete(f"outcome_{place}")
        if not is_proved:
            raise _incomplete(f"evidence_{place}")


def _incomplete(field: str) -> Exception:
    return not_valid(
        field,
        Text("这一项没有结论，或者没有写明依据。", "This item has no outcome, or no grounds."),
        Text(f"每项选一个结论，写明看了什么，不超过 {MOST_EVIDENCE} 字。", f"Choose an outcome and say what was looked at, in at most {MOST_EVIDENCE} characters."),
        rule="checklist_complete",
    )  # fmt: skip


def _too_early() -> Exception:
    return not_now(
        Text("还没有到抽中的时间。", "The hour that was drawn has not come."),
        Text("请到点以后检查、记录。", "Inspect and note it once the hour has come."),
        rule="inspection_at_its_hour",
    )


def _record(
    event: InspectionCalledOff | InspectionHeld | InspectionPlanned, inspection: Inspection, *, by: Actor, at: datetime
) -> None:
    append(event, subject=f"inspection:{inspection.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
