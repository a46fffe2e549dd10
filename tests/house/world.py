"""A small world for the page matrix: one opened section, its bidders and guardians, and a person for every role."""

import re
from dataclasses import dataclass
from typing import Any

from qinglian.domain.people.invitations import token_of
from qinglian.domain.people.models import Person
from qinglian.domain.tenders.queries import documents_of, notice_in_force
from tests.factories import bids, experts, people
from tests.factories.record import sequence_all

_PART = re.compile(r"<(?:\w+:)?(\w+)>")
_LOG = "^log/(?P<path>"


@dataclass
class World:
    """What addresses name: `samples` maps a name in a pattern to a value."""

    samples: dict[str, Any]
    project: str
    persons: dict[str, Person]

    def address(self, page: str) -> str:
        """This will fill a pattern with the world's things; the log's pattern becomes its checkpoint."""
        if page.startswith(_LOG):
            return "log/checkpoint"
        values = self.samples | ({"code": self.project} if page.startswith("buyer/projects/") else {})
        return _PART.sub(lambda part: str(values[part[1]]), page)


def built(room: bids.Room | None = None) -> World:
    """This will build the world (around an opened section of one's own)."""
    if room is None:
        room = bids.opened(3)
        sequence_all(bids.DEADLINE)
    tender = room.section.tender
    filing, _ = people.filed_filing()
    owner, invited = people.organisation(), people.person(people.organisation(), "bidder_agent")
    persons = {
        "registrant": people.person(tender.tenderer, "registrant"),
        "buyer_operator": people.person(tender.tenderer, "buyer_operator"),
        "buyer_reviewer": people.person(tender.tenderer, "buyer_reviewer"),
        "bidder_agent": people.person(room.bidders[0][0], "bidder_agent"),
        "supervisor": people.supervisor(),
        "guardian": next(iter(room.holders.values()))[0].person,
    }
    persons |= {
        role: people.staff(role)
        for role in (
            "centre_verifier",
            "centre_host",
            "centre_admin",
            "expert_officer",
            "centre_leader",
            "party_officer",
            "discipline_officer",
            "section_head",
            "staff",
        )
    }
    notice = notice_in_force(tender)
    samples = {
        "code": tender.code, "number": "1", "version": 1, "index": 0, "part": "times", "objection": 1, "seat": 1,
        "sha256": documents_of(notice)[0].sha256, "manifest": room.heads[room.bidders[0][0].pk].hash,
        "organisation_id": owner.pk, "filing_id": filing.pk, "key_id": people.bound_key(owner)[1].pk,
        "pk": 1, "token_id": "tok-none", "post_id": invited.posts.get().pk, "person_id": invited.pk, "token": token_of(invited),
        "expert_id": experts.admitted().pk, "credential": "none", "point": "R02", "warning": 1, "inspection": 1, "rectification": "1", "flow": "F01",
    }  # fmt: skip
    return World(samples, tender.project.code, persons)
