"""Registration: agreement, filing, verification, correction, change; who declared, who verified, when; each act leaves its fact."""

from datetime import timedelta

import pytest

from qinglian.domain.people import actions, queries
from qinglian.domain.people.agreement import VERSION
from qinglian.domain.people.models import Filing, Organisation, Person
from qinglian.domain.people.policy import may_do_business
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotNow, NotValid
from qinglian.record.models import Fact
from tests.factories import people

pytestmark = pytest.mark.django_db
LATER = people.AT + timedelta(hours=3)


def for_kinds(**marks: str) -> pytest.MarkDecorator:
    """This will run a test for each kind of organisation and mark each run with that kind's requirement."""
    return pytest.mark.parametrize(
        "kind", [pytest.param(kind, marks=pytest.mark.meets(name)) for kind, name in marks.items()]
    )


def kinds_of_facts(of: Organisation | str) -> list[str]:
    subject = f"organisation:{of if isinstance(of, str) else of.id}"
    return list(Fact.objects.filter(subject=subject).order_by("id").values_list("kind", flat=True))


@pytest.mark.parametrize("version", ["", "2020-01", "yes"])
def test_register_organisation_needs_the_agreement_in_force(version: str) -> None:
    with pytest.raises(NotValid) as refused:
        actions.register_organisation(
            people.filing_data(), agreement=version, declarant=people.declarant(), at=people.AT
        )
    assert (refused.value.rule, refused.value.field) == ("filing.agreement", "agreement")
    assert (Organisation.objects.count(), Person.objects.count(), Fact.objects.count()) == (0, 0, 0)


@for_kinds(tenderer="A-002", agency="A-015", bidder="A-026")
def test_register_organisation_takes_a_name_once(kind: str) -> None:
    people.draft_filing(1, kinds=(kind,))
    with pytest.raises(NotValid) as refused:
        people.draft_filing_with(people.filing_data(2, kinds=(kind,), name="江城第1建设有限公司"))
    assert (refused.value.rule, refused.value.field) == ("filing.name_once", "name")


@for_kinds(tenderer="A-003", agency="A-016")
def test_register_organisation_takes_a_code_once(kind: str) -> None:
    people.draft_filing(1, kinds=(kind,))
    with pytest.raises(NotValid) as refused:
        people.draft_filing_with(people.filing_data(2, kinds=(kind,), credit_code=people.credit_code(1)))
    assert (refused.value.rule, refused.value.field) == ("filing.credit_code_once", "credit_code")


@pytest.mark.parametrize("spelling", ["江城第1建设有限公司 ", " 江城第1建设有限公司", "江城第１建设有限公司"])
def test_register_organisation_sees_through_spellings(spelling: str) -> None:
    people.draft_filing(1)
    with pytest.raises(NotValid):
        people.draft_filing_with(people.filing_data(2, name=spelling))


@for_kinds(tenderer="A-004", agency="A-017", bidder="A-027")
def test_file_registration_keeps_who_declared_and_when(kind: str) -> None:
    filing, by = people.draft_filing(kinds=(kind,))
    actions.file_registration(filing, by=by, at=LATER)
    filing.refresh_from_db()
    assert (filing.state, filing.declared_by, filing.declared_at) == ("filed", by.id, LATER)


@for_kinds(tenderer="A-004", agency="A-017", bidder="A-028")
def test_verify_filing_keeps_who_verified_and_when(kind: str) -> None:
    filing, _ = people.filed_filing(kinds=(kind,))
    verifier = people.verifier()
    actions.verify_filing(filing, by=verifier, at=LATER)
    filing.refresh_from_db()
    assert (filing.state, filing.verified_by, filing.verified_at) == ("verified", verifier.id, LATER)


@for_kinds(tenderer="A-005", agency="A-018", bidder="A-029")
def test_rejected_filing_may_be_corrected_and_only_verification_opens_business(kind: str) -> None:
    filing, by = people.filed_filing(1, kinds=(kind,))
    first, second = people.verifier(), people.actor(people.staff("centre_verifier"))
    rejected = actions.reject_filing(filing, reason="地址与证照不符", by=first, at=people.AT)
    assert (rejected.verified_by, rejected.verified_at, rejected.reason) == (first.id, people.AT, "地址与证照不符")
    assert not may_do_business(Organisation.objects.get(id=filing.organisation_id))

    mended = people.filing_data(1, kinds=(kind,), details=people.details(address="江城市滨江大道 81 号"))
    actions.edit_filing(filing, data=mended, by=by, at=LATER)
    actions.file_registration(filing, by=by, at=LATER)
    verified = actions.verify_filing(filing, by=second, at=LATER)
    assert (verified.verified_by, verified.verified_at) == (second.id, LATER)
    organisation = Organisation.objects.get(id=filing.organisation_id)
    assert may_do_business(organisation)
    assert organisation.details["address"] == "江城市滨江大道 81 号"


@for_kinds(tenderer="A-006", agency="A-019", bidder="A-030")
def test_edit_filing_is_impossible_while_it_waits(kind: str) -> None:
    filing, by = people.filed_filing(1, kinds=(kind,))
    before = Filing.objects.values().get(pk=filing.pk)
    with pytest.raises(NotNow):
        actions.edit_filing(filing, data=people.filing_data(1, name="另一个名称有限公司"), by=by, at=LATER)
    with pytest.raises(NotNow):
        actions.delete_filing(filing, by=by, at=LATER)
    assert Filing.objects.values().get(pk=filing.pk) == before


@for_kinds(tenderer="A-007", agency="A-020", bidder="A-031")
def test_change_counts_only_once_it_is_verified(kind: str) -> None:
    filing, by = people.filed_filing(1, kinds=(kind,))
    actions.verify_filing(filing, by=people.verifier(), at=people.AT)
    organisation = Organisation.objects.get(id=filing.organisation_id)
    new = people.filing_data(1, kinds=(kind,), name="更名后的建设有限公司")

    change = actions.start_change(organisation, data=new, agreement=VERSION, by=by, at=LATER)
    organisation.refresh_from_db()
    assert (change.number, organisation.name, organisation.state) == (2, "江城第1建设有限公司", "active")
    actions.file_registration(change, by=by, at=LATER)
    organisation.refresh_from_db()
    assert (organisation.name, organisation.state) == ("江城第1建设有限公司", "active")
    actions.verify_filing(change, by=people.verifier(), at=LATER)
    organisation.refresh_from_db()
    assert organisation.name == "更名后的建设有限公司"


@for_kinds(tenderer="A-008", agency="A-021", bidder="A-032")
def test_delete_filing_takes_drafts_and_rejected_ones_only(kind: str) -> None:
    draft, by = people.draft_filing(1, kinds=(kind,))
    actions.delete_filing(draft, by=by, at=LATER)
    assert not Organisation.objects.filter(id=draft.organisation_id).exists()

    rejected, by = people.filed_filing(1, kinds=(kind,))
    actions.reject_filing(rejected, reason="证照过期", by=people.verifier(), at=LATER)
    actions.delete_filing(rejected, by=by, at=LATER)
    assert not Organisation.objects.filter(id=rejected.organisation_id).exists()

    verified, by = people.filed_filing(1, kinds=(kind,))
    actions.verify_filing(verified, by=people.verifier(), at=LATER)
    with pytest.raises(NotNow):
        actions.delete_filing(verified, by=by, at=LATER)
    with pytest.raises(NotNow):
        actions.edit_filing(verified, data=people.filing_data(1), by=by, at=LATER)


@for_kinds(tenderer="A-009", agency="A-022", bidder="A-033")
def test_organisation_status_decides_whether_it_may_do_business(kind: str) -> None:
    business = {"tenderer": "buyer_operator", "agency": "buyer_operator", "bidder": "bidder_agent"}[kind]
    where = people.organisation(kinds=(kind,))
    person = people.person(where, "registrant", business)
    admin = people.admin()

    actions.suspend_organisation(where, cause="licence_ended", reason="营业执照已注销", by=admin, at=LATER)
    where.refresh_from_db()
    assert not may_do_business(where)
    assert people.actor(person, at=LATER).roles == {"registrant"}

    actions.restore_organisation(where, by=admin, at=LATER)
    where.refresh_from_db()
    assert may_do_business(where)
    assert people.actor(person, at=LATER).roles == {"registrant", business}


def test_registrant_has_no_business_role_before_verification() -> None:
    filing, by = people.filed_filing(kinds=("bidder", "tenderer"))
    assert by.roles == {"registrant"}
    actions.verify_filing(filing, by=people.verifier(), at=people.AT)
    assert people.registrant(filing.organisation).roles == {"registrant", "bidder_agent", "buyer_operator"}


def test_registrant_grows_into_a_kind_that_is_verified_later() -> None:
    filing, by = people.filed_filing(1)
    actions.verify_filing(filing, by=people.verifier(), at=people.AT)
    both = people.filing_data(1, kinds=("bidder", "agency"))
    change = actions.start_change(filing.organisation, data=both, agreement=VERSION, by=by, at=LATER)
    actions.file_registration(change, by=by, at=LATER)
    actions.verify_filing(change, by=people.verifier(), at=LATER)
    assert people.registrant(filing.organisation).roles == {"registrant", "bidder_agent", "buyer_operator"}


def test_suspended_organisation_stays_suspended_when_a_change_is_verified() -> None:
    filing, by = people.filed_filing(1)
    actions.verify_filing(filing, by=people.verifier(), at=people.AT)
    actions.suspend_organisation(
        filing.organisation, cause="court_listed", reason="法院公告", by=people.admin(), at=people.AT
    )
    new = people.filing_data(1, details=people.details(address="新地址 1 号"))
    change = actions.start_change(filing.organisation, data=new, agreement=VERSION, by=by, at=LATER)
    actions.file_registration(change, by=by, at=LATER)
    actions.verify_filing(change, by=people.verifier(), at=LATER)
    assert Organisation.objects.get(id=filing.organisation_id).state == "suspended"


def test_start_change_refuses_a_second_one_and_another_code() -> None:
    filing, by = people.filed_filing(1)
    actions.verify_filing(filing, by=people.verifier(), at=people.AT)
    where = filing.organisation
    other = people.filing_data(1, credit_code=people.credit_code(2))
    with pytest.raises(NotValid) as refused:
        actions.start_change(where, data=other, agreement=VERSION, by=by, at=LATER)
    assert refused.value.field == "credit_code"
    actions.start_change(where, data=people.filing_data(1), agreement=VERSION, by=by, at=LATER)
    with pytest.raises(NotNow):
        actions.start_change(where, data=people.filing_data(1), agreement=VERSION, by=by, at=LATER)


def test_change_reserves_its_name_against_registrations() -> None:
    filing, by = people.filed_filing(1)
    actions.verify_filing(filing, by=people.verifier(), at=people.AT)
    new = people.filing_data(1, name="正在变更的名称有限公司")
    actions.start_change(filing.organisation, data=new, agreement=VERSION, by=by, at=LATER)
    with pytest.raises(NotValid) as refused:
        people.draft_filing_with(people.filing_data(2, name="正在变更的名称有限公司"))
    assert refused.value.rule == "filing.name_once"


def test_nobody_verifies_a_filing_of_the_own_organisation() -> None:
    filing, _ = people.filed_filing()
    insider = Actor("per-insider", filing.organisation_id, frozenset({"centre_verifier"}))
    with pytest.raises(NotAllowed):
        actions.verify_filing(filing, by=insider, at=LATER)
    declarant = Actor(filing.declared_by, "org-centre", frozenset({"centre_verifier"}))
    with pytest.raises(NotAllowed):
        actions.reject_filing(filing, reason="不符合要求", by=declarant, at=LATER)


def test_nobody_files_for_another_organisation() -> None:
    filing, _ = people.draft_filing()
    _, stranger = people.draft_filing()
    with pytest.raises(NotAllowed):
        actions.file_registration(filing, by=stranger, at=LATER)


@pytest.mark.parametrize("reason", ["", "   ", "不对"])
def test_reject_filing_needs_a_reason(reason: str) -> None:
    filing, _ = people.filed_filing()
    with pytest.raises(NotValid) as refused:
        actions.reject_filing(filing, reason=reason, by=people.verifier(), at=LATER)
    assert refused.value.field == "reason"


def test_verify_filings_verifies_all_or_none() -> None:
    filings = [people.filed_filing()[0] for _ in range(3)]
    actions.reject_filing(filings[2], reason="证照不清", by=people.verifier(), at=people.AT)
    with pytest.raises(NotNow):
        actions.verify_filings(filings, by=people.verifier(), at=LATER)
    assert [Filing.objects.get(pk=filing.pk).state for filing in filings] == ["filed", "filed", "rejected"]
    actions.verify_filings(filings[:2], by=people.verifier(), at=LATER)
    assert Fact.objects.filter(kind="filing-verified/v1").count() == 2


@pytest.mark.parametrize("count", [0, 201])
def test_verify_filings_takes_1_to_200(count: int) -> None:
    filing, _ = people.filed_filing()
    with pytest.raises(NotValid):
        actions.verify_filings([filing] * count, by=people.verifier(), at=LATER)


def test_every_act_leaves_a_fact_and_none_names_a_person() -> None:
    filing, by = people.draft_filing(1)
    actions.edit_filing(filing, data=people.filing_data(1), by=by, at=people.AT)
    actions.file_registration(filing, by=by, at=people.AT)
    actions.reject_filing(filing, reason="联系人陈立签字不清", by=people.verifier(), at=people.AT)
    assert "江城第1建设有限公司" not in str(list(Fact.objects.values_list("fact", flat=True)))
    actions.file_registration(filing, by=by, at=people.AT)
    actions.verify_filing(filing, by=people.verifier(), at=people.AT)
    assert kinds_of_facts(filing.organisation) == [
        "agreement-accepted/v1",
        "filing-edited/v1",
        "registration-filed/v1",
        "filing-rejected/v1",
        "registration-filed/v1",
        "filing-verified/v1",
    ]
    told = str(list(Fact.objects.values_list("fact", flat=True)))
    for secret in ("陈立", "吴敏", "张琳", "0571-88001234", "滨江大道", "office@example.cn"):
        assert secret not in told
    body = Fact.objects.get(kind="filing-verified/v1").fact["body"]
    assert (body["name"], body["credit_code"]) == ("江城第1建设有限公司", people.credit_code(1))


def test_organisation_may_be_tenderer_agency_and_bidder() -> None:
    filing, _ = people.filed_filing(kinds=("tenderer", "agency", "bidder"))
    actions.verify_filing(filing, by=people.verifier(), at=people.AT)
    assert Organisation.objects.get(id=filing.organisation_id).kinds == ["tenderer", "agency", "bidder"]


def test_nobody_registers_as_centre_or_supervisor() -> None:
    with pytest.raises(NotValid) as refused:
        people.draft_filing_with(people.filing_data(kinds=("centre", "supervisor")))
    assert refused.value.field == "kinds"


def test_declarant_needs_a_free_login_and_a_good_password() -> None:
    people.person(people.organisation(), "bidder_agent", login="agent")
    for declarant, field in (
        (actions.Declarant("Agent", "张琳", people.PASSWORD), "login"),
        (actions.Declarant("a b", "张琳", people.PASSWORD), "login"),
        (actions.Declarant("newagent", "", people.PASSWORD), "person_name"),
        (actions.Declarant("newagent", "张琳", "short"), "password"),
        (actions.Declarant("newagent", "张琳", "password1234"), "password"),
    ):
        with pytest.raises(NotValid) as refused:
            actions.register_organisation(people.filing_data(), agreement=VERSION, declarant=declarant, at=people.AT)
        assert refused.value.field == field
    assert Organisation.objects.count() == 1


def test_filing_is_seen_by_its_organisation_the_centre_and_supervisors() -> None:
    filing, by = people.filed_filing()
    _, stranger = people.filed_filing()
    for asker in (by, people.verifier(), people.actor(people.supervisor())):
        assert queries.filing_for(filing.id, asker=asker) == filing
    with pytest.raises(Exception, match="people.known"):
        queries.filing_for(filing.id, asker=stranger)
    assert queries.filings_waiting(asker=stranger).count() == 0
    assert queries.filings_waiting(asker=people.verifier()).count() == 2
