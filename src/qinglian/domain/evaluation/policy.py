"""Who may do what in a session, and when. Pure predicates."""

from datetime import datetime

from qinglian.law.actor import Actor

SCORING = ("review", "technical", "business")


def may_host(by: Actor) -> bool:
    """This will say whether the actor hosts evaluations for the centre."""
    return by.has_role("centre_host")


def may_watch(by: Actor) -> bool:
    """This will say whether the actor may watch sessions: centre and supervisors, who see progress and never scores or names."""
    return by.has_role("centre_host", "supervisor")


def may_name_representatives(by: Actor, *, tenderer: str, agency: str | None) -> bool:
    """This will say whether the actor names the tenderer's representatives (ZTB 37)."""
    return by.has_role("buyer_operator", "buyer_reviewer") and by.organisation in {tenderer, agency}


def seat_actor(seat: int, *, is_chair: bool) -> Actor:
    """This will return the actor that sits at a seat. Facts never show it: members act by null until the award."""
    return Actor(id=f"seat-{seat}", roles=frozenset({"committee", "chair"} if is_chair else {"committee"}))


def is_over(until_at: datetime, *, at: datetime) -> bool:
    """This will say whether a time limit has passed."""
    return at >= until_at
