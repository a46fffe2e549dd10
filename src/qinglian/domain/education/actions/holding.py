"""Holding an activity: sign-in with a changing code, the list, catching up; ending; filing with minutes and what that fulfils."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from qinglian.domain.education import study_refusals
from qinglian.domain.education.actions.fulfilling import fulfil_by_closing
from qinglian.domain.education.actions.steps import locked, move, note, require_move, require_runner
from qinglian.domain.education.activity_kinds import KIND_BY_CODE
from qinglian.domain.education.audience import is_audience, roll_at
from qinglian.domain.education.events import AttendanceNoted
from qinglian.domain.education.lifecycle import ACTIVITY
from qinglian.domain.education.models import Activity, Attendance, Expected, Viewing
from qinglian.domain.education.sign_in_code import is_code_valid
from qinglian.domain.people.actions import fulfil_duty, open_duty
from qinglian.domain.people.attempts import is_counted
from qinglian.domain.people.refusing import not_now, require_text
from qinglian.law.actor import Actor
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.clock import CHINA


@transaction.atomic
def open_sign_in(activity: Activity, *, by: Actor, at: datetime) -> Activity:
    """This will open sign-in: who is on the roll now and belongs to the audience is expected, and history keeps it so."""
    activity = locked(activity)
    to = require_move(activity, "open_sign_in", by=by)
    roll = roll_at(at)
    expected = [entry for entry in roll if is_audience(activity, entry)]
    if not expected:
        raise study_refusals.nobody_expected()

    Expected.objects.bulk_create(
        Expected(activity=activity, person=one.person, department=one.department, branch=one.branch) for one in expected
    )
    activity.roll_count, activity.opened_at = len(roll), at
    return move(activity, to, by=by, at=at, fields=("roll_count", "opened_at"))


def sign_in_to_activity(activity: Activity, *, code: str, by: Actor, at: datetime) -> Attendance:
    """This will note that the person who scanned (or typed) the code on the screen is there, once.

    NotNow outside sign-in, NotValid for a code that is wrong or has changed, TooOften after many tries, NotValid for who is not expected.
    """
    activity = Activity.objects.get(pk=activity.pk)
    if activity.state != "open":
        raise study_refusals.not_signing_in(ACTIVITY.state(activity.state).label)
    most = rule("study_code_tries", on=at.date()).number()
    if not is_counted("study-code", f"{by.id}/{activity.pk}", most=most, at=at):  # right ones too: guessing ends here
        raise study_refusals.too_many_codes()
    if not is_code_valid(activity.pk, code.strip(), at=at):
        raise study_refusals.code_wrong()
    return _signed_in(activity, by=by, at=at)


@transaction.atomic
def list_attendance(activity: Activity, *, persons: Sequence[str], by: Actor, at: datetime) -> int:
    """This will enter from the list who was there while sign-in is open or before filing; return how many were new."""
    activity = locked(activity)
    require_runner(activity, by=by)
    if activity.state not in ("open", "held"):
        raise _not_listing()
    return _attend(activity, persons, "list", by=by, at=at)


@transaction.atomic
def note_catch_up(activity: Activity, *, persons: Sequence[str], by: Actor, at: datetime) -> int:
    """This will note who caught up on what they had missed, after the activity was held; return how many were new."""
    activity = locked(activity)
    require_runner(activity, by=by)
    if activity.state not in ("held", "closed"):
        raise _not_listing()
    return _attend(activity, persons, "catch_up", by=by, at=at)


@transaction.atomic
def end_sign_in(activity: Activity, *, by: Actor, at: datetime) -> Activity:
    """This will end sign-in: from now on no code counts."""
    activity = locked(activity)
    to = require_move(activity, "end_sign_in", by=by)
    return move(activity, to, by=by, at=at)


@transaction.atomic
def close_activity(activity: Activity, *, minutes: str, by: Actor, at: datetime) -> Activity:
    """This will file an activity with its minutes: directives are studied, lectures given, discussions held; who missed a visit owes catching up.

    NotValid without minutes, NotNow when nobody attended or a case discussion ends without a commitment.
    """
    activity = locked(activity)
    to = require_move(activity, "close_activity", by=by)
    activity.minutes = require_text(minutes, "minutes", Text("会议记录", "The minutes"), most=20_000)
    _require_whole(activity)

    activity.closed_at = at
    move(activity, to, by=by, at=at, fields=("minutes", "closed_at"))

    fulfil_by_closing(activity, by=by, at=at)
    _owe_what_follows(activity, by=by, at=at)
    return activity


@transaction.atomic
def _signed_in(activity: Activity, *, by: Actor, at: datetime) -> Attendance:
    if locked(activity).state != "open":
        raise study_refusals.not_signing_in(ACTIVITY.state(activity.state).label)
    _attend(activity, [by.id], "qr", by=by, at=at)
    return Attendance.objects.get(activity=activity, person_id=by.id)


def _attend(activity: Activity, persons: Sequence[str], how: str, *, by: Actor, at: datetime) -> int:
    expected = set(
        Expected.objects.filter(activity=activity, person_id__in=persons).values_list("person_id", flat=True)
    )
    if not persons or set(persons) - expected:
        raise study_refusals.not_expected("code" if how == "qr" else "persons")
    there = set(
        Attendance.objects.filter(activity=activity, person_id__in=expected).values_list("person_id", flat=True)
    )
    new = sorted(expected - there)
    if not new:
        return 0
    Attendance.objects.bulk_create(
        Attendance(activity=activity, person_id=one, how=how, at=at, noted_by=by.id) for one in new
    )
    if activity.film_id is not None:
        Viewing.objects.bulk_create(
            Viewing(film_id=activity.film_id, activity=activity, person_id=one, at=at) for one in new
        )
    about = f"activity:{activity.pk}"
    note(AttendanceNoted(activity.pk, new, how), about, by=by, at=at)
    if activity.state == "closed":
        for one in new:
            fulfil_duty("attend", owed_by=one, about=about, evidence=f"{about}/{how}", by=by, at=at)
    return len(new)


def _require_whole(activity: Activity) -> None:
    if not activity.attendances.exists():
        raise not_now(
            Text("还没有人签到或者补记。", "Nobody has signed in or been entered."),
            Text("请先从名单上补记参加的人。", "Enter from the list who was there first."),
            rule="study_minutes",
        )
    if "case" in KIND_BY_CODE[activity.kind].needs and not activity.commitments.exists():
        raise not_now(
            Text("以案促改讨论还没有整改承诺。", "The case discussion has no commitment yet."),
            Text("请先记下至少一条承诺和完成时间。", "Note at least one commitment and its day first."),
            rule="study_commitment",
        )


def _owe_what_follows(activity: Activity, *, by: Actor, at: datetime) -> None:
    """This will open what filing leaves to do: catching up for who missed a visit, the self-test for who was there."""
    about, topic = f"activity:{activity.pk}", activity.topic
    there = {one.person_id: one.person for one in activity.attendances.select_related("person")}
    missing = [one.person for one in activity.expected.select_related("person") if one.person_id not in there]
    if activity.catch_up_on is not None and KIND_BY_CODE[activity.kind].catches_up:
        title = Text(f"补学：{topic}"[:200], f"Catch up: {topic}"[:200])
        for person in missing:
            open_duty("attend", owed_by=person, about=about, title=title, due_on=activity.catch_up_on, by=by, at=at)
    if activity.questions.exists():
        taken = set(activity.self_tests.values_list("person_id", flat=True))
        on = at.astimezone(CHINA).date()
        due_on = on + timedelta(days=rule("study_test_days", on=on).number())
        for number, person in there.items():
            if number not in taken:
                title = Text(f"小测验：{topic}"[:200], f"Self-test: {topic}"[:200])
                open_duty("self_test", owed_by=person, about=about, title=title, due_on=due_on, by=by, at=at)


def _not_listing() -> Exception:
    return not_now(
        Text("现在不能补记参加的人。", "Attendance cannot be entered now."),
        Text("签到中和归档前从名单补记；结束签到后可以记补学。", "Enter the list until filing; note catching up once sign-in has ended."),
        rule="study_expected",
    )  # fmt: skip
