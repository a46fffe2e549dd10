"""Who holds which lists of duties, and whose signatures are missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from qinglian.domain.integrity import refusals
from qinglian.domain.integrity.duty_templates import LEADING, LISTS
from qinglian.domain.integrity.models import DutyList
from qinglian.domain.integrity.policy import may_see_rounds
from qinglian.domain.people.models import RollEntry
from qinglian.domain.people.policy import may_see_all_duties
from qinglian.domain.people.queries import present_entries
from qinglian.law.actor import Actor


@dataclass(frozen=True)
class Holder:
    """A leading post and its lists of one year, by kind; a kind without a list is missing from the mapping."""

    entry: RollEntry
    lists: dict[str, DutyList]

    @property
    def has_signed(self) -> bool:
        """Whether both lists are signed."""
        return all(kind in self.lists and self.lists[kind].state in ("signed", "reviewed") for kind in LISTS)

    @property
    def has_reviewed(self) -> bool:
        """Whether both lists are reviewed."""
        return all(kind in self.lists and self.lists[kind].state == "reviewed" for kind in LISTS)


def leading_entries(entries: Iterable[RollEntry] | None = None) -> list[RollEntry]:
    """This will list the leading posts on the roll (among these entries of it): members of the leadership, then heads of sections."""
    if entries is None:
        entries = present_entries()
    found = [row for row in entries if set(row.standings) & set(LEADING)]
    return sorted(found, key=lambda row: "leadership" not in row.standings)


def holders_in(year: int, *, asker: Actor) -> list[Holder]:
    """This will list the leading posts with their lists of a year; who does not see all duties gets the own alone. Two queries."""
    if not may_see_rounds(asker):
        raise refusals.for_staff("duty_lists")
    entries = leading_entries()
    if not (may_see_all_duties(asker) or asker.has_role("party_officer")):
        entries = [row for row in entries if row.person_id == asker.id]
    lists: dict[str, dict[str, DutyList]] = {}
    for row in DutyList.objects.filter(year=year, person_id__in=[entry.person_id for entry in entries]):
        lists.setdefault(row.person_id, {})[row.kind] = row
    return [Holder(entry, lists.get(entry.person_id, {})) for entry in entries]


def duty_list_for(number: int, *, asker: Actor) -> DutyList:
    """This will return one list to its holder and to those who see all duties (NotFound otherwise)."""
    found = DutyList.objects.select_related("person").filter(pk=number).first()
    if found is None or not (found.person_id == asker.id or may_see_all_duties(asker)):
        raise refusals.no_such_list()
    return found


def own_lists(asker: Actor, *, year: int) -> QuerySet[DutyList]:
    """This will list the asker's own lists of a year, business first."""
    return DutyList.objects.filter(year=year, person_id=asker.id).exclude(state="draft").order_by("kind")
