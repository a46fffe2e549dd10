"""Who keeps campaigns, problems and gifts, and who may read them. Pure predicates over actors and people on the roll."""

from collections.abc import Iterable

from qinglian.domain.people.leading import Entry, at_post, heads_of, leaders_over, standing_as
from qinglian.domain.supervision.lifecycle import CAMPAIGN, GIFT
from qinglian.law.actor import Actor

READERS = ("supervisor", "centre_leader", "party_officer", "discipline_officer", "section_head")


def may_keep_campaigns(by: Actor) -> bool:
    """This will say whether the actor launches and ends campaigns, registers, judges and closes problems."""
    return any(by.has_role(*move.roles) for move in CAMPAIGN.moves)


def may_keep_gifts(by: Actor) -> bool:
    """This will say whether the actor sees every declared gift and takes them in."""
    return any(by.has_role(*move.roles) for move in GIFT.moves)


def may_see_problems(by: Actor) -> bool:
    """This will say whether the actor reads the registers of problems (confidential ones apart): oversight, leaders, heads of sections."""
    return by.has_role(*READERS)


def rank_of(standings: Iterable[str]) -> str:
    """This will say where a person's self-check begins: a leader's and a head's have no section head above them."""
    held = set(standings)
    if held & {"party_secretary", "leadership"}:
        return "leader"
    return "head" if "section_head" in held else "staff"


def signing_heads(department: str, roll: Iterable[Entry]) -> list[str]:
    """This will list who signs as a section's head: a member of the leadership who heads it signs as its leader."""
    return [one.person_id for one in heads_of(department, roll) if rank_of(one.standings) == "head"]


def signing_leaders(person: str, *, rank: str, department: str, roll: Iterable[Entry]) -> list[str]:
    """This will list who signs as the leader over a person: who leads the section, and where nobody does the discipline officers.

    A leader's own self-check goes to the party secretary, the secretary's to the discipline officers. Nobody signs over oneself.
    """
    others = [one for one in roll if one.person_id != person]
    over = standing_as("party_secretary", others) if rank == "leader" else leaders_over(department, others)
    return [one.person_id for one in over or at_post("discipline_officer", others)]
