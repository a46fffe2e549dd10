"""Whose keys the signed-in guardian holds, and which openings they serve."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest

from qinglian.domain.people import queries as people
from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.queries import Guarded
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.keys_desk import bound_keys, key_rows

if TYPE_CHECKING:
    from qinglian.domain.people.models import Organisation


@dataclass(frozen=True)
class OwnKeys:
    """The guardian's organisation, the public keys that sign now, and the guardian ids of all keys ever bound."""

    organisation: "Organisation"
    public: list[str]
    guardians: list[str]


def own_keys(request: HttpRequest) -> OwnKeys:
    """This will read the signed-in guardian's keys."""
    actor = actor_of_request(request)
    organisation = people.organisation_for(actor.organisation, asker=actor)
    rows = key_rows(organisation, purpose="guardian", holder=actor.id)
    ids = [row.key.guardian_id for row in rows if row.key.state in ("bound", "revoked")]
    return OwnKeys(organisation, bound_keys(organisation, purpose="guardian", holder=actor.id), ids)


def own_section(request: HttpRequest, code: str, number: str) -> tuple[OwnKeys, Guarded]:
    """This will return the guardian's keys and the section for which one of them was chosen (NotFound when none was)."""
    keys = own_keys(request)
    return keys, tenders.guarded_section(code, number, guardians=keys.guardians)
