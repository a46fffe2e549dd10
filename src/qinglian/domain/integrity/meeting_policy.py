"""Who may see committee meetings and their decisions. Pure predicates."""

from qinglian.law.actor import Actor

MEETING_READERS = ("centre_leader", "party_officer", "discipline_officer", "section_head", "supervisor")


def may_see_meetings(by: Actor) -> bool:
    """This will say whether the actor may see committee meetings: leaders, the party and discipline office, heads of sections, supervisors."""
    return by.has_role(*MEETING_READERS)


def may_keep_meetings(by: Actor) -> bool:
    """This will say whether the actor registers meetings and decisions."""
    return by.has_role("party_officer")


def may_report_decision(owner: str, by: Actor) -> bool:
    """This will say whether the actor may report this owner's decision carried out: the owner, or the party office."""
    return by.id == owner or by.has_role("party_officer")
