"""Who holds a post of work or a standing, who heads a section and who leads it, among the people on the roll. Pure."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class OnRoll(Protocol):
    """What is asked of an entry of the roll."""

    person_id: str
    department: str
    work_post: str
    standings: Sequence[str]  # of establishment.STANDINGS
    area: Sequence[str]  # the sections that a member of the leadership answers for


Entry = TypeVar("Entry", bound=OnRoll)


def at_post(work_post: str, roll: Iterable[Entry]) -> list[Entry]:
    """This will list who holds a post of work, for example `discipline_officer`."""
    return [one for one in roll if one.work_post == work_post]


def standing_as(standing: str, roll: Iterable[Entry]) -> list[Entry]:
    """This will list who has a standing, for example `party_secretary`."""
    return [one for one in roll if standing in one.standings]


def heads_of(department: str, roll: Iterable[Entry]) -> list[Entry]:
    """This will list who heads a section."""
    return [one for one in standing_as("section_head", roll) if one.department == department]


def answering_for(department: str, roll: Iterable[Entry]) -> list[Entry]:
    """This will list the members of the leadership who answer for a section."""
    return [one for one in standing_as("leadership", roll) if department in one.area]


def leaders_over(department: str, roll: Iterable[Entry], *, but: str = "") -> list[Entry]:
    """This will list who leads a section, the person `but` left out: who answers for it; where nobody does, the party secretary; where
    there is none, the rest of the leadership."""
    others = [one for one in roll if one.person_id != but]
    return (
        answering_for(department, others) or standing_as("party_secretary", others) or standing_as("leadership", others)
    )
