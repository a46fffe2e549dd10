"""Who may see and keep messages, culture positions and the reading room. Pure predicates."""

from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.actor import Actor
from qinglian.law.text import Text

CULTURE_READERS = ("supervisor", *CENTRE_ROLES)
PARTY_OFFICE = Text("机关党委", "the party office")
STAFF = Text("中心工作人员", "the centre's staff")


def may_see_culture(by: Actor) -> bool:
    """This will say whether the actor may see the inventory, the schedule and the catalogue: the centre's staff and supervisors."""
    return by.has_role(*CULTURE_READERS)


def may_keep_culture(by: Actor) -> bool:
    """This will say whether the actor keeps messages, positions and the catalogue."""
    return by.has_role("party_officer")


def may_renew(keeper: str, by: Actor) -> bool:
    """This will say whether the actor renews a position: its keeper, or the party office."""
    return by.id == keeper or may_keep_culture(by)


def may_borrow(borrower: str, by: Actor) -> bool:
    """This will say whether the actor takes out a book for this borrower: oneself, or the party office for anybody."""
    return (by.id == borrower and by.has_role(*CENTRE_ROLES)) or may_keep_culture(by)


def may_see_loans_of(borrower: str, by: Actor) -> bool:
    """This will say whether the actor may see what this borrower reads: oneself and the party office."""
    return by.id == borrower or may_keep_culture(by)
