"""What filing an activity fulfils: directives studied, the year's lecture given, a branch's discussion held."""

from datetime import datetime

from qinglian.domain.education.models import Activity
from qinglian.domain.people.actions import fulfil_duty
from qinglian.domain.people.leading import standing_as
from qinglian.domain.people.models import RollEntry
from qinglian.domain.people.queries import on_roll
from qinglian.law.actor import Actor
from qinglian.record.clock import CHINA


def fulfil_by_closing(activity: Activity, *, by: Actor, at: datetime) -> None:
    """This will fulfil every duty that the filed activity was owed for."""
    evidence = f"activity:{activity.pk}"
    for directive in activity.directives.filter(studied_at=None):
        directive.studied_at, directive.studied_in = activity.held_at, activity.pk
        directive.save(update_fields=["studied_at", "studied_in"])
        about = f"directive:{directive.pk}"
        fulfil_duty("follow_up_study", owed_by=directive.registered_by, about=about, evidence=evidence, by=by, at=at)
    if activity.kind == "party_lecture" and activity.speaker_id is not None:
        about = f"lectures:{activity.held_at.astimezone(CHINA).year}"
        fulfil_duty("lecture", owed_by=activity.speaker_id, about=about, evidence=evidence, by=by, at=at)
    if activity.case_id is not None and activity.audience == "branch":
        for entry in secretaries_of(activity.audience_of):
            about = f"case:{activity.case_id}"
            fulfil_duty("discussion", owed_by=entry.person_id, about=about, evidence=evidence, by=by, at=at)


def secretaries_of(branch: str) -> list[RollEntry]:
    """This will list the present secretaries of a branch (normally one)."""
    return standing_as("branch_secretary", on_roll().filter(branch=branch))
