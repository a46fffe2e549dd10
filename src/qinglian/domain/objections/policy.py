"""Who sees an objection to candidates. Pure predicates."""

from datetime import datetime
from typing import Protocol

from qinglian.law.actor import Actor


class Raised(Protocol):
    """What the predicates need to know of an objection."""

    state: str
    bidder_id: str


def may_read(objection: Raised, by: Actor, *, tenderer: str, agency: str | None) -> bool:
    """This will say whether the actor may read an objection: everybody once it is answered, before that the parties and who watches."""
    if objection.state == "answered" or by.has_role("supervisor", "centre_host", "centre_verifier"):
        return True
    return bool(by.organisation) and by.organisation in {objection.bidder_id, tenderer, agency}


def is_within(at: datetime, *, from_at: datetime, until_at: datetime) -> bool:
    """This will say whether a moment lies in the publicity period."""
    return from_at <= at < until_at
