"""Who answers for a task or a decision: somebody who is on the roll now."""

from datetime import date

from qinglian.domain.people.models import Person, RollEntry
from qinglian.domain.people.queries import roll_entry_of
from qinglian.domain.people.refusing import not_valid
from qinglian.law.text import Text


def require_on_roll(person: Person, field: str) -> RollEntry:
    """This will return the person's present entry of the roll (NotValid when the person is not on it)."""
    entry = roll_entry_of(person.pk)
    if entry is None:
        raise not_valid(
            field,
            Text(f"{person.name}不在花名册上。", f"{person.name} is not on the roll."),
            Text("请选在岗人员。", "Choose somebody who is on the roll."),
            rule="owner_on_roll",
        )
    return entry


def require_leader(person: Person, field: str) -> None:
    """This will raise NotValid unless the person belongs to the leadership."""
    if "leadership" not in require_on_roll(person, field).standings:
        raise not_valid(
            field,
            Text(f"{person.name}不是班子成员。", f"{person.name} does not belong to the leadership."),
            Text("请选班子成员。", "Choose a member of the leadership."),
            rule="leader_of_leadership",
        )


def require_ahead(due_on: date, field: str, *, on: date) -> None:
    """This will raise NotValid when the day is already over."""
    if due_on < on:
        raise not_valid(
            field,
            Text("期限已经过了。", "The day is already over."),
            Text("请填今天或者以后的日期。", "Give today or a later day."),
            rule="field_form",
        )
