"""Who keeps campaigns, problems and gifts, and who may read them. Pure predicates over actors and people on the roll."""

from collections.abc import Iterable
from dataclasses import dataclass

from qinglian.domain.supervision.lifecycle import CAMPAIGN, GIFT
from qinglian.law.actor import Actor

READERS = ("supervisor", "centre_leader", "party_officer", "discipline_officer", "section_head")


@dataclass(frozen=True)
class OnRoll:
    """What the predicates need to know of a person on the roll."""

    person: str
    department: str
    work_post: str
    standings: tuple[str, ...]
    area: tuple[str, ...]


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


def heads_of(department: str, roll: Iterable[OnRoll]) -> list[str]:
    """This will list who heads a section."""
    return [one.person for one in roll if one.department == department and rank_of(one.standings) == "head"]


def leaders_over(person: str, *, rank: str, department: str, roll: Iterable[OnRoll]) -> list[str]:
    """This will list who signs as the leader over a person: of the leadership who answers for the section, else the party secretary, else discipline officers.

    A leader's own self-check goes to the party secretary, the secretary's to the discipline officers. Nobody signs over oneself.
    """
    others = [one for one in roll if one.person != person]
    over = [one.person for one in others if "leadership" in one.standings and department in one.area]
    secretary = [one.person for one in others if "party_secretary" in one.standings]
    officers = [one.person for one in others if one.work_post == "discipline_officer"]
    return (over if rank != "leader" else []) or secretary or officers
