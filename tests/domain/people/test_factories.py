"""The factories that other rooms' tests stand on."""

import pytest

from qinglian.domain.people.queries import actor_of, key_holder
from qinglian.law.actor import Actor
from tests.factories import people

pytestmark = pytest.mark.django_db


def test_bidder_has_a_key_that_speaks_for_it() -> None:
    where, owner = people.bidder()
    key, who = key_holder(owner.public(), at=people.AT)
    assert who == Actor(id=where.id, organisation=where.id, roles=frozenset({"bidder"}))
    assert key.state == "bound"


def test_guardian_has_a_key_of_its_own() -> None:
    office = people.supervisor_office()
    guardian = people.guardian(office)
    key, who = key_holder(guardian.master.public(), at=people.AT)
    assert (key.guardian_id, who) == (guardian.id, Actor(office.id, office.id, frozenset({"guardian"})))


def test_staff_has_the_roles_of_the_post() -> None:
    roles = actor_of(people.staff(), at=people.AT).roles
    assert roles == {"centre_verifier", "centre_host", "centre_admin"}
