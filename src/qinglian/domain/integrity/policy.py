"""Who opens rounds, campaigns and lists, and who sees whose. Pure predicates."""

from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.actor import Actor


def may_open_rounds(by: Actor) -> bool:
    """This will say whether the actor opens and closes risk-finding rounds: the discipline officer."""
    return by.has_role("discipline_officer")


def may_see_rounds(by: Actor) -> bool:
    """This will say whether the actor may see rounds, proposals and the compendium: whoever works at the centre, and supervisors."""
    return by.has_role("supervisor", *CENTRE_ROLES)


def may_open_campaigns(by: Actor) -> bool:
    """This will say whether the actor asks for the pledges of a year and drafts lists of duties: the party office."""
    return by.has_role("party_officer")
