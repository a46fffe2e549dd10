"""Who is on the roll, and what who owes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from qinglian.domain.people.as_of import had, had_not, late_on
from qinglian.domain.people.duty_kinds import DUTY_KIND_BY_CODE, DUTY_KINDS
from qinglian.domain.people.figure import Figure
from qinglian.domain.people.models import Duty, Person, RollEntry
from qinglian.domain.people.policy import may_keep_roll, may_see_all_duties, may_see_roll
from qinglian.domain.people.refusing import not_yours, unknown
from qinglian.domain.people.share import Share
from qinglian.law.actor import Actor
from qinglian.law.text import Text

STANDING = Q(fulfilled_at=None, waived_at=None)
STAFF = Text("中心工作人员和监督人员", "the centre's staff and supervisors")
ENTRY = Text("位花名册上的人员", "person on the roll")


@dataclass(frozen=True)
class Coverage:
    """How much of a kind is due, how much is done, how much is late. What was waived or dropped counts nowhere."""

    due: int
    done: int
    overdue: int

    @property
    def share(self) -> Share:
        """What is done of what is due."""
        return Share(self.done, self.due)


def roll_for(asker: Actor, *, department: str = "", branch: str = "", standing: str = "") -> list[RollEntry]:
    """This will list the present roll by section and name, narrowed to a section, branch or standing (NotAllowed for strangers)."""
    if not may_see_roll(asker):
        raise not_yours(STAFF, rule="roll_kept")
    rows = on_roll().filter(department=department) if department else on_roll()
    rows = rows.filter(branch=branch) if branch else rows
    found = rows.order_by("department", "person__name", "pk")
    return [row for row in found if not standing or standing in row.standings]


def on_roll() -> QuerySet[RollEntry]:
    """This will list who is on the roll now, by entry, for acts and questions that were allowed already."""
    return RollEntry.objects.filter(until_at=None).select_related("person").order_by("pk")


def present_entries() -> list[RollEntry]:
    """This will list who is on the roll now by section and name, for figures and pages that were allowed. One query."""
    return list(on_roll().order_by("department", "person__name", "pk"))


def roll_entry_of(person_id: str) -> RollEntry | None:
    """This will return a person's present entry, or None when the person is not on the roll."""
    return on_roll().filter(person_id=person_id).first()


def roll_entry_for(number: int, *, asker: Actor) -> RollEntry:
    """This will return one entry of the roll, past or present (NotFound when there is none or it is not yours to see)."""
    found = RollEntry.objects.filter(pk=number).select_related("person").first() if may_see_roll(asker) else None
    if found is None:
        raise unknown(ENTRY)
    return found


def staff_member(person_id: str, *, asker: Actor) -> Person:
    """This will return a person who is on the roll now (NotFound otherwise)."""
    entry = roll_entry_of(person_id) if may_see_roll(asker) else None
    if entry is None:
        raise unknown(ENTRY)
    return entry.person


def person_at_centre(person_id: str, *, asker: Actor) -> Person:
    """This will return a person who holds a post of the centre now, for those who keep the roll (NotFound otherwise)."""
    held = Person.objects.filter(pk=person_id, posts__until_at=None, posts__organisation__kinds=["centre"])
    found = held.distinct().first() if may_keep_roll(asker) else None
    if found is None:
        raise unknown(ENTRY)
    return found


def not_yet_on_roll(asker: Actor) -> list[Person]:
    """This will list who holds a post of the centre and is not on the roll, for those who keep it."""
    if not may_keep_roll(asker):
        return []
    held = Person.objects.filter(posts__until_at=None, posts__organisation__kinds=["centre"])
    return list(
        held.exclude(roll_entries__in=RollEntry.objects.filter(until_at=None)).distinct().order_by("name", "pk")
    )


def asked_of(asker: Actor) -> QuerySet[Duty]:
    """This will list what the asker owes and has not done, earliest due first."""
    return Duty.objects.filter(STANDING, owed_by_id=asker.id).order_by("due_on", "pk")


def done_by(asker: Actor) -> QuerySet[Duty]:
    """This will list what the asker owed and did, newest first."""
    return Duty.objects.filter(owed_by_id=asker.id, fulfilled_at__isnull=False).order_by("-fulfilled_at", "pk")


def duties_for(asker: Actor, *, kind: str = "", about: str = "", standing: bool | None = None) -> QuerySet[Duty]:
    """This will list duties, earliest due first: all of them for those who may see all, the own section's for its head, otherwise one's own."""
    rows = Duty.objects.select_related("owed_by").filter(waived_at=None).order_by("due_on", "pk")
    if not may_see_all_duties(asker):
        rows = rows.filter(owed_by_id__in=_whose(asker))
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(about=about) if about else rows
    return rows if standing is None else rows.filter(fulfilled_at__isnull=standing)


def duties_of_year(
    asker: Actor, *, on: date, department: str = "", pillar: str = "", kind: str = "", state: str = ""
) -> QuerySet[Duty]:
    """This will list the duties that fall due in the year of a day, of people on the roll now, as they stood at its end and as the asker
    may see them: the records behind the pillars' counts. `state`: done, open, late; each row carries `department`."""
    rows = duties_for(asker, kind=kind).filter(counted_on(on), due_on__year=on.year)
    if department:
        rows = rows.filter(owed_by__in=RollEntry.objects.filter(until_at=None, department=department).values("person"))
    if pillar:
        rows = rows.filter(kind__in=[row.code for row in DUTY_KINDS if row.pillar == pillar])
    told = {"done": had("fulfilled_at", on=on), "open": had_not("fulfilled_at", on=on), "late": late_on(on)}
    return rows.filter(told.get(state, Q())).annotate(department=F("owed_by__roll_entries__department"))


def counted_on(on: date) -> Q:
    """This will say of duties that they count on a day: asked for by its end, not waived, owed by somebody who is on the roll now."""
    stands = Q(waived_at=None, owed_by__roll_entries__isnull=False, owed_by__roll_entries__until_at=None)
    return stands & had("opened_at", on=on)


def coverage_of(kinds: Iterable[str], *, on: date, about: str = "", year: int | None = None) -> Coverage:
    """This will count duties of these kinds (about one thing, of one year of falling due) of people who are on the roll now, as they
    stood at the end of a day. One query."""
    rows = Duty.objects.filter(counted_on(on), kind__in=list(kinds))
    rows = rows.filter(about=about) if about else rows
    rows = rows.filter(due_on__year=year) if year else rows
    told = rows.aggregate(**standing_counts(on))
    return Coverage(told["due"], told["done"], told["overdue"])


def coverage_by_kind(kinds: Sequence[str], *, on: date) -> dict[str, Coverage]:
    """This will count the duties of the year of a day as `coverage_of` does, each of these kinds apart. One query."""
    rows = Duty.objects.filter(counted_on(on), kind__in=list(kinds), due_on__year=on.year)
    counted: Iterable[Any] = rows.values("kind").order_by().annotate(**standing_counts(on))
    told = {row["kind"]: Coverage(row["due"], row["done"], row["overdue"]) for row in counted}
    return {kind: told.get(kind, Coverage(0, 0, 0)) for kind in kinds}


def duty_figures(*rows: tuple[str, str, Text, Text], asker: Actor, on: date) -> list[Figure]:
    """This will return the figures of kinds of duties of the year of `on`, each told as code, kind, label and unit. One query.

    They open to the duties for those who may see all of them.
    """
    told, records = (
        coverage_by_kind([row[1] for row in rows], on=on),
        "centre_duties" if may_see_all_duties(asker) else "",
    )
    return [
        Figure(
            code, DUTY_KIND_BY_CODE[kind].pillar, label, unit, told[kind].done, told[kind].due, told[kind].overdue, records,
            f"kind={kind}&month={on:%Y-%m}",
        )
        for code, kind, label, unit in rows
    ]  # fmt: skip


def standing_counts(on: date) -> dict[str, Count]:
    """This will return what counts duties by how they stood at the end of a day: due, done, overdue."""
    done = had("fulfilled_at", on=on)
    return {"due": Count("pk"), "done": Count("pk", filter=done), "overdue": Count("pk", filter=late_on(on))}


def _whose(asker: Actor) -> list[str]:
    own = roll_entry_of(asker.id) if asker.has_role("section_head") else None
    if own is None:
        return [asker.id]
    section = RollEntry.objects.filter(until_at=None, department=own.department)
    return [asker.id, *section.values_list("person_id", flat=True)]
