"""Who may see the risk wall, check a point, explain and close. Pure predicates."""

from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.actor import Actor

STAFF = tuple(role for role in CENTRE_ROLES if role != "staff")  # who explains a warning stands in the lifecycle
OUTCOMES = ("sound", "attention", "alarm")


def may_see_wall(by: Actor) -> bool:
    """This will say whether the actor may see the wall and its warnings: supervisors and the centre's staff."""
    return by.has_role("supervisor", *STAFF)


PILLAR_READERS = ("centre_leader", "party_officer", "discipline_officer", "section_head", "supervisor")


def may_see_pillars(by: Actor) -> bool:
    """This will say whether the overview of the four pillars is for this actor: it names who is late."""
    return by.has_role(*PILLAR_READERS)


def may_check_points(by: Actor) -> bool:
    """This will say whether the actor checks risk points in person."""
    return by.has_role("supervisor", "discipline_officer")
