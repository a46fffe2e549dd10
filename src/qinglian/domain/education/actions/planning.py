"""Planning an activity: its kind, topic, time, place, audience and what its kind needs."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction

from qinglian.domain.education import study_refusals
from qinglian.domain.education.actions.steps import locked, move, note, person_of, require_move
from qinglian.domain.education.activity_kinds import AUDIENCES, KIND_BY_CODE
from qinglian.domain.education.activity_plan import ActivityPlan
from qinglian.domain.education.activity_policy import may_plan_activity
from qinglian.domain.education.events import ActivityPlanned
from qinglian.domain.education.models import Activity, Case, Directive, Film, Series, Venue
from qinglian.domain.people.establishment import (
    BRANCH_BY_CODE,
    DEPARTMENT_BY_CODE,
    STANDINGS,
    WORK_POST_BY_CODE,
)
from qinglian.domain.people.models import RollEntry
from qinglian.domain.people.queries import roll_entry_of
from qinglian.domain.people.refusing import require_text
from qinglian.law.actor import Actor
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.clock import CHINA
from qinglian.record.events import moment

_KNOWN: dict[str, Any] = {"branch": BRANCH_BY_CODE, "department": DEPARTMENT_BY_CODE, "standing": STANDINGS}


@transaction.atomic
def plan_activity(plan: ActivityPlan, *, by: Actor, at: datetime) -> Activity:
    """This will plan an activity: the party office any, a branch secretary one for the own branch."""
    _require_planner(plan, by)
    return _stored(Activity(organiser=person_of(by), planned_at=at), plan, by=by, at=at)


@transaction.atomic
def edit_activity(activity: Activity, *, plan: ActivityPlan, by: Actor, at: datetime) -> Activity:
    """This will change a plan before sign-in is opened."""
    activity = locked(activity)
    require_move(activity, "edit_activity", by=by)
    _require_planner(plan, by)
    return _stored(activity, plan, by=by, at=at)


@transaction.atomic
def call_off_activity(activity: Activity, *, reason: str, by: Actor, at: datetime) -> Activity:
    """This will call an activity off, saying why. It counts nowhere from then on."""
    activity = locked(activity)
    to = require_move(activity, "call_off_activity", by=by)

    activity.reason = require_text(reason, "reason", Text("取消的原因", "The reason"))
    return move(activity, to, by=by, at=at, reason=activity.reason, fields=("reason",))


def _require_planner(plan: ActivityPlan, by: Actor) -> None:
    entry = roll_entry_of(by.id)
    own = entry.branch if entry is not None and "branch_secretary" in entry.standings else ""
    if not may_plan_activity(by, secretary_of=own, audience=plan.audience, audience_of=plan.audience_of):
        raise study_refusals.only_runners()


def _note(activity: Activity, *, by: Actor, at: datetime) -> None:
    audience = f"{activity.audience}:{activity.audience_of}" if activity.audience_of else activity.audience
    held_at = moment(activity.held_at)
    event = ActivityPlanned(activity.pk, activity.kind, activity.pillar, activity.topic, held_at, audience)
    note(event, f"activity:{activity.pk}", by=by, at=at)


def _stored(activity: Activity, plan: ActivityPlan, *, by: Actor, at: datetime) -> Activity:
    directives = _fill(activity, plan)

    activity.save()
    activity.directives.set(directives)

    _note(activity, by=by, at=at)
    return activity


def _fill(activity: Activity, plan: ActivityPlan) -> list[Directive]:
    """This will check the plan and write it into the activity; the directives that it covers are returned."""
    kind = KIND_BY_CODE.get(plan.kind)
    if kind is None:
        raise study_refusals.plan_wrong("kind", Text("没有这种活动。", "There is no such kind of activity."))
    _require_audience(plan)
    lacking = next((field for field in kind.needs if not getattr(plan, field)), None)
    if lacking is not None:
        raise study_refusals.plan_lacks(lacking)
    activity.kind, activity.pillar = kind.code, kind.pillar
    activity.topic = require_text(plan.topic, "topic", Text("主题", "The topic"), most=200)
    activity.place = require_text(plan.place, "place", Text("地点", "The place"), most=120)
    activity.held_at, activity.audience, activity.audience_of = plan.held_at, plan.audience, plan.audience_of
    activity.listed = sorted(set(plan.listed)) if plan.audience == "listed" else []
    _speak(activity, plan)
    activity.film = _thing(Film, plan.film, "film")
    activity.case = _thing(Case, plan.case, "case")
    activity.venue = _thing(Venue, plan.venue, "venue")
    activity.series = _thing(Series, plan.series, "series")
    activity.book = plan.book.strip()[:120]
    activity.trips = [trip.strip()[:120] for trip in plan.trips if trip.strip()][:20]
    activity.catch_up_on = _catch_up(plan, is_due=kind.catches_up)
    directives = list(Directive.objects.filter(pk__in=plan.directives))
    if len(directives) != len(set(plan.directives)):
        raise study_refusals.plan_wrong("directives", Text("没有这份上级部署。", "There is no such directive."))
    return directives


def _catch_up(plan: ActivityPlan, *, is_due: bool) -> date | None:
    """This will return until when absentees catch up: as planned, or within rulebook study_visit_days of a visit."""
    held_on = plan.held_at.astimezone(CHINA).date()
    if plan.catch_up_on is not None and plan.catch_up_on < held_on:
        early = Text("补学日期早于活动日期。", "The day of catching up lies before the activity.")
        raise study_refusals.plan_wrong("catch_up_on", early)
    if not is_due or plan.catch_up_on is not None:
        return plan.catch_up_on
    return held_on + timedelta(days=rule("study_visit_days", on=held_on).number())


def _require_audience(plan: ActivityPlan) -> None:
    if plan.audience not in AUDIENCES:
        raise study_refusals.plan_wrong("audience", Text("没有这类参加对象。", "There is no such audience."))
    known = _KNOWN.get(plan.audience)
    if known is not None and plan.audience_of not in known:
        named = Text("请选是哪个支部、科室或者哪类人员。", "Choose which branch, section or standing.")
        raise study_refusals.plan_wrong("audience_of", named)
    if plan.audience == "listed" and not plan.listed:
        raise study_refusals.plan_wrong("listed", Text("名单上没有人。", "The list is empty."))
    on_roll = RollEntry.objects.filter(until_at=None, person_id__in=plan.listed).values("person").distinct().count()
    if plan.audience == "listed" and on_roll != len(set(plan.listed)):
        raise study_refusals.plan_wrong(
            "listed", Text("名单上有人不在花名册上。", "Somebody listed is not on the roll.")
        )


def _speak(activity: Activity, plan: ActivityPlan) -> None:
    if plan.speaker and plan.speaker_name:
        one = Text(
            "主讲人要么是本单位的人，要么是外请的人。", "The speaker is either one of the staff or from outside."
        )
        raise study_refusals.plan_wrong("speaker_name", one)
    if plan.speaker_name and not plan.speaker_unit.strip():
        raise study_refusals.plan_lacks("speaker_unit")
    entry = roll_entry_of(plan.speaker) if plan.speaker else None
    if plan.speaker and entry is None:
        raise study_refusals.plan_wrong("speaker", Text("主讲人不在花名册上。", "The speaker is not on the roll."))
    activity.speaker = entry.person if entry else None
    post = _post_words(entry) if entry else Text("", "")
    activity.speaker_post, activity.speaker_post_en = post.zh, post.en
    activity.speaker_name = plan.speaker_name.strip()[:80]
    activity.speaker_unit = plan.speaker_unit.strip()[:120] if activity.speaker_name else ""


def _post_words(entry: RollEntry) -> Text:
    if "party_secretary" in entry.standings:
        return STANDINGS["party_secretary"]
    if "branch_secretary" in entry.standings and entry.branch:
        branch = BRANCH_BY_CODE[entry.branch].name
        return Text(f"{branch.zh}书记", f"Secretary of the {branch.en.lower()}")
    standing = next((code for code in ("branch_secretary", "leadership") if code in entry.standings), "")
    return STANDINGS[standing] if standing else WORK_POST_BY_CODE[entry.work_post].name


def _thing(model: type[models.Model], number: int | None, field: str) -> Any:
    if number is None:
        return None
    found = model._default_manager.filter(pk=number).first()
    if found is None:
        raise study_refusals.plan_wrong(field, Text("没有这一项。", "There is no such thing."))
    return found
