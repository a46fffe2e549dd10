"""Who may do business, give which posts and see which organisation's data. Pure predicates."""

from datetime import datetime
from typing import Protocol

from qinglian.domain.people.roles import SELF_REGISTERED, roles_of_kinds
from qinglian.law.actor import Actor


class Standing(Protocol):
    """What the predicates need to know of an organisation."""

    id: str
    state: str
    kinds: list[str]


class Dated(Protocol):
    """What the predicates need to know of a key."""

    state: str
    expires_at: datetime | None


class Active(Protocol):
    """What the predicates need to know of a person."""

    is_active: bool


class Held(Protocol):
    """What the predicates need to know of a post."""

    from_at: datetime
    until_at: datetime | None

    @property
    def person(self) -> Active:
        """Who holds it."""


class Borne(Protocol):
    """What the predicates need to know of a token."""

    expires_at: datetime
    revoked_at: datetime | None

    @property
    def post(self) -> Held:
        """The post that it belongs to."""


def may_do_business(organisation: Standing) -> bool:
    """This will say whether the organisation is verified and not suspended (CTS A-005, A-009)."""
    return organisation.state == "active"


def roles_in_force(roles: list[str], organisation: Standing) -> frozenset[str]:
    """This will keep the roles that the organisation's kinds carry; without business only filing remains (`registrant`)."""
    carried = frozenset(roles) & roles_of_kinds(organisation.kinds)
    return carried if may_do_business(organisation) else carried & {"registrant"}


def is_own(organisation: Standing, by: Actor) -> bool:
    """This will say whether the actor acts for this organisation."""
    return bool(by.organisation) and by.organisation == organisation.id


def may_see_details(organisation: Standing, by: Actor) -> bool:
    """This will say whether the actor may see addresses, contacts and filings: its own people, the centre, supervisors."""
    return is_own(organisation, by) or by.has_role("centre_verifier", "centre_admin", "supervisor")


def may_manage_posts(organisation: Standing, by: Actor) -> bool:
    """This will say whether the actor may give and end posts here: the centre's administrator, or the own registrant of a business."""
    if by.has_role("centre_admin"):
        return True
    return (
        is_own(organisation, by) and by.has_role("registrant") and bool(set(organisation.kinds) & set(SELF_REGISTERED))
    )


def may_give_roles(roles: list[str], organisation: Standing) -> bool:
    """This will say whether posts of this organisation may carry these roles."""
    return bool(roles) and set(roles) <= roles_of_kinds(organisation.kinds)


def is_token_in_force(token: Borne, *, at: datetime) -> bool:
    """This will say whether a token opens anything at this moment: unexpired, unrevoked, its post held by an active person."""
    post = token.post
    held = post.from_at <= at and (post.until_at is None or at < post.until_at)
    return held and post.person.is_active and token.revoked_at is None and at < token.expires_at


def is_expired(key: Dated, *, at: datetime) -> bool:
    """This will say whether the key's time is over (CTS A-013)."""
    return key.expires_at is not None and key.expires_at <= at


def is_in_force(key: Dated, *, at: datetime) -> bool:
    """This will say whether the key signs for its owner at this moment."""
    return key.state == "bound" and not is_expired(key, at=at)


CENTRE_ROLES = (
    "centre_leader",
    "party_officer",
    "discipline_officer",
    "section_head",
    "staff",
    "centre_verifier",
    "centre_host",
    "centre_admin",
    "expert_officer",
)
"""Everybody who works at the centre: each may be on the roll and owe duties."""


def may_keep_roll(by: Actor) -> bool:
    """This will say whether the actor keeps the roll: the party office, and the administrator who gives the posts."""
    return by.has_role("party_officer", "centre_admin")


def may_see_roll(by: Actor) -> bool:
    """This will say whether the actor may see who works where: whoever works at the centre, and supervisors."""
    return by.has_role("supervisor", *CENTRE_ROLES)


def may_see_all_duties(by: Actor) -> bool:
    """This will say whether the actor may see what everybody owes: leaders, the party office, discipline officers, supervisors."""
    return by.has_role("centre_leader", "party_officer", "discipline_officer", "supervisor")
