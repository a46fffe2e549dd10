"""What acts of study share: a locked row, who may run it, the fact."""

from datetime import datetime

from qinglian.domain.education import study_refusals
from qinglian.domain.education.activity_policy import may_keep_study, may_run_activity
from qinglian.domain.education.events import ActivityMoved
from qinglian.domain.education.lifecycle import ACTIVITY
from qinglian.domain.education.models import Activity, Attendance
from qinglian.domain.people.models import Person
from qinglian.domain.people.refusing import unknown
from qinglian.law.actor import Actor
from qinglian.law.lifecycle import Move
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.events import Event
from qinglian.record.models import Secrecy


def locked(activity: Activity) -> Activity:
    """This will return the activity as it stands, locked until the end of the transaction."""
    return Activity.objects.select_for_update().get(pk=activity.pk)


def require_move(activity: Activity, act: str, *, by: Actor) -> Move:
    """This will return the move, or refuse it: wrong role, somebody else's activity, wrong state."""
    if not may_run_activity(by, organiser=activity.organiser_id) and _has_role_for(act, by):
        raise study_refusals.only_runners()
    return ACTIVITY.require(act, state=activity.state, by=by)


def require_runner(activity: Activity, *, by: Actor) -> None:
    """This will refuse whoever does not run this activity."""
    if not may_run_activity(by, organiser=activity.organiser_id):
        raise study_refusals.only_runners()


def require_keeper(by: Actor) -> None:
    """This will refuse whoever is not of the party office."""
    if not may_keep_study(by):
        raise study_refusals.only_party_office()


def move(activity: Activity, to: Move, *, by: Actor, at: datetime, reason: str = "", fields: tuple[str, ...] = ()) -> Activity:  # fmt: skip
    """This will store the new state with these fields, and record it."""
    activity.state = to.target
    activity.save(update_fields=["state", *fields])
    came = Attendance.objects.filter(activity=activity).count()
    event = ActivityMoved(activity.pk, to.act, to.target, activity.expected.count(), came, reason)
    note(event, f"activity:{activity.pk}", by=by, at=at)
    return activity


def note(event: Event, subject: str, *, by: Actor, at: datetime) -> None:
    """This will record a fact of study, confidential."""
    append(event, subject=subject, by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)


def person_of(by: Actor) -> Person:
    """This will return the person who acts (NotFound when nobody stands behind the actor)."""
    found = Person.objects.filter(pk=by.id).first()
    if found is None:
        raise unknown(Text("个人", "person"))
    return found


def _has_role_for(act: str, by: Actor) -> bool:
    return any(by.has_role(*one.roles) for one in ACTIVITY.moves if one.act == act)
