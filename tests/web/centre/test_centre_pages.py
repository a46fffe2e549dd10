"""The centre's pages: what waits, verifying, lists from outside, binding keys, the register, posts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qinglian.domain.people import actions
from qinglian.domain.people.agreement import VERSION
from qinglian.domain.people.keys import fingerprint
from qinglian.domain.people.models import Filing, Organisation, OrganisationKey, Person, Post
from qinglian.record.models import Fact
from qinglian.web.centre.registrations import CHECKS
from tests.factories import people

pytestmark = pytest.mark.django_db
ALL_CHECKS = {name: "on" for name, _ in CHECKS}


@pytest.fixture
def centre(client: Client) -> Client:
    """A client signed in with all roles of the centre."""
    return people.sign_in(client, people.staff())


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def proposed(where: Organisation, number: int = 1) -> OrganisationKey:
    return actions.propose_key(
        people.key_proposal(where, people.master(number)), by=people.registrant(where), at=people.AT
    )


def test_desk_lists_what_waits_and_leads_there(centre: Client) -> None:
    assert "没有等您办理的事" in text(centre, "/centre/")
    filing, _ = people.filed_filing(1)
    key = proposed(people.organisation("江城乙公司"))
    page = text(centre, "/centre/")
    assert f'href="/centre/registrations/{filing.pk}/"' in page
    assert f'href="/centre/keys/{key.pk}/"' in page
    assert "2 件等中心办理" in page


def test_verifier_must_check_each_point_before_verifying(centre: Client) -> None:
    filing, _ = people.filed_filing(1)
    path = f"/centre/registrations/{filing.pk}/"
    some = {name: "on" for name, _ in CHECKS[1:]} | {"act": "verify"}
    answer = centre.post(path, some)
    assert answer.status_code == 422
    assert "这一项还没有核对" in answer.content.decode()
    filing.refresh_from_db()
    assert filing.state == "filed"

    assert centre.post(path, ALL_CHECKS | {"act": "verify"}).status_code == 302
    filing.refresh_from_db()
    assert (filing.state, filing.verified_by) == (
        "verified",
        Person.objects.get(posts__title="测试岗位", posts__organisation__kinds=["centre"]).id,
    )
    assert filing.verified_at is not None


def test_verifier_gives_a_filing_back_with_a_reason(centre: Client) -> None:
    filing, _ = people.filed_filing(1)
    path = f"/centre/registrations/{filing.pk}/"
    assert centre.post(path, {"act": "reject", "reason": ""}).status_code == 422
    assert centre.post(path, {"act": "reject", "reason": "法定代表人与证照不符"}).status_code == 302
    filing.refresh_from_db()
    assert (filing.state, filing.reason) == ("rejected", "法定代表人与证照不符")
    assert "法定代表人与证照不符" in text(centre, path)


def test_change_is_shown_against_what_is_in_force(centre: Client) -> None:
    filing, by = people.filed_filing(1)
    actions.verify_filing(filing, by=people.verifier(), at=people.AT)
    new = people.filing_data(1, name="江城第1建设集团有限公司")
    change = actions.start_change(filing.organisation, data=new, agreement=VERSION, by=by, at=people.AT)
    actions.file_registration(change, by=by, at=people.AT)
    page = text(centre, f"/centre/registrations/{change.pk}/")
    changes = page.split("变更内容")[1].split("</table>")[0]
    assert "江城第1建设有限公司" in changes
    assert "江城第1建设集团有限公司" in changes
    assert "滨江大道" not in changes


def test_list_from_outside_is_compared_corrected_and_stored(centre: Client) -> None:
    same = people.organisation("江城甲公司", kinds=("bidder",))
    rows = [
        "name,credit_code,kinds,address,legal_representative,contact_name,contact_phone,contact_email",
        f"江城甲公司,{same.credit_code},bidder,江城市滨江大道 18 号,陈立,吴敏,0571-88001234,office@example.cn",
        f"江城丙公司,{people.credit_code(3)},tenderer,江城市东路 3 号,何方,何方,0571-88003333,",
        "江城丁公司,91330100000000001X,bidder,江城市西路 4 号,丁一,丁一,0571-88004444,",
    ]
    file = SimpleUploadedFile("list.csv", "\n".join(rows).encode("utf-8-sig"))
    answer = centre.post("/centre/received/", {"source": "省公共服务平台", "file": file})
    page = answer.content.decode()
    assert answer.status_code == 200
    for word in ("与库中相同", "新机构，确认后入库", "填写不全或代码不对"):
        assert page.count(word) == 1, word
    assert Filing.objects.count() == 0

    link = "/centre/received/confirm/" + page.split('href="/centre/received/confirm/')[2].split('"')[0].replace(
        "&amp;", "&"
    )
    assert "填写不全或代码不对" in text(centre, link)
    body = {"source": "省公共服务平台", "name": "江城丁公司", "credit_code": people.credit_code(4), "kinds": ["bidder"]}
    body |= {
        "address": "江城市西路 4 号",
        "legal_representative": "丁一",
        "contact_name": "丁一",
        "contact_phone": "0571-88004444",
    }
    assert centre.post("/centre/received/confirm/", body).status_code == 302
    stored = Organisation.objects.get(name="江城丁公司")
    assert (stored.state, Filing.objects.get().source) == ("active", "省公共服务平台")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00bad", b"a,b\n1,2\n", b""])
def test_unreadable_list_says_what_is_wrong(centre: Client, content: bytes) -> None:
    answer = centre.post("/centre/received/", {"source": "省平台", "file": SimpleUploadedFile("list.csv", content)})
    assert answer.status_code == 422
    assert 'href="#field-file"' in answer.content.decode()


def test_key_page_says_whom_to_call_and_binds_after_the_comparison(centre: Client) -> None:
    key = proposed(people.organisation("江城乙公司"))
    path = f"/centre/keys/{key.pk}/"
    page = text(centre, path)
    assert fingerprint(key.public) in page
    assert "0571-88001234" in page
    assert centre.post(path, {"act": "bind"}).status_code == 422
    assert centre.post(path, {"act": "bind", "compared": "phone"}).status_code == 302
    key.refresh_from_db()
    assert (key.state, key.compared) == ("bound", "phone")
    assert "电话" in text(centre, path)

    assert centre.post(path, {"act": "revoke", "reason": ""}).status_code == 422
    assert centre.post(path, {"act": "revoke", "reason": "设备遗失"}).status_code == 302
    key.refresh_from_db()
    assert key.state == "revoked"


def test_key_is_refused_with_a_reason(centre: Client) -> None:
    key = proposed(people.organisation())
    assert centre.post(f"/centre/keys/{key.pk}/", {"act": "refuse", "reason": "念出的指纹不一致"}).status_code == 302
    key.refresh_from_db()
    assert (key.state, key.reason) == ("refused", "念出的指纹不一致")


def test_register_is_searched_by_two_characters(centre: Client) -> None:
    people.organisation("江城滨江市政工程有限公司")
    people.organisation("江城城南园林有限公司", state="suspended")
    page = text(centre, "/centre/organisations/?words=滨江")
    assert "滨江市政" in page
    assert "城南园林" not in page
    assert "城南园林" in text(centre, "/centre/organisations/?state=suspended")
    assert "没有找到" in text(centre, "/centre/organisations/?words=没有这家")


def test_administrator_suspends_and_restores(centre: Client) -> None:
    where = people.organisation()
    path = f"/centre/organisations/{where.id}/"
    assert centre.post(path, {"cause": "", "reason": "资料不实"}).status_code == 422
    assert centre.post(path, {"cause": "false_data", "reason": "资料不实"}).status_code == 302
    where.refresh_from_db()
    assert where.state == "suspended"
    assert "登记信息不实" in text(centre, path)
    centre.post(f"{path}restore/")
    where.refresh_from_db()
    assert where.state == "active"


def test_administrator_appoints_resets_and_ends(centre: Client) -> None:
    home = people.centre()
    assert centre.get("/centre/people/")["Location"] == f"/centre/organisations/{home.id}/people/"
    path = f"/centre/organisations/{home.id}/people/"
    body = {"login": "host", "name": "何主持", "title": "开标主持", "roles": ["centre_host"]}
    page = centre.post(path, body).content.decode()
    assert "/accounts/invitations/" in page
    post = Post.objects.get(person__login="host")
    assert centre.post(path, body).status_code == 422
    assert centre.post(path, body | {"login": "spy", "roles": ["supervisor"]}).status_code == 422

    again = centre.post(f"/centre/posts/{post.pk}/reset/").content.decode()
    assert f"/accounts/invitations/{post.person_id}/" in again
    centre.post(f"/centre/posts/{post.pk}/end/")
    post.refresh_from_db()
    assert post.until_at is not None
    own = Post.objects.exclude(pk=post.pk).get(organisation=home)
    assert centre.post(f"/centre/posts/{own.pk}/end/").status_code == 403


def test_administrator_adds_an_authority(centre: Client) -> None:
    body = {"name": "江城市水利局", "credit_code": people.credit_code(8), "address": "江城市水利路 1 号"}
    body |= {"legal_representative": "江河", "contact_name": "江河", "contact_phone": "0571-88005555"}
    assert centre.post("/centre/authorities/", body | {"credit_code": "x"}).status_code == 422
    assert centre.post("/centre/authorities/", body).status_code == 302
    assert Organisation.objects.get(name="江城市水利局").kinds == ["supervisor"]


PAGES = (
    "/centre/",
    "/centre/registrations/",
    "/centre/keys/",
    "/centre/organisations/",
    "/centre/received/",
    "/centre/authorities/",
    "/centre/people/",
)


@pytest.mark.parametrize(
    ("role", "open_pages"),
    [
        (
            "centre_verifier",
            {"/centre/", "/centre/registrations/", "/centre/keys/", "/centre/organisations/", "/centre/received/"},
        ),
        ("centre_host", {"/centre/", "/centre/organisations/"}),
        ("centre_admin", {"/centre/", "/centre/organisations/", "/centre/authorities/", "/centre/people/"}),
        ("supervisor", {"/centre/registrations/", "/centre/keys/", "/centre/organisations/"}),
        ("bidder_agent", set()),
        ("buyer_operator", set()),
        ("guardian", set()),
    ],
)
def test_each_page_opens_for_its_roles_alone(client: Client, role: str, open_pages: set[str]) -> None:
    kinds = {"bidder_agent": "bidder", "buyer_operator": "tenderer", "supervisor": "supervisor"}
    where = people.organisation(kinds=(kinds.get(role, "centre"),))
    people.sign_in(client, people.person(where, role))
    opened = {path for path in PAGES if client.get(path).status_code in (200, 302)}
    assert opened == open_pages


def test_visitor_is_asked_to_sign_in(client: Client) -> None:
    for path in PAGES:
        assert "/accounts/login/" in client.get(path)["Location"]


def test_supervisor_reads_and_decides_nothing(client: Client) -> None:
    filing, _ = people.filed_filing(1)
    key = proposed(people.organisation())
    people.sign_in(client, people.supervisor())
    assert 'name="act"' not in text(client, f"/centre/registrations/{filing.pk}/")
    assert 'name="act"' not in text(client, f"/centre/keys/{key.pk}/")
    assert client.post(f"/centre/registrations/{filing.pk}/", ALL_CHECKS | {"act": "verify"}).status_code == 403
    assert client.post(f"/centre/keys/{key.pk}/", {"act": "bind", "compared": "phone"}).status_code == 403
    assert (
        client.post(
            f"/centre/organisations/{key.organisation_id}/", {"cause": "false_data", "reason": "资料不实"}
        ).status_code
        == 403
    )
    assert not Fact.objects.filter(kind__in=["filing-verified/v1", "key-bound/v1"]).exists()


def test_lists_cost_the_same_with_one_and_three_rows(centre: Client, django_assert_max_num_queries: object) -> None:
    for most in (1, 3):
        while Filing.objects.filter(state="filed").count() < most:
            people.filed_filing()
        for path, limit in (("/centre/registrations/", 10), ("/centre/organisations/", 10), ("/centre/", 17)):
            with django_assert_max_num_queries(limit):  # type: ignore[operator]
                centre.get(path)


@pytest.mark.parametrize("path", PAGES)
def test_pages_speak_english(centre: Client, path: str) -> None:
    people.filed_filing(1)
    answer = centre.get(path, headers={"accept-language": "en"}, follow=True)
    assert 'lang="en"' in answer.content.decode()
    assert answer.status_code == 200
