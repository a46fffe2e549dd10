"""Who may plan, run and see study and education. Pure predicates."""

from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.actor import Actor

READERS = ("supervisor", *CENTRE_ROLES)


def may_read_study(by: Actor) -> bool:
    """This will say whether the actor may see activities and coverage: the centre's staff and supervisors."""
    return by.has_role(*READERS)


def may_keep_study(by: Actor) -> bool:
    """This will say whether the actor keeps directives, cases, films, series and venues: the party office."""
    return by.has_role("party_officer")


def may_plan_activity(by: Actor, *, secretary_of: str, audience: str, audience_of: str) -> bool:
    """This will say whether the actor may plan this: the party office everything, a branch secretary what is for the own branch."""
    return may_keep_study(by) or (bool(secretary_of) and (audience, audience_of) == ("branch", secretary_of))


def may_run_activity(by: Actor, *, organiser: str) -> bool:
    """This will say whether the actor runs this activity: the party office, or who organises it."""
    return may_keep_study(by) or by.id == organiser


def may_read_reflection(by: Actor, *, writer: str, state: str) -> bool:
    """This will say whether the actor may read a reflection: its writer always, the party office once it was handed in."""
    return by.id == writer or (may_keep_study(by) and state != "draft")
