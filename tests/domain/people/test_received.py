"""Registrations received from another platform: compared, deduplicated, corrected, confirmed, stored. And appointed authorities."""

import pytest

from qinglian.domain.people import actions, queries
from qinglian.domain.people.models import Filing, Organisation
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record.models import Fact
from tests.factories import people

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param("tenderer", marks=pytest.mark.meets("A-011")),
        pytest.param("agency", marks=pytest.mark.meets("A-024")),
        pytest.param("bidder", marks=pytest.mark.meets("A-035")),
    ],
)
def test_received_row_is_compared_corrected_confirmed_and_stored_once(kind: str) -> None:
    verifier = people.verifier()
    row = people.filing_data(1, kinds=(kind,), credit_code="91330100000000001X")
    assert queries.compared_with_register(row, asker=verifier)[0] == "invalid"
    row["credit_code"] = people.credit_code(1)
    assert queries.compared_with_register(row, asker=verifier)[0] == "new"
    filing = actions.confirm_received(row, source="省公共服务平台", by=verifier, at=people.AT)
    stored = Organisation.objects.get(credit_code=people.credit_code(1))
    assert (stored.state, stored.kinds, filing.source, filing.verified_by) == (
        "active",
        [kind],
        "省公共服务平台",
        verifier.id,
    )

    assert queries.compared_with_register(row, asker=verifier)[0] == "same"
    with pytest.raises(NotNow):
        actions.confirm_received(row, source="省公共服务平台", by=verifier, at=people.AT)

    row["details"] = people.details(address="江城市新址 2 号")
    outcome, known, found = queries.compared_with_register(row, asker=verifier)
    assert (outcome, known) == ("differs", stored)
    assert [(label.en, old, new) for label, old, new in found] == [
        ("Registered address", "江城市滨江大道 18 号", "江城市新址 2 号")
    ]
    actions.confirm_received(row, source="省公共服务平台", by=verifier, at=people.AT)
    stored.refresh_from_db()
    assert (stored.details["address"], Organisation.objects.filter(credit_code=row["credit_code"]).count()) == (
        "江城市新址 2 号",
        1,
    )
    assert Fact.objects.filter(kind="organisation-received/v1").count() == 2


def test_received_name_of_another_code_is_pointed_out_and_refused() -> None:
    people.organisation("江城第1建设有限公司")
    row = people.filing_data(1)
    assert queries.compared_with_register(row, asker=people.verifier())[0] == "name_taken"
    with pytest.raises(NotValid):
        actions.confirm_received(row, source="省公共服务平台", by=people.verifier(), at=people.AT)


def test_received_row_waits_for_a_filing_of_the_organisation_itself() -> None:
    people.filed_filing(1)
    row = people.filing_data(1, name="江城第1建设集团有限公司")
    with pytest.raises(NotNow):
        actions.confirm_received(row, source="省公共服务平台", by=people.verifier(), at=people.AT)
    assert Filing.objects.count() == 1


def test_received_rows_are_for_verifiers() -> None:
    stranger = people.registrant(people.organisation())
    with pytest.raises(NotAllowed):
        actions.confirm_received(people.filing_data(1), source="省平台", by=stranger, at=people.AT)
    with pytest.raises(NotFound):
        queries.compared_with_register(people.filing_data(1), asker=stranger)


def test_authority_is_appointed_by_the_administrator() -> None:
    data = people.filing_data(1, kinds=(), name="江城市水利局")
    office = actions.admit_authority(data, by=people.admin(), at=people.AT)
    assert (office.state, office.kinds, office.name) == ("active", ["supervisor"], "江城市水利局")
    with pytest.raises(NotAllowed):
        actions.admit_authority(people.filing_data(2), by=people.verifier(), at=people.AT)
