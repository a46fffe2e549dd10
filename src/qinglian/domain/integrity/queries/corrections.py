"""What corrections are due, who checks them again, which leader presses. Asked by the actions and the timetable."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from qinglian.domain.integrity.models import Rectification
from qinglian.domain.people.leading import at_post, leaders_over
from qinglian.domain.people.models import Person
from qinglian.domain.people.queries import on_roll
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


def leader_for(department: str, *, other_than: str) -> Person | None:
    """This will return who leads the section (leading.leaders_over); None when the roll has nobody."""
    return next((row.person for row in leaders_over(department, on_roll(), but=other_than)), None)
