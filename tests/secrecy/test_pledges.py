"""An internal pledge and a review of duties stay with whom they concern: other posts, the public, the API and open facts hold neither."""

import pytest
from django.test import Client

from qinglian.domain.integrity import actions
from qinglian.domain.integrity.models import DutyList
from qinglian.record.clock import simulated_at
from qinglian.record.models import Fact, Secrecy
from tests.factories import people, rounds, staff

pytestmark = pytest.mark.django_db
AT, YEAR = rounds.AT, rounds.TODAY.year
WORDS, SIGNER = "饕餮述责的话", "狻猊承诺人"


def test_internal_pledges_and_reviews_are_read_by_their_readers_alone() -> None:
    with simulated_at(AT):
        team = rounds.house()
        signer = staff.member(SIGNER, department="finance", work_post="cashier")
        rounds.campaign(team.party)
        pledge = rounds.signed(signer)
        actions.draft_duty_lists(year=YEAR, by=staff.actor(team.party), at=AT)
        actions.issue_duty_lists(year=YEAR, due_on=rounds.DUE, review_on=rounds.DUE, by=staff.actor(team.party), at=AT)
        actions.sign_duty_lists(year=YEAR, by=staff.actor(team.head), at=AT)
        actions.review_duty_lists(year=YEAR, business=WORDS, integrity=WORDS, by=staff.actor(team.head), at=AT)
        numbers = DutyList.objects.filter(person=team.head).values_list("pk", flat=True)
        addresses = [
            "/pledges/", "/record/", "/centre/pledges/", f"/centre/pledges/{pledge.campaign_id}/", f"/centre/pledges/signed/{pledge.pk}/",
            "/centre/duty-lists/", f"/centre/duty-lists/?year={YEAR}", "/centre/duty-lists/own/", "/centre/mine/",
            *(f"/centre/duty-lists/{pk}/" for pk in numbers), *(f"/api/integrity/duty-lists/{pk}" for pk in numbers),
            f"/api/integrity/duty-lists?year={YEAR}", "/api/integrity/pledges/public", f"/api/integrity/pledges/signed/{pledge.pk}",
            f"/api/integrity/pledges/campaigns/{pledge.campaign_id}/coverage", "/api/integrity/pledges/own",
        ]  # fmt: skip
        others = [
            None,
            team.host,
            staff.head("科长乙", department="expert"),
            people.staff(),
            people.person(people.bidder()[0], "bidder_agent"),
        ]
        for who in others:
            client = people.sign_in(Client(), who, at=AT) if who else Client()
            for address in addresses:
                told = client.get(address).content.decode()
                assert WORDS not in told, (who, address)
                assert SIGNER not in told, (who, address)
        readers = people.sign_in(Client(), team.secretary, at=AT)
        assert SIGNER in readers.get(f"/centre/pledges/{pledge.campaign_id}/").content.decode()
        assert WORDS in readers.get(f"/centre/duty-lists/{numbers[0]}/").content.decode()
    open_facts = str(list(Fact.objects.filter(secrecy=Secrecy.OPEN).values_list("fact", flat=True)))
    assert not any(one in open_facts for one in (WORDS, SIGNER, signer.pk, pledge.sha256))
