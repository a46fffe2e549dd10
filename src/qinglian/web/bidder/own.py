"""Whose desk this is: the bidder's organisation, its keys that sign now, its place in a section."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest

from qinglian.domain.people import queries as people
from qinglian.domain.tenders import queries as tenders
from qinglian.law.actor import Actor
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.keys_desk import bound_keys

if TYPE_CHECKING:
    from qinglian.domain.people.models import Organisation
    from qinglian.domain.tenders.models import Section

BIDDER_ROLES = ("bidder_agent",)


@dataclass(frozen=True)
class Bidder:
    """The signed-in person's actor and organisation, with the public keys that are bound and in time."""

    actor: Actor
    organisation: "Organisation"
    keys: list[str]


def bidder_of(request: HttpRequest) -> Bidder:
    """This will read the signed-in bidder."""
    actor = actor_of_request(request)
    organisation = people.organisation_for(actor.organisation, asker=actor)
    return Bidder(actor, organisation, bound_keys(organisation, purpose="organisation"))


def section_seen(request: HttpRequest, code: str, number: str) -> "Section":
    """This will return a section of a published tender (NotFound otherwise)."""
    tenders.tender_for(code, asker=actor_of_request(request))
    return tenders.section_in(code, number)
