"""A year of the centre in every register that the four pillars count, for tests: rows, some of them done in October, some open.

`begun` stores what was there on the last day of October, with what must not be counted beside it (last year's, dropped, called off).
`finished` does on 2 November (AT) whatever is open, and adds new things: a report of October must not change by it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from qinglian.domain.people.duty_kinds import DUTY_KINDS
from qinglian.domain.people.models import Duty, Person, RollEntry
from tests.factories import staff, year_of_checks, year_of_rules, year_of_study
from tests.factories.year_days import AT, DONE_AT, LAST_YEAR, LATE_ON


@dataclass(frozen=True)
class Crew:
    """Who is on the roll; `mover` came to the transaction section from finance."""

    secretary: Person
    deputy: Person
    head: Person
    discipline: Person
    party: Person
    mover: Person

    @property
    def everybody(self) -> list[Person]:
        """All of them."""
        return [self.secretary, self.deputy, self.head, self.discipline, self.party, self.mover]


def begun() -> Crew:
    """This will store the crew and what October left."""
    who = Crew(
        staff.party_secretary(), staff.deputy(), staff.head(), staff.discipline_officer(), staff.party_officer(),
        staff.member("调岗甲", standings=("branch_secretary",)),
    )  # fmt: skip
    began = DONE_AT - timedelta(days=200)
    RollEntry.objects.update(from_at=began)
    RollEntry.objects.create(
        person=who.mover, department="finance", work_post="cashier", cause="entered", from_at=began - timedelta(days=90), until_at=began
    )  # fmt: skip
    for kind in DUTY_KINDS:
        _owe(kind.code, who.head, "1", done_at=DONE_AT)
        _owe(kind.code, who.mover, "2")
        _owe(kind.code, who.mover, "3", due_on=LATE_ON.replace(year=LAST_YEAR))
        _owe(kind.code, who.head, "4", waived_at=DONE_AT)
    for part in (year_of_study, year_of_rules, year_of_checks):
        part.begin(who)
    return who


def finished(who: Crew) -> None:
    """This will do at AT what is open, and add new things."""
    for kind in DUTY_KINDS:
        Duty.objects.filter(kind=kind.code, about=f"{kind.code}:2").update(fulfilled_at=AT, evidence="test:1")
        _owe(kind.code, who.mover, "5", opened_at=AT, due_on=date(AT.year, 12, 1))
    for part in (year_of_study, year_of_rules, year_of_checks):
        part.finish(who)


def _owe(
    kind: str, person: Person, about: str, *, due_on: date = LATE_ON, opened_at: datetime = DONE_AT, done_at: datetime | None = None,
    waived_at: datetime | None = None,
) -> None:  # fmt: skip
    Duty.objects.create(
        kind=kind, owed_by=person, about=f"{kind}:{about}", title_zh="任务", title_en="A duty", due_on=due_on, opened_at=opened_at,
        fulfilled_at=done_at, waived_at=waived_at,
    )  # fmt: skip
