"""Who plans talks, sees that they were held, and reads what was said. Pure predicates."""

from typing import Protocol

from qinglian.law.actor import Actor

PLANNERS = ("party_officer",)
OVERSEERS = ("centre_leader", "party_officer", "discipline_officer", "supervisor")


class Talked(Protocol):
    """What is asked of a talk."""

    talker_id: str
    listener_id: str


def may_plan_talks(by: Actor) -> bool:
    """This will say whether the actor opens the year's round."""
    return by.has_role(*PLANNERS)


def may_see_matrix(by: Actor) -> bool:
    """This will say whether the actor sees who talked with whom: leaders, the party office, discipline officers, supervisors."""
    return by.has_role(*OVERSEERS)


def is_one_of_the_two(talk: Talked, by: Actor) -> bool:
    """This will say whether the actor held the talk or was talked with."""
    return bool(by.id) and by.id in (talk.talker_id, talk.listener_id)


def may_see_talk(talk: Talked, by: Actor) -> bool:
    """This will say whether the actor may know that this talk took place."""
    return is_one_of_the_two(talk, by) or may_see_matrix(by)


def may_read_talk(talk: Talked, by: Actor) -> bool:
    """This will say whether the actor may read what was said: the two and the discipline officer, nobody else, the party office neither."""
    return is_one_of_the_two(talk, by) or by.has_role("discipline_officer")
