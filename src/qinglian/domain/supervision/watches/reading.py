"""What watches share: how far back they look, facts by the section that they are about, and how findings name their subject."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from qinglian.domain.tenders.models import Section
from qinglian.record.models import Fact

LOOK_BACK = timedelta(days=400)
Place = tuple[str, str, int]  # tender code, section number, round


def since(at: datetime) -> datetime:
    """This will return the moment before which history is not looked at any more."""
    return at - LOOK_BACK


def facts_of(*kinds: str, at: datetime) -> list[Fact]:
    """This will list the facts of these kinds, whatever their secrecy, in the order of appending. One query."""
    rows = Fact.objects.filter(kind__in=kinds, at__gte=since(at), erased_at=None)
    return list(rows.defer("leaf", "salt").order_by("id"))


def place_of(fact: Fact) -> Place:
    """This will return which section's round a tender's fact is about."""
    body = fact.fact["body"]
    return fact.subject.removeprefix("tender:"), body["section"], body["round"]


def by_place(facts: Iterable[Fact]) -> dict[Place, list[Fact]]:
    """This will sort facts by section and round."""
    found: dict[Place, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[place_of(fact)].append(fact)
    return found


def place(section: Section, round_: int) -> Place:
    """This will return the place of a row of this section and round."""
    return section.tender.code, section.number, round_


def subject_at(where: Place) -> str:
    """This will name a section as the subject of a finding."""
    return f"tender:{where[0]}/{where[1]}"


def subject_of(section: Section) -> str:
    """This will name a section as the subject of a finding."""
    return f"tender:{section.tender.code}/{section.number}"


def ids(facts: Iterable[Fact]) -> tuple[int, ...]:
    """This will return the primary keys of these facts: the evidence."""
    return tuple(fact.pk for fact in facts)


def listed(seats: Iterable[int]) -> str:
    """This will write seat numbers in order."""
    return ", ".join(str(seat) for seat in sorted(seats))
