"""Findings and their correction: ordered with advice, owner and end; handed in with evidence; closed by another person's re-check.

What is late is told by itself: the owner is reminded, then a leader is told to press (the timetable's acts).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from qinglian.domain.integrity.actions.inspections import refused_inspectors
from qinglian.domain.integrity.actions.steps import (
    moved,
    note_step,
    owe_recheck,
    pressed,
    said_in_fact,
    settle_recheck,
    settle_urging,
    told,
)
from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.integrity.checklist_kinds import CHECKLIST_KINDS, SEVERITIES
from qinglian.domain.integrity.checklist_policy import may_inspect, may_recheck
from qinglian.domain.integrity.events import FindingNoted, RectificationOrdered
from qinglian.domain.integrity.lifecycle import RECTIFICATION
from qinglian.domain.integrity.models import Finding, Inspection, Rectification
from qinglian.domain.integrity.queries.corrections import (
    duty_about,
    escalation_due,
    leader_for,
    may_hand_in,
    reminder_due,
)
from qinglian.domain.people.actions import fulfil_duty, open_duty
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.domain.people.models import Person
from qinglian.domain.people.refusing import not_now, not_valid, not_yours, require_text, unlisted
from qinglian.law.actor import TIMETABLE, Actor
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.models import Secrecy

_ESCALATED = {
    True: Text("已逾期，上报分管领导督办。", "Late: the leader in charge is asked to press it."),
    False: Text("已逾期，花名册上没有可以督办的领导。", "Late, and no leader on the roll could press it."),
}


@dataclass(frozen=True)
class Found:
    """A problem: of which kind, what found it (`inspection:12`), what it is about, whose section's, in words, how grave, at which risk point;
    the day of its finding when it was not just now, and whether it was told of oneself (private)."""

    kind: str
    source: str
    subject: str
    department: str
    problem: str
    severity: str
    point: str = ""
    found_on: date | None = None
    is_private: bool = False


@transaction.atomic
def note_finding(found: Found, *, by: Actor, at: datetime) -> Finding:
    """This will note a problem that a check or an audit found (NotAllowed but for inspectors; NotValid for what is not listed)."""
    if not may_inspect(by):
        raise refused_inspectors()
    return _noted(found, by=by, at=at)


@transaction.atomic
def take_finding(found: Found, *, advice: Text, owner: Person, due_on: date, by: Actor, at: datetime) -> Rectification:
    """This will note what another part's register took in, and order its correction. The socket of `supervision`, which has allowed the act."""
    noted = _noted(found, by=by, at=at)
    return _ordered(noted, advice=advice.zh, advice_en=advice.en, owner=owner, due_on=due_on, by=by, at=at)


@transaction.atomic
def order_rectification(
    finding: Finding, *, advice: str, owner: Person, due_on: date, by: Actor, at: datetime
) -> Rectification:  # fmt: skip
    """This will order the correction of a finding: the owner owes it by a day (NotNow when it was ordered already)."""
    if not may_inspect(by):
        raise refused_inspectors()
    return _ordered(finding, advice=advice, owner=owner, due_on=due_on, by=by, at=at)


@transaction.atomic
def order_finding(
    inspection: Inspection, *, problem: str, severity: str, point: str, advice: str, owner: Person, due_on: date, by: Actor, at: datetime
) -> Rectification:  # fmt: skip
    """This will note what a check found and order its correction in one act: both are kept or neither is."""
    found = Found(
        inspection.kind, f"inspection:{inspection.pk}", f"{inspection.subject_kind}:{inspection.subject}", inspection.department,
        problem, severity, point,
    )  # fmt: skip
    return order_rectification(
        note_finding(found, by=by, at=at), advice=advice, owner=owner, due_on=due_on, by=by, at=at
    )


@transaction.atomic
def hand_in_rectification(row: Rectification, *, evidence: str, by: Actor, at: datetime) -> Rectification:
    """This will take the owner's correction with its evidence; an inspector other than who handed it in then owes the re-check.

    For an owner who has left the roll a discipline officer hands it in.
    """
    row = _locked(row)
    move = RECTIFICATION.require("hand_in_rectification", state=row.state, by=by)
    if not may_hand_in(row, asker=by):
        raise not_yours(Text("整改责任人", "the owner of the correction"), rule="rectification_owner")
    words = require_text(evidence, "evidence", Text("整改情况和依据", "What was corrected, and its evidence"))

    row.state, row.handed_in_at, row.corrected_by, row.rechecked_by = move.target, at, by.id, ""
    row.save(update_fields=["state", "handed_in_at", "corrected_by", "rechecked_by"])
    fulfil_duty("rectification", owed_by=row.owner_id, about=duty_about(row), evidence=duty_about(row), by=by, at=at)
    settle_urging(row, by=by, at=at)
    owe_recheck(row, by=by, at=at)

    return moved(row, "hand_in_rectification", words, by=by, at=at)


@transaction.atomic
def close_rectification(row: Rectification, *, words: str, by: Actor, at: datetime) -> Rectification:
    """This will close a correction after a re-check: by another person than the one who corrected (NotAllowed)."""
    row = _locked(row)
    move = RECTIFICATION.require("close_rectification", state=row.state, by=by)
    _require_other(row, by)
    found = require_text(words, "words", Text("复查情况", "What the re-check found"))

    row.state, row.closed_at, row.rechecked_by = move.target, at, by.id
    row.save(update_fields=["state", "closed_at", "rechecked_by"])
    settle_recheck(row, by=by, at=at)

    return moved(row, "close_rectification", found, by=by, at=at)


@transaction.atomic
def return_rectification(row: Rectification, *, words: str, due_on: date, by: Actor, at: datetime) -> Rectification:
    """This will return a correction that did not hold, with a new end: the owner owes it again."""
    row = _locked(row)
    move = RECTIFICATION.require("return_rectification", state=row.state, by=by)
    _require_other(row, by)
    found = require_text(words, "words", Text("复查情况", "What the re-check found"))
    if due_on <= at.astimezone(CHINA).date():
        raise not_valid(
            "due_on",
            Text("新的整改期限要在今天以后。", "The new end lies after today."),
            Text("请改填以后的日期。", "Choose a later day."),
            rule="rectification_due_ahead",
        )

    settle_recheck(row, by=by, at=at)
    row.state, row.rechecked_by, row.due_on, row.round = move.target, by.id, due_on, row.round + 1
    row.reminded_at = row.escalated_at = row.escalated_to = None
    row.save(update_fields=["state", "rechecked_by", "due_on", "round", "reminded_at", "escalated_at", "escalated_to"])
    title = Text(f"再次整改：整改单第 {row.pk} 号", f"Correct again: no. {row.pk}")
    open_duty("rectification", owed_by=row.owner, about=duty_about(row), title=title, due_on=due_on, by=by, at=at)

    return moved(row, "return_rectification", found, by=by, at=at)


def remind_rectification(row: Rectification, *, at: datetime) -> Rectification:
    """This will remind the owner that the end is near, once for each end. The timetable's act (NotNow when it is not due)."""
    with transaction.atomic():
        row = _locked(row)
        RECTIFICATION.require("remind_rectification", state=row.state, by=TIMETABLE)
        if not reminder_due(row, at=at):
            raise _not_due()

        row.reminded_at = at
        row.save(update_fields=["reminded_at"])

        words = Text(f"整改期限 {row.due_on}，请抓紧办理。", f"Due on {row.due_on}: please see to it.")
        return told(row, "remind_rectification", words, at=at)


def escalate_rectification(row: Rectification, *, at: datetime) -> Rectification:
    """This will tell the leader in charge of the section that a correction is late: the leader owes pressing it. The timetable's act."""
    with transaction.atomic():
        row = _locked(row)
        RECTIFICATION.require("escalate_rectification", state=row.state, by=TIMETABLE)
        if not escalation_due(row, at=at):
            raise _not_due()
        leader = leader_for(row)

        row.escalated_at, row.escalated_to = at, leader
        row.save(update_fields=["escalated_at", "escalated_to"])
        if leader is not None:
            days = rule("urge_days", on=at.astimezone(CHINA).date()).number()
            pressed(row, leader, due_on=(at + timedelta(days=days)).astimezone(CHINA).date(), at=at)

        return told(row, "escalate_rectification", _ESCALATED[leader is not None], at=at)


def _noted(found: Found, *, by: Actor, at: datetime) -> Finding:
    for field, known in (
        ("kind", found.kind in CHECKLIST_KINDS),
        ("department", found.department in DEPARTMENT_BY_CODE),
        ("severity", found.severity in SEVERITIES),
        ("point", not found.point or found.point in BY_CODE),
    ):
        if not known:
            raise unlisted(field, rule="checklist_kind")
    words = require_text(found.problem, "problem", Text("问题", "The problem"))
    today = at.astimezone(CHINA).date()
    found_at = at if found.found_on in (None, today) else datetime.combine(found.found_on or today, time(), CHINA)

    finding = Finding.objects.create(
        kind=found.kind, pillar=CHECKLIST_KINDS[found.kind].pillar, source=found.source, subject=found.subject,
        department=found.department, point=found.point, year=found_at.astimezone(CHINA).year, problem=words, severity=found.severity,
        found_at=found_at, found_by=by.id, is_private=found.is_private,
    )  # fmt: skip

    told = said_in_fact(finding, words)
    event = FindingNoted(finding.pk, found.source, found.department, found.point, found.severity, told)
    append(event, subject=f"finding:{finding.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return finding


def _ordered(
    finding: Finding, *, advice: str, advice_en: str = "", owner: Person, due_on: date, by: Actor, at: datetime
) -> Rectification:  # fmt: skip
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    if Rectification.objects.filter(finding=finding).exists():
        raise not_now(
            Text("这个问题已经下过整改单。", "The correction of this finding was ordered already."),
            Text("请在原来的整改单上跟进。", "Follow the order that stands."),
            rule="rectification_once",
        )
    words = require_text(advice, "advice", Text("整改建议", "The advice"))
    if due_on <= at.astimezone(CHINA).date():
        raise not_valid(
            "due_on",
            Text("整改期限要在今天以后。", "The end lies after today."),
            Text("请改填以后的日期。", "Choose a later day."),
            rule="rectification_due_ahead",
        )

    row = Rectification.objects.create(
        finding=finding, advice=words, advice_en=advice_en, owner=owner, due_on=due_on, ordered_at=at, ordered_by=by.id
    )
    note_step(row, "order_rectification", words, words_en=advice_en, by=by, at=at)
    title = Text(f"整改单第 {row.pk} 号", f"Correction no. {row.pk}")
    open_duty("rectification", owed_by=owner, about=duty_about(row), title=title, due_on=due_on, by=by, at=at)

    event = RectificationOrdered(row.pk, finding.pk, owner.pk, due_on.isoformat(), said_in_fact(finding, words))
    append(event, subject=f"finding:{finding.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return row


def _locked(row: Rectification) -> Rectification:
    locked = Rectification.objects.select_for_update(of=("self",))
    return locked.select_related("finding", "owner").get(pk=row.pk)


def _require_other(row: Rectification, by: Actor) -> None:
    if not may_recheck(by, corrected_by=row.corrected_by):
        raise not_yours(Text("整改人以外的检查人员", "an inspector other than who corrected"), rule="recheck_by_other")


def _not_due() -> Exception:
    return not_now(
        Text("还没有到提醒、上报的时候，或者已经办过。", "It is not due yet, or was done already."),
        Text("到时由定时任务自动办理。", "The timetable does it by itself when it is due."),
        rule="rectification_remind_days",
    )
