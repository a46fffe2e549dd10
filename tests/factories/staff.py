"""Members of the centre's staff for tests: a login, a post with roles, an entry on the roll."""

from collections.abc import Sequence
from datetime import datetime

from qinglian.domain.people.actions import enter_roll
from qinglian.domain.people.models import Person, RollEntry
from qinglian.law.actor import Actor
from tests.factories import people

AT = people.AT


def member(
    name: str = "", *, department: str = "transaction", work_post: str = "host", branch: str = "second", standings: Sequence[str] = (),
    area: Sequence[str] = (), is_party_member: bool = True, roles: Sequence[str] = ("staff",), cause: str = "entered", at: datetime = AT,
) -> Person:  # fmt: skip
    """This will store a member of staff with these roles and put the person on the roll."""
    person = people.person(people.centre(), *roles, at=at)
    if name:
        person.name = name
        person.save(update_fields=["name"])
    enter_roll(
        person, department=department, work_post=work_post, branch=branch, standings=standings, area=area,
        is_party_member=is_party_member, cause=cause, by=people.admin(), at=at,
    )  # fmt: skip
    return person


def actor(person: Person, *, at: datetime = AT) -> Actor:
    """This will return who the person acts as."""
    return people.actor(person, at=at)


def entry(person: Person) -> RollEntry:
    """This will return the person's present entry."""
    return RollEntry.objects.get(person=person, until_at=None)


def party_secretary(name: str = "书记甲") -> Person:
    """This will store the party secretary, who leads the centre."""
    return member(
        name, department="office", work_post="director", branch="first", roles=("centre_leader", "staff"),
        standings=("party_secretary", "leadership"),
    )  # fmt: skip


def deputy(name: str = "副主任甲", *, area: Sequence[str] = ("transaction", "expert")) -> Person:
    """This will store a member of the leadership who answers for these sections."""
    return member(
        name, department="office", work_post="deputy_director", branch="first", roles=("centre_leader", "staff"),
        standings=("leadership", "deputy_division"), area=area,
    )  # fmt: skip


def head(name: str = "科长甲", *, department: str = "transaction", branch: str = "second") -> Person:
    """This will store the head of a section."""
    return member(
        name,
        department=department,
        work_post="host",
        branch=branch,
        roles=("section_head", "staff"),
        standings=("section_head", "key_post"),
    )


def party_officer(name: str = "党务甲") -> Person:
    """This will store an officer of the party office."""
    return member(name, department="party", work_post="party_officer", branch="first", roles=("party_officer", "staff"))


def discipline_officer(name: str = "纪检甲") -> Person:
    """This will store a discipline officer."""
    return member(
        name,
        department="party",
        work_post="discipline_officer",
        branch="first",
        roles=("discipline_officer", "staff"),
        standings=("key_post",),
    )
