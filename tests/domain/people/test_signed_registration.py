"""Registration by a signed document: no password, the signature is the identity."""

import pytest

from qinglian.domain.people import actions
from qinglian.domain.people.models import Filing, Organisation, OrganisationKey, Person
from qinglian.domain.people.queries import key_holder
from qinglian.law.refusal import NotAllowed, NotNow, NotValid
from qinglian.record.models import Fact
from qinglian.trust.documents import sign_document
from tests.factories import people

pytestmark = pytest.mark.django_db


def registered(number: int = 1) -> Filing:
    signed = people.signed_registration(people.master(number), people.filing_data(number))
    return actions.register_by_key(signed, at=people.AT)


def test_register_by_key_files_and_proposes_its_key() -> None:
    filing = registered()
    key = OrganisationKey.objects.get()
    assert (filing.state, filing.declared_by) == ("filed", filing.organisation_id)
    assert (key.state, key.public, key.organisation_id) == (
        "proposed",
        people.master(1).public(),
        filing.organisation_id,
    )
    assert Person.objects.count() == 0
    kinds = Fact.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["agreement-accepted/v1", "key-proposed/v1", "registration-filed/v1"]


def test_registered_key_speaks_once_the_centre_verified_and_bound() -> None:
    filing = registered()
    public = people.master(1).public()
    key = OrganisationKey.objects.get()
    with pytest.raises(NotNow):
        actions.bind_key(key, compared="phone", by=people.verifier(), at=people.AT)
    actions.verify_filing(filing, by=people.verifier(), at=people.AT)
    with pytest.raises(NotAllowed):
        key_holder(public, at=people.AT)
    actions.bind_key(key, compared="phone", by=people.verifier(), at=people.AT)
    assert key_holder(public, at=people.AT)[1].id == filing.organisation_id


def test_register_by_key_twice_is_the_same_filing() -> None:
    filing, again = registered(), registered()
    assert (again.pk, Filing.objects.count(), OrganisationKey.objects.count()) == (filing.pk, 1, 1)
    actions.verify_filing(filing, by=people.verifier(), at=people.AT)
    assert registered().pk == filing.pk


def test_rejected_registration_is_corrected_by_its_key() -> None:
    filing = registered()
    actions.reject_filing(filing, reason="地址与证照不符", by=people.verifier(), at=people.AT)
    mended = people.filing_data(1, details=people.details(address="江城市滨江大道 81 号"))
    again = actions.register_by_key(people.signed_registration(people.master(1), mended), at=people.AT)
    assert (again.pk, again.state, again.details["address"]) == (filing.pk, "filed", "江城市滨江大道 81 号")


def test_bound_key_files_a_change_and_a_revoked_one_does_not() -> None:
    filing = registered()
    actions.verify_filing(filing, by=people.verifier(), at=people.AT)
    key = actions.bind_key(OrganisationKey.objects.get(), compared="phone", by=people.verifier(), at=people.AT)
    change = people.signed_registration(people.master(1), people.filing_data(1, name="更名后的建设有限公司"))
    filed = actions.register_by_key(change, at=people.AT)
    in_force = Organisation.objects.get(id=filing.organisation_id)
    assert (filed.number, filed.state, in_force.name) == (2, "filed", "江城第1建设有限公司")

    actions.revoke_key(key, reason="设备遗失", by=people.verifier(), at=people.AT)
    other = people.signed_registration(people.master(1), people.filing_data(1, name="再次更名的建设有限公司"))
    with pytest.raises(NotAllowed):
        actions.register_by_key(other, at=people.AT)


def test_filing_that_waits_is_not_changed_by_its_key() -> None:
    registered()
    other = people.signed_registration(people.master(1), people.filing_data(1, name="换了名称的有限公司"))
    with pytest.raises(NotNow):
        actions.register_by_key(other, at=people.AT)


def test_register_by_key_refuses_what_is_not_for_it() -> None:
    owner, data = people.master(1), people.filing_data(1)
    good = people.signed_registration(owner, data)
    document = good["document"]
    for wrong in (
        good | {"signature": people.signed_registration(owner, people.filing_data(2))["signature"]},
        sign_document(owner, document | {"type": "key-proposal/v1"}),
        sign_document(owner, document | {"origin": "other.example"}),
        sign_document(owner, document | {"extra": 1}),
        sign_document(owner, document | {"organisation": "text"}),
        sign_document(owner, document | {"organisation": data | {"state": "active"}}),
        sign_document(owner, document | {"agreement": "2020-01"}),
        {"document": document},
        "text",
    ):
        with pytest.raises(NotValid):
            actions.register_by_key(wrong, at=people.AT)
    assert (Organisation.objects.count(), Fact.objects.count()) == (0, 0)


def test_register_by_key_cannot_take_a_name_of_somebody_else() -> None:
    registered(1)
    stolen = people.filing_data(2, name="江城第1建设有限公司")
    with pytest.raises(NotValid) as refused:
        actions.register_by_key(people.signed_registration(people.master(2), stolen), at=people.AT)
    assert refused.value.rule == "filing.name_once"
    assert OrganisationKey.objects.count() == 1
