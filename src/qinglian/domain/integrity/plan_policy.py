"""Who may see, keep and close what of the yearly plan. Pure predicates."""

from typing import Protocol

from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.actor import Actor

PLAN_READERS = ("supervisor", *CENTRE_ROLES)


class Owned(Protocol):
    """What the predicates need to know of a task."""

    owner_id: str
    leader_id: str
    department: str


def may_see_plans(by: Actor) -> bool:
    """This will say whether the actor may see plans: whoever works at the centre, and supervisors."""
    return by.has_role(*PLAN_READERS)


def may_keep_plans(by: Actor) -> bool:
    """This will say whether the actor prepares plans and tasks."""
    return by.has_role("party_officer")


def may_work_on(task: Owned, by: Actor) -> bool:
    """This will say whether the actor reports on this task: its owner, or the party office."""
    return by.id == task.owner_id or by.has_role("party_officer")


def may_close(task: Owned, by: Actor) -> bool:
    """This will say whether the actor closes this task: its responsible leader or the party office, never its owner alone."""
    return (by.id == task.leader_id or by.has_role("party_officer")) and by.id != task.owner_id
