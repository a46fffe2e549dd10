"""Who may see and change an investment project. Pure predicates."""

from typing import Protocol

from qinglian.law.actor import Actor


class Owned(Protocol):
    """What the predicates need to know of a project."""

    owner_id: str
    state: str


def may_work_on(project: Owned, by: Actor) -> bool:
    """This will say whether the actor acts for the project's owner."""
    return bool(by.organisation) and by.organisation == project.owner_id


def may_see(project: Owned, by: Actor) -> bool:
    """This will say whether the actor may see the project: its owner, supervisors, the centre's verifiers once submitted."""
    if may_work_on(project, by):
        return by.has_role("buyer_operator", "buyer_reviewer")
    return project.state == "submitted" and by.has_role(
        "supervisor", "centre_verifier", "buyer_operator", "buyer_reviewer"
    )
