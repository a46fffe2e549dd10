"""Who plans home visits, and who reads what was found. Pure predicates."""

from typing import Protocol

from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.actor import Actor


class Visited(Protocol):
    """What is asked of a visit."""

    visitor_id: str


def may_plan_visits(by: Actor) -> bool:
    """This will say whether the actor plans home visits."""
    return by.has_role("party_officer")


def may_see_visits(by: Actor) -> bool:
    """This will say whether the actor may know that visits took place: the centre's staff and supervisors."""
    return by.has_role("supervisor", *CENTRE_ROLES)


def may_read_visit(visit: Visited, by: Actor) -> bool:
    """This will say whether the actor may read a visit's details: the visitor and the party office."""
    return by.has_role("party_officer") or (bool(by.id) and visit.visitor_id == by.id)
