"""A small world for the page matrix: one opened section, one open for bids, one draft, and a person for every role."""

import re
from dataclasses import dataclass
from typing import Any

from qinglian.domain.people.models import Person
from tests.factories import bids, people

_PART = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass
class World:
    """What addresses name: `samples` maps a name in a pattern to a value; some pages need their own."""

    samples: dict[str, Any]
    own: dict[str, dict[str, Any]]
    persons: dict[str, Person]

    def person(self, role: str) -> Person:
        """This will return the person who has this role."""
        return self.persons[role]

    def address(self, page: str) -> str:
        """This will fill a pattern with the world's things."""
        values = self.samples | self.own.get(page, {})
        return _PART.sub(lambda part: str(values[part[1]]), page)


def built() -> World:
    """This will build the world."""
    room = bids.opened(3)
    tender = room.section.tender
    persons = {
        "registrant": people.person(tender.tenderer, "registrant"),
        "buyer_operator": people.person(tender.tenderer, "buyer_operator"),
        "buyer_reviewer": people.person(tender.tenderer, "buyer_reviewer"),
        "bidder_agent": people.person(people.organisation(), "bidder_agent"),
        "supervisor": people.supervisor(),
        "guardian": next(one.person for held in room.holders.values() for one in held),
    }
    persons |= {role: people.staff(role) for role in ("centre_verifier", "centre_host", "centre_admin")}
    samples = {"code": tender.code, "number": "1", "tender": tender.code, "section": "1", "index": 0}
    return World(samples, {}, persons)
