"""Who sees what of candidates and awards, and when something is due. Pure predicates."""

from datetime import datetime

from qinglian.law.actor import Actor


def is_second_person(by: Actor, *, first: str) -> bool:
    """This will say whether the actor is not the one who published the candidates."""
    return by.id != first


def is_over(until_at: datetime, *, at: datetime) -> bool:
    """This will say whether the publicity period has ended."""
    return at >= until_at


def may_read_reasons(by: Actor, *, bidder: str) -> bool:
    """This will say whether the actor may read a rejection notice: its bidder, the supervisor and the centre."""
    return (by.has_role("bidder", "bidder_agent") and by.organisation == bidder) or by.has_role(
        "supervisor", "centre_host"
    )
