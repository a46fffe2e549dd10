"""Who runs open days, answers suggestions and reads ratings. Pure predicates."""

from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.actor import Actor


def may_run_open_days(by: Actor) -> bool:
    """This will say whether the actor plans open days, invites guests and notes who came: party office and heads of sections."""
    return by.has_role("party_officer", "section_head")


def may_see_outreach(by: Actor) -> bool:
    """This will say whether the actor sees guests, suggestions and ratings as they came in: staff and supervisors."""
    return by.has_role("supervisor", *CENTRE_ROLES)


def may_pass_on(by: Actor) -> bool:
    """This will say whether the actor gives a suggestion to who is to answer it."""
    return by.has_role("party_officer", "section_head")


def may_answer_all(by: Actor) -> bool:
    """This will say whether the actor answers in anybody's place."""
    return by.has_role("party_officer")
