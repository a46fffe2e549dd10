"""What people undertake in a case discussion, and the thoughts that they share at a reading session."""

from datetime import date, datetime

from django.db import transaction

from qinglian.domain.education import study_refusals
from qinglian.domain.education.actions.steps import locked, note, person_of, require_keeper, require_runner
from qinglian.domain.education.activity_policy import may_keep_study
from qinglian.domain.education.events import CommitmentKept, CommitmentMade, ThoughtShared
from qinglian.domain.education.models import Activity, Commitment, SharedThought
from qinglian.domain.people.actions import fulfil_duty, open_duty
from qinglian.domain.people.refusing import not_now, not_valid, require_text
from qinglian.law.actor import Actor
from qinglian.law.text import Text


@transaction.atomic
def make_commitment(activity: Activity, *, person: str, words: str, due_on: date, by: Actor, at: datetime) -> Commitment:  # fmt: skip
    """This will note what somebody undertakes to correct, with its day: a duty of that person from now on."""
    activity = locked(activity)
    require_runner(activity, by=by)
    if activity.case_id is None or activity.state not in ("open", "held", "closed"):
        raise not_now(
            Text("整改承诺在以案促改讨论时记。", "Commitments are noted in a case discussion."),
            Text("请在讨论开始以后记。", "Note them once the discussion has begun."),
            rule="study_commitment",
        )
    words = require_text(words, "words", Text("整改承诺", "The commitment"), most=500)
    if due_on < activity.held_at.date():
        raise not_valid(
            "due_on",
            Text("完成时间早于讨论日期。", "The day lies before the discussion."),
            Text("请改完成时间。", "Mend the day."),
            rule="study_commitment",
        )
    expected = activity.expected.filter(person_id=person).select_related("person").first()
    if expected is None:
        raise study_refusals.not_expected("person")

    made = Commitment.objects.create(activity=activity, person=expected.person, words=words, due_on=due_on)

    title = Text(f"整改承诺：{words}"[:200], f"Undertaken: {words}"[:200])
    about = f"commitment:{made.pk}"
    open_duty("commitment", owed_by=expected.person, about=about, title=title, due_on=due_on, by=by, at=at)
    event = CommitmentMade(made.pk, activity.pk, person, due_on.isoformat())
    note(event, f"activity:{activity.pk}", by=by, at=at)
    return made


@transaction.atomic
def keep_commitment(commitment: Commitment, *, evidence: str, by: Actor, at: datetime) -> Commitment:
    """This will note that what was undertaken is done, and how one sees it. By who undertook it, or the party office."""
    commitment = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if commitment.person_id != by.id and not may_keep_study(by):
        require_keeper(by)
    if commitment.done_at is not None:
        raise not_now(
            Text("这条承诺已经兑现。", "This commitment is kept already."),
            Text("无须再办。", "Nothing is left to do."),
            rule="study_commitment",
        )
    commitment.evidence = require_text(evidence, "evidence", Text("怎样整改的", "How it was corrected"), most=2000)

    commitment.done_at = at
    commitment.save(update_fields=["done_at", "evidence"])

    about = f"commitment:{commitment.pk}"
    fulfil_duty("commitment", owed_by=commitment.person_id, about=about, evidence=about, by=by, at=at)
    note(CommitmentKept(commitment.pk), f"activity:{commitment.activity_id}", by=by, at=at)
    return commitment


@transaction.atomic
def share_thought(activity: Activity, *, words: str, by: Actor, at: datetime) -> SharedThought:
    """This will store what a participant of a reading session shares; again replaces what stood."""
    activity = locked(activity)
    if not activity.book:
        raise not_now(
            Text("这不是读书分享会。", "This is no reading session."),
            Text("请从读书分享会进入。", "Come from a reading session."),
            rule="study_plan",
        )
    if not activity.attendances.filter(person_id=by.id).exists():
        raise study_refusals.not_expected("words")
    words = require_text(words, "words", Text("分享的体会", "The thought"), most=2000)

    found, _ = SharedThought.objects.update_or_create(
        activity=activity, person=person_of(by), defaults={"words": words, "at": at}
    )

    note(ThoughtShared(activity.pk, by.id), f"activity:{activity.pk}", by=by, at=at)
    return found
