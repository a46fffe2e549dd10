"""Two at once: the database decides, and the loser gets a refusal, not a failure of ours."""

import pytest

from qinglian.domain.people import actions
from qinglian.domain.people.agreement import VERSION
from qinglian.domain.people.models import Filing, Organisation, OrganisationKey, Post
from qinglian.law.refusal import NotNow, NotValid
from qinglian.record.models import Fact
from tests.factories import people
from tests.factories.races import at_once, rule_of_the_loser

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_name_is_registered_once_when_two_come_together() -> None:
    data = [people.filing_data(1), people.filing_data(2, name="江城第1建设有限公司")]
    declarants = [people.declarant("first"), people.declarant("second")]
    results = at_once(
        2, lambda n: actions.register_organisation(data[n], agreement=VERSION, declarant=declarants[n], at=people.AT)
    )
    assert rule_of_the_loser(results, NotValid) == "filing.name_once"
    assert (Organisation.objects.count(), Filing.objects.count(), Fact.objects.count()) == (1, 1, 1)


def test_one_filing_is_verified_once_when_two_verify_together() -> None:
    filing, _ = people.filed_filing()
    verifiers = [people.verifier(), people.actor(people.staff("centre_verifier"))]
    results = at_once(2, lambda n: actions.verify_filing(filing, by=verifiers[n], at=people.AT))
    assert rule_of_the_loser(results, NotNow) == "filing.verify_filing"
    assert Fact.objects.filter(kind="filing-verified/v1").count() == 1


def test_one_key_is_handed_in_once_when_two_come_together() -> None:
    signed = people.signed_registration(people.master(1), people.filing_data(1))
    results = at_once(2, lambda _: actions.register_by_key(signed, at=people.AT))
    assert OrganisationKey.objects.count() == 1
    assert Organisation.objects.count() == 1
    assert all(isinstance(result, Filing | NotValid) for result in results)


def test_one_person_gets_one_post_when_two_give_one() -> None:
    person = people.person(people.organisation())
    where = [people.organisation(), people.organisation()]
    admin = people.admin()
    results = at_once(
        2,
        lambda n: actions.give_post(
            person, organisation=where[n], title="经办", roles=["bidder_agent"], by=admin, at=people.AT
        ),
    )
    assert rule_of_the_loser(results, NotNow) == "post.one_at_a_time"
    assert Post.objects.filter(person=person).count() == 1


def test_one_change_is_begun_when_two_begin_one() -> None:
    filing, by = people.filed_filing(1)
    actions.verify_filing(filing, by=people.verifier(), at=people.AT)
    results = at_once(
        2,
        lambda n: actions.start_change(
            filing.organisation,
            data=people.filing_data(1, name=f"更名第{n}有限公司"),
            agreement=VERSION,
            by=by,
            at=people.AT,
        ),
    )
    assert rule_of_the_loser(results, NotNow) == "filing.one_pending"
