"""Who may read and write festivals' reminders. Pure predicates."""

from qinglian.domain.education.lifecycle import REMINDER
from qinglian.domain.people.policy import may_see_roll
from qinglian.law.actor import Actor


def may_see_reminders(by: Actor) -> bool:
    """This will say whether the actor may read reminders and their rates: whoever works at the centre, and supervisors."""
    return may_see_roll(by)


def may_write_reminders(by: Actor) -> bool:
    """This will say whether the actor writes reminders."""
    return any(by.has_role(*move.roles) for move in REMINDER.moves if move.act == "write_reminder")
