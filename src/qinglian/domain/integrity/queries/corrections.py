"""What corrections are due, who checks them again, which leader presses. Asked by the actions and the timetable."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from qinglian.domain.integrity.models import Rectification
from qinglian.domain.people.leading import at_post, leaders_over
from qinglian.domain.people.models import Person
from qinglian.domain.people.queries import on_roll, roll_entry_of
from qinglian.law.actor import Actor
from qinglian.law.rulebook import rule
from qinglian.record.clock import CHINA

OPEN = ("ordered", "returned")  # it is the owner's turn


def duty_about(row: Rectification) -> str:
    """This will name a correction and its round, as duties name it: `rectification:7`, and `rectification:7-2` once it was returned."""
    return f"rectification:{row.pk}" + (f"-{row.round}" if row.round > 1 else "")


def reminder_due(row: Rectification, *, at: datetime) -> bool:
    """This will say whether the owner is to be reminded now, and was not yet."""
    today = at.astimezone(CHINA).date()
    days = timedelta(days=rule("rectification_remind_days", on=today).number())
    return row.state in OPEN and row.reminded_at is None and row.due_on - days <= today


def escalation_due(row: Rectification, *, at: datetime) -> bool:
    """This will say whether a leader is to be told now, and was not yet."""
    today = at.astimezone(CHINA).date()
    days = timedelta(days=rule("rectification_escalate_days", on=today).number())
    return row.state in OPEN and row.escalated_at is None and row.due_on + days <= today


def rectifications_to_tell(at: datetime) -> QuerySet[Rectification]:
    """This will list the corrections whose reminder or escalation may be due: of those who correct, not yet told both."""
    today = at.astimezone(CHINA).date()
    near = today + timedelta(days=rule("rectification_remind_days", on=today).number())
    untold = Q(reminded_at=None) | Q(escalated_at=None)
    return Rectification.objects.filter(untold, state__in=OPEN, due_on__lte=near).order_by("pk")


def recheckers(*, other_than: str) -> list[Person]:
    """This will list the discipline officers on the roll, but for one person."""
    return [row.person for row in at_post("discipline_officer", on_roll().exclude(person_id=other_than))]


def may_hand_in(row: Rectification, *, asker: Actor) -> bool:
    """This will say whose turn a correction is: the owner's, or a discipline officer's when the owner has left the roll."""
    if asker.id == row.owner_id:
        return True
    return asker.has_role("discipline_officer") and roll_entry_of(row.owner_id) is None


def leader_for(row: Rectification) -> Person | None:
    """This will return who presses a correction that is late: the first who leads its section (leading.leaders_over), never its owner.

    What a person told of oneself goes to nobody below: of a leader's own only to the party secretary, of others to no leader of another
    area. None when the roll has nobody who fits.
    """
    department, entries = row.finding.department, list(on_roll())
    if row.finding.is_private:
        is_leaders = any(one.person_id == row.owner_id and "leadership" in one.standings for one in entries)
        entries = [
            one for one in entries if "party_secretary" in one.standings or (department in one.area and not is_leaders)
        ]
    return next((one.person for one in leaders_over(department, entries, but=row.owner_id)), None)
