"""Registration by pages: agreement, data, filing, verification, change, keys, people."""

import pytest
from django.conf import LazySettings
from django.test import Client

from qinglian.domain.people import actions
from qinglian.domain.people.agreement import VERSION
from qinglian.domain.people.models import Filing, Organisation, OrganisationKey, Person, Post
from qinglian.record.models import Fact
from tests.clock import TestClock
from tests.factories import people

pytestmark = pytest.mark.django_db


def typed(kind: str = "bidder", **changes: object) -> dict[str, object]:
    """What somebody types into the registration form."""
    data = people.filing_data(1, kinds=(kind,))
    details = data.pop("details")
    assert isinstance(details, dict)
    person = {
        "login": "newagent",
        "person_name": "张琳",
        "email": "",
        "password": people.PASSWORD,
        "again": people.PASSWORD,
    }
    return data | details | person | changes


def register(client: Client, **changes: object) -> Filing:
    client.post("/accounts/register/", {"accepted": "on"})
    assert client.post("/accounts/register/data/", typed(**changes)).status_code == 302
    return Filing.objects.get()


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param("tenderer", marks=pytest.mark.meets("A-001")),
        pytest.param("agency", marks=pytest.mark.meets("A-014")),
        pytest.param("bidder", marks=pytest.mark.meets("A-025")),
    ],
)
def test_no_step_opens_before_the_agreement_is_accepted(client: Client, kind: str) -> None:
    page = client.get("/accounts/register/").content.decode()
    assert f"{VERSION} 版" in page
    for answer in (client.get("/accounts/register/data/"), client.post("/accounts/register/data/", typed(kind))):
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/register/")
    assert client.post("/accounts/register/", {}).status_code == 422
    assert client.get("/accounts/register/data/").status_code == 302
    assert (Organisation.objects.count(), Person.objects.count()) == (0, 0)

    client.post("/accounts/register/", {"accepted": "on"})
    assert client.get("/accounts/register/data/").status_code == 200
    client.post("/accounts/register/data/", typed(kind))
    assert Filing.objects.get().agreement == VERSION


def test_registration_shows_all_that_is_wrong_at_once(client: Client) -> None:
    client.post("/accounts/register/", {"accepted": "on"})
    wrong = typed(
        name="", credit_code="91330100000000001X", kinds=[], contact_phone="call me", again="other", address=""
    )
    answer = client.post("/accounts/register/data/", wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    for field in ("name", "credit_code", "kinds", "contact_phone", "address", "again"):
        assert f'href="#field-{field}"' in page, field
    assert people.PASSWORD not in page
    assert Organisation.objects.count() == 0


def test_registration_names_a_taken_name_or_login_at_its_field(client: Client) -> None:
    people.organisation("江城第1建设有限公司")
    people.person(people.organisation(), "bidder_agent", login="newagent")
    client.post("/accounts/register/", {"accepted": "on"})
    assert 'href="#field-name"' in client.post("/accounts/register/data/", typed()).content.decode()
    taken = client.post("/accounts/register/data/", typed(name="另一家建设有限公司"))
    assert 'href="#field-login"' in taken.content.decode()
    assert Filing.objects.count() == 0


def test_draft_is_edited_filed_and_then_locked(client: Client) -> None:
    filing = register(client)
    page = client.get("/accounts/organisation/").content.decode()
    assert "核对无误，申报" in page
    client.post("/accounts/organisation/filing/", typed(address="江城市新址 9 号"))
    client.post("/accounts/organisation/filing/file/")
    filing.refresh_from_db()
    assert (filing.state, filing.details["address"], filing.declared_by) == (
        "filed",
        "江城市新址 9 号",
        Person.objects.get().id,
    )
    page = client.get("/accounts/organisation/").content.decode()
    assert "内容已锁定" in page
    assert "核对无误，申报" not in page
    assert client.post("/accounts/organisation/filing/", typed(address="x 路 1 号")).status_code == 409
    assert client.post("/accounts/organisation/filing/delete/").status_code == 409
    filing.refresh_from_db()
    assert filing.details["address"] == "江城市新址 9 号"


def test_rejection_is_read_with_its_reason_and_filed_again(client: Client) -> None:
    filing = register(client)
    client.post("/accounts/organisation/filing/file/")
    actions.reject_filing(filing, reason="法定代表人与证照不符", by=people.verifier(), at=people.AT)
    page = client.get("/accounts/organisation/").content.decode()
    assert "法定代表人与证照不符" in page
    assert "再次申报" in page
    client.post("/accounts/organisation/filing/", typed(legal_representative="陈力"))
    client.post("/accounts/organisation/filing/file/")
    filing.refresh_from_db()
    assert (filing.state, filing.reason) == ("filed", "")


def test_deleted_draft_takes_its_login_with_it(client: Client) -> None:
    register(client)
    answer = client.post("/accounts/organisation/filing/delete/")
    assert answer["Location"] == "/accounts/register/"
    assert (Organisation.objects.count(), Person.objects.count(), Post.objects.count()) == (0, 0, 0)
    assert client.get("/accounts/").status_code == 302


def verified(client: Client) -> Organisation:
    filing = register(client)
    client.post("/accounts/organisation/filing/file/")
    actions.verify_filing(filing, by=people.verifier(), at=people.AT)
    return Organisation.objects.get(id=filing.organisation_id)


def test_change_needs_the_agreement_again_and_leaves_the_old_data_in_force(client: Client) -> None:
    own = verified(client)
    changed = typed(name="江城第1建设集团有限公司")
    assert client.post("/accounts/organisation/change/", changed).status_code == 422
    assert client.post("/accounts/organisation/change/", changed | {"accepted": "on"}).status_code == 302
    page = client.get("/accounts/organisation/").content.decode()
    assert "江城第1建设集团有限公司" in page
    own.refresh_from_db()
    assert own.name == "江城第1建设有限公司"
    client.post("/accounts/organisation/filing/delete/")
    assert Filing.objects.filter(organisation=own).count() == 1
    assert client.get("/accounts/organisation/").status_code == 200


def test_organisation_page_reminds_of_a_key_that_ends(client: Client, clock: TestClock) -> None:
    own = verified(client)
    _, key = people.bound_key(own)
    assert "将要到期" not in client.get("/accounts/organisation/").content.decode()
    OrganisationKey.objects.filter(pk=key.pk).update(expires_at=clock.now)
    assert "将要到期" in client.get("/accounts/organisation/").content.decode()


def test_registrant_revokes_an_own_key_with_a_reason(client: Client) -> None:
    own = verified(client)
    _, key = people.bound_key(own)
    assert client.post(f"/accounts/organisation/keys/{key.pk}/revoke/", {"reason": ""}).status_code == 422
    client.post(f"/accounts/organisation/keys/{key.pk}/revoke/", {"reason": "设备遗失"})
    key.refresh_from_db()
    assert (key.state, key.reason) == ("revoked", "设备遗失")
    _, foreign = people.bound_key(people.organisation())
    assert client.post(f"/accounts/organisation/keys/{foreign.pk}/revoke/", {"reason": "设备遗失"}).status_code == 404


def test_title_of_a_registrants_post_is_said_in_the_readers_language(client: Client) -> None:
    verified(client)
    english = client.get("/accounts/", headers={"accept-language": "en"}).content.decode()
    assert "<dd>Registrant</dd>" in english
    assert "<dd>登记经办人</dd>" in client.get("/accounts/").content.decode()


def test_registrant_invites_a_colleague_and_ends_the_post(client: Client) -> None:
    own = verified(client)
    body = {"login": "colleague", "name": "钱文", "title": "投标经办", "roles": ["bidder_agent"]}
    page = client.post("/accounts/organisation/people/", body).content.decode()
    link = page.split('id="invitation">')[1].split("<")[0]
    colleague = Client()
    path = link.replace("http://testserver", "")
    assert "钱文" in colleague.get(path).content.decode()
    assert colleague.post(path, {"password": "short", "again": "short"}).status_code == 422
    assert colleague.post(path, {"password": people.PASSWORD, "again": "other"}).status_code == 422
    assert colleague.post(path, {"password": people.PASSWORD, "again": people.PASSWORD}).status_code == 302
    assert colleague.get(path).status_code == 404
    colleague.post("/accounts/login/", {"login": "colleague", "password": people.PASSWORD})
    assert colleague.get("/accounts/start/")["Location"] == "/bidder/"

    post = Post.objects.get(person__login="colleague")
    client.post(f"/accounts/organisation/people/{post.pk}/end/")
    post.refresh_from_db()
    assert post.until_at is not None
    assert post.organisation_id == own.id
    assert client.post("/accounts/organisation/people/", body | {"roles": ["centre_admin"]}).status_code == 422


def test_pages_of_the_organisation_are_for_its_registrant(client: Client) -> None:
    assert client.get("/accounts/organisation/").status_code == 302
    people.sign_in(client, people.person(people.organisation(), "bidder_agent"))
    for path in ("/accounts/organisation/", "/accounts/organisation/people/", "/accounts/organisation/change/"):
        assert client.get(path).status_code == 403


def test_status_page_costs_the_same_with_one_and_three_keys(
    client: Client, django_assert_max_num_queries: object
) -> None:
    own = verified(client)
    people.bound_key(own)
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        client.get("/accounts/organisation/")
    for _ in range(2):
        people.bound_key(own)
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        client.get("/accounts/organisation/")


def test_what_the_log_learns_of_a_registration_by_page(client: Client) -> None:
    verified(client)
    told = str(list(Fact.objects.values_list("fact", flat=True)))
    assert "张琳" not in told
    assert "newagent" not in told


def test_registrations_from_one_address_are_limited_and_told_what_to_do(client: Client, settings: LazySettings) -> None:
    settings.QINGLIAN_REGISTRATIONS_PER_HOUR = 1
    register(client)
    other = Client()
    other.post("/accounts/register/", {"accepted": "on"})
    refused = other.post("/accounts/register/data/", typed(name="另一家建设有限公司", login="another"))
    assert (refused.status_code, Filing.objects.count()) == (429, 1)
    page = refused.content.decode()
    assert "filing.per_hour" in page
    assert "下一个整点后再试" in page
