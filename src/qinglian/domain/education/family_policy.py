"""Who organises what families do, and what a family may read of itself. Pure predicates."""

from typing import Protocol

from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.actor import Actor
from qinglian.law.text import Text

EVENT_KINDS: dict[str, Text] = {
    "letter": Text("致家属的一封信", "Letter to families"),
    "activity": Text("家属活动", "Family activity"),
}
PART_KINDS: dict[str, Text] = EVENT_KINDS | {"pledge": Text("家庭助廉承诺", "Family's pledge")}
VIDEO_STANDINGS = ("leadership", "section_head")


class Owned(Protocol):
    """What is asked of a family's part, nomination or video."""

    member_id: str


def may_organise_families(by: Actor) -> bool:
    """This will say whether the actor sends letters, holds activities and runs the contest."""
    return by.has_role("party_officer")


def is_staff(by: Actor) -> bool:
    """This will say whether the actor works at the centre."""
    return by.has_role(*CENTRE_ROLES)


def is_own(part: Owned, by: Actor) -> bool:
    """This will say whether this is about the actor's own family."""
    return bool(by.id) and part.member_id == by.id


def may_read_part(part: Owned, by: Actor) -> bool:
    """This will say whether the actor may read what a family told: the member of staff and the party office."""
    return is_own(part, by) or may_organise_families(by)
