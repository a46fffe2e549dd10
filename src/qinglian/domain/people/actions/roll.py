"""The roll: who works at the centre, in which section, branch and post of work. Kept by the party office."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from qinglian.domain.people.actions.duties import open_duty
from qinglian.domain.people.establishment import (
    BRANCH_BY_CODE,
    CAUSES,
    DEPARTMENT_BY_CODE,
    STANDINGS,
    WORK_POST_BY_CODE,
)
from qinglian.domain.people.events import RollEntered, RollLeft
from qinglian.domain.people.guards import require_reason
from qinglian.domain.people.leading import standing_as
from qinglian.domain.people.models import Person, RollEntry
from qinglian.domain.people.policy import may_keep_roll
from qinglian.domain.people.queries import on_roll
from qinglian.domain.people.refusing import not_yours, unlisted
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotNow
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.models import Secrecy

_TALKED_WITH = ("promoted", "appointed")


@transaction.atomic
def enter_roll(
    person: Person, *, department: str, work_post: str, branch: str = "", standings: Sequence[str] = (), area: Sequence[str] = (),
    is_party_member: bool = False, cause: str = "entered", by: Actor, at: datetime,
) -> RollEntry:  # fmt: skip
    """This will put a person on the roll, or move one who is on it: the former entry ends and this one begins.

    The person holds a post of the centre (NotNow). Who is promoted or newly appointed is owed a talk by the party secretary at once.
    """
    if not may_keep_roll(by):
        raise not_yours(Text("机关党委", "the party office"), rule="roll_kept")
    entry = RollEntry(
        person=person, department=department, branch=branch, work_post=work_post, standings=list(standings), area=list(area),
        is_party_member=is_party_member, cause=cause, from_at=at,
    )  # fmt: skip
    _require_known(entry)
    _require_post(person)

    RollEntry.objects.filter(person=person, until_at=None).update(until_at=at)
    entry.save()

    event = RollEntered(person.pk, department, branch, work_post, list(standings), cause)
    append(event, subject=f"person:{person.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    if cause in _TALKED_WITH:
        _owe_a_talk(entry, by=by, at=at)
    return entry


@transaction.atomic
def leave_roll(entry: RollEntry, *, reason: str, by: Actor, at: datetime) -> RollEntry:
    """This will end an entry: the person no longer counts in any coverage (NotNow when it has ended)."""
    if not may_keep_roll(by):
        raise not_yours(Text("机关党委", "the party office"), rule="roll_kept")
    entry = RollEntry.objects.select_for_update().get(pk=entry.pk)
    if entry.until_at is not None:
        raise _has_ended()
    reason = require_reason(reason, rule="roll_kept", article="PLT")

    entry.until_at = at
    entry.save(update_fields=["until_at"])

    event = RollLeft(entry.person_id, reason)
    append(event, subject=f"person:{entry.person_id}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return entry


def _owe_a_talk(entry: RollEntry, *, by: Actor, at: datetime) -> None:
    others = on_roll().exclude(person_id=entry.person_id)
    talker = next((row.person for row in standing_as("party_secretary", others)), None)
    if talker is None:
        raise NotNow(
            Text("花名册上还没有党委书记，任前谈话没有人负责。", "No party secretary is on the roll: nobody would owe the talk."),
            rule="roll_kept",
            article="PLT",
            next_step=Text("请先把党委书记列入花名册。", "Put the party secretary on the roll first."),
        )  # fmt: skip
    name, today = entry.person.name, at.astimezone(CHINA).date()
    due_on = today + timedelta(days=rule("talk_on_appointment_days", on=today).number())
    title = Text(f"与{name}任前廉政谈话", f"Integrity talk with {name}, newly appointed")
    about = f"roll:{entry.pk}"
    open_duty("talk_on_appointment", owed_by=talker, about=about, title=title, due_on=due_on, by=by, at=at)


def _require_known(entry: RollEntry) -> None:
    faults = (
        ("department", entry.department not in DEPARTMENT_BY_CODE),
        ("branch", bool(entry.branch) and entry.branch not in BRANCH_BY_CODE),
        ("work_post", entry.work_post not in WORK_POST_BY_CODE),
        ("standings", not set(entry.standings) <= set(STANDINGS)),
        ("area", not set(entry.area) <= set(DEPARTMENT_BY_CODE)),
        ("cause", entry.cause not in CAUSES),
    )
    wrong = next((field for field, is_wrong in faults if is_wrong), None)
    if wrong is not None:
        raise unlisted(wrong, rule="roll_kept")


def _require_post(person: Person) -> None:
    held = person.posts.filter(until_at=None).select_related("organisation").first()
    if held is None or "centre" not in held.organisation.kinds:
        raise NotNow(
            Text("这个人在中心没有现任岗位。", "This person holds no post at the centre."),
            rule="roll_kept",
            article="PLT",
            next_step=Text("请系统管理员先设岗位。", "Ask the administrator to give a post first."),
        )


def _has_ended() -> NotNow:
    return NotNow(
        Text("这一条已经结束。", "This entry has ended."),
        rule="roll_kept",
        article="PLT",
        next_step=Text("无须再办。", "Nothing is left to do."),
    )
