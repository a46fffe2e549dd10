"""Registrations, keys, organisations and posts through the API: a tool with a key, a person with a password, the centre in batches."""

from typing import Any

import pytest
from django.test import Client

from qinglian.domain.people.agreement import VERSION
from qinglian.domain.people.models import Filing, Organisation, OrganisationKey, Post
from qinglian.domain.people.queries import key_holder
from qinglian.record.models import Fact
from tests.factories import people

pytestmark = pytest.mark.django_db


def post(client: Client, path: str, body: Any = None) -> Any:
    return client.post(f"/api/people/{path}", body if body is not None else {}, content_type="application/json")


@pytest.fixture
def centre() -> Client:
    """A client signed in with all roles of the centre."""
    return people.sign_in(Client(), people.staff())


def test_tools_register_bidders_without_passwords_and_the_centre_decides_in_batches(
    client: Client, centre: Client
) -> None:
    answers = [
        post(client, "registrations", people.signed_registration(people.master(number), people.filing_data(number)))
        for number in (1, 2, 3)
    ]
    assert [answer.status_code for answer in answers] == [201, 201, 201]
    filings = [answer.json()["filing"]["id"] for answer in answers]
    keys = [answer.json()["key"]["id"] for answer in answers]
    waiting = centre.get("/api/people/filings").json()
    assert [row["id"] for row in waiting["items"]] == filings

    verified = post(centre, "filings/verify", {"filings": filings})
    assert [row["state"] for row in verified.json()] == ["verified"] * 3
    bound = post(centre, "keys/bind", {"keys": keys, "compared": "paper"})
    assert [row["state"] for row in bound.json()] == ["bound"] * 3
    assert key_holder(people.master(2).public(), at=Filing.objects.get(pk=filings[1]).verified_at)[1].has_role("bidder")
    assert Fact.objects.filter(kind="filing-verified/v1").count() == 3
    assert Fact.objects.filter(kind="key-bound/v1").count() == 3


def test_registration_with_a_forged_signature_is_refused(client: Client) -> None:
    signed = people.signed_registration(people.master(1), people.filing_data(1))
    signed["key"] = people.master(2).public()
    answer = post(client, "registrations", signed)
    assert (answer.status_code, answer.json()["rule"]) == (422, "signed_document")
    assert Organisation.objects.count() == 0


def test_person_registers_files_and_changes(client: Client, centre: Client) -> None:
    body = {
        "agreement": client.get("/api/people/agreement").json()["version"],
        "organisation": people.filing_data(1),
        "declarant": {"login": "agent", "name": "张琳", "password": people.PASSWORD},
    }
    refused = post(client, "registrations/person", body | {"agreement": "none"})
    assert (refused.status_code, refused.json()["rule"]) == (422, "filing.agreement")
    filing = post(client, "registrations/person", body).json()["filing"]
    assert filing["state"] == "draft"

    post(client, "session", {"login": "agent", "password": people.PASSWORD})
    edited = client.put(
        f"/api/people/filings/{filing['id']}",
        people.filing_data(1, details=people.details(address="江城市新址 1 号")),
        content_type="application/json",
    )
    assert edited.json()["details"]["address"] == "江城市新址 1 号"
    assert post(client, f"filings/{filing['id']}/file").json()["state"] == "filed"
    assert post(client, f"filings/{filing['id']}/verify").status_code == 403
    assert post(centre, f"filings/{filing['id']}/reject", {"reason": "证照不清楚"}).json()["state"] == "rejected"
    assert client.get(f"/api/people/filings/{filing['id']}").json()["reason"] == "证照不清楚"
    post(client, f"filings/{filing['id']}/file")
    assert post(centre, f"filings/{filing['id']}/verify").json()["state"] == "verified"

    change = post(client, "changes", {"agreement": VERSION, "organisation": people.filing_data(1, name="更名有限公司")})
    assert (change.status_code, change.json()["number"]) == (201, 2)
    assert client.delete(f"/api/people/filings/{change.json()['id']}").status_code == 204
    assert client.delete(f"/api/people/filings/{filing['id']}").status_code == 409


def test_key_is_proposed_bound_refused_and_revoked(client: Client, centre: Client) -> None:
    where = people.organisation()
    people.sign_in(client, people.person(where, "registrant"))
    first = post(client, "keys", people.key_proposal(where, people.master(1))).json()
    second = post(client, "keys", people.key_proposal(where, people.master(2))).json()
    assert (first["state"], first["guardian"], len(first["fingerprint"])) == ("proposed", None, 49)
    assert post(centre, f"keys/{first['id']}/bind", {"compared": "guess"}).status_code == 422
    assert post(centre, f"keys/{first['id']}/bind", {"compared": "phone"}).json()["state"] == "bound"
    assert post(centre, f"keys/{second['id']}/refuse", {"reason": "指纹不一致"}).json()["state"] == "refused"
    assert post(client, f"keys/{first['id']}/revoke", {"reason": "设备遗失"}).json()["state"] == "revoked"
    assert [row["state"] for row in client.get(f"/api/people/organisations/{where.id}").json()["keys"]] == [
        "revoked",
        "refused",
    ]
    assert OrganisationKey.objects.count() == 2


def test_organisations_are_searched_by_anybody_and_detailed_to_few(client: Client, centre: Client) -> None:
    where = people.organisation("江城滨江市政工程有限公司")
    people.organisation("江城城南园林有限公司")
    listed = client.get("/api/people/organisations", {"words": "滨江"}).json()
    assert [row["id"] for row in listed["items"]] == [where.id]
    assert "details" not in listed["items"][0]
    assert client.get(f"/api/people/organisations/{where.id}").status_code == 401
    assert centre.get(f"/api/people/organisations/{where.id}").json()["details"] == people.details()
    people.sign_in(client, people.person(people.organisation(), "registrant"))
    assert client.get(f"/api/people/organisations/{where.id}").status_code == 404


def test_standing_is_changed_by_the_administrator(centre: Client) -> None:
    where = people.organisation()
    body = {"cause": "false_data", "reason": "资料不实"}
    assert post(centre, f"organisations/{where.id}/suspend", body).json()["state"] == "suspended"
    assert post(centre, f"organisations/{where.id}/suspend", body).status_code == 409
    assert post(centre, f"organisations/{where.id}/restore").json()["state"] == "active"


def test_people_are_appointed_invited_reset_and_dismissed(client: Client, centre: Client) -> None:
    home = people.centre()
    body = {"login": "host", "name": "何主持", "title": "开标主持", "roles": ["centre_host"]}
    invited = post(centre, f"organisations/{home.id}/persons", body).json()
    acceptance = {"person": invited["person"], "token": invited["token"], "password": people.PASSWORD}
    assert post(client, "invitations", acceptance | {"token": "x"}).status_code == 404
    assert post(client, "invitations", acceptance).status_code == 204
    assert post(client, "invitations", acceptance).status_code == 404
    assert post(client, "session", {"login": "host", "password": people.PASSWORD}).status_code == 200

    number = invited["post"]["id"]
    again = post(centre, f"posts/{number}/reset").json()
    assert again["token"] != invited["token"]
    assert post(centre, f"posts/{number}/end").json()["until_at"] is not None
    given = {"person": invited["person"], "title": "核验", "roles": ["centre_verifier"]}
    assert post(centre, f"organisations/{home.id}/posts", given).json()["roles"] == ["centre_verifier"]
    listed = centre.get(f"/api/people/organisations/{home.id}/posts").json()
    assert [row["name"] for row in listed["items"]].count("何主持") == 2
    assert Post.objects.filter(person_id=invited["person"]).count() == 2


def test_received_rows_and_authorities(centre: Client) -> None:
    row = {"source": "省公共服务平台", "organisation": people.filing_data(1)}
    assert post(centre, "received/compare", row).json() == {"outcome": "new", "organisation": None, "differences": []}
    assert Organisation.objects.filter(name="江城第1建设有限公司").count() == 0
    assert post(centre, "received", row).status_code == 201
    assert post(centre, "received", row).status_code == 409
    authority = {"name": "江城市水利局", "credit_code": people.credit_code(8), "details": people.details()}
    assert post(centre, "authorities", authority).json()["kinds"] == ["supervisor"]


def test_staff_acts_are_closed_to_others(client: Client) -> None:
    filing, by = people.filed_filing()
    person = filing.organisation.posts.get().person
    people.sign_in(client, person)
    key = OrganisationKey.objects.create(
        organisation=filing.organisation, public=people.master(1).public(), proposed_at=people.AT
    )
    for path, body in (
        (f"filings/{filing.id}/verify", {}),
        ("filings/verify", {"filings": [filing.id]}),
        (f"filings/{filing.id}/reject", {"reason": "不符合"}),
        (f"keys/{key.id}/bind", {"compared": "phone"}),
        ("keys/bind", {"keys": [key.id], "compared": "phone"}),
        (f"keys/{key.id}/refuse", {"reason": "不符合"}),
        (f"organisations/{filing.organisation_id}/suspend", {"cause": "false_data", "reason": "不符合"}),
        ("received", {"source": "x", "organisation": people.filing_data(9)}),
        ("authorities", {"name": "某某局", "credit_code": people.credit_code(9), "details": people.details()}),
        (
            f"organisations/{people.centre().id}/persons",
            {"login": "spy", "name": "x", "title": "x", "roles": ["centre_admin"]},
        ),
    ):
        assert post(client, path, body).status_code in (403, 404), path
    assert client.get("/api/people/filings").json()["total"] == 0
    assert by.organisation == filing.organisation_id


def test_docs_page_lists_every_endpoint_without_scripts_of_others(client: Client) -> None:
    page = client.get("/api/docs").content.decode()
    paths = client.get("/api/openapi.json").json()["paths"]
    for path in paths:
        assert path in page
    assert "cdn" not in page


def test_registrations_from_one_address_are_limited_by_the_hour(client: Client, settings: Any) -> None:
    settings.QINGLIAN_REGISTRATIONS_PER_HOUR = 2
    signed = [people.signed_registration(people.master(number), people.filing_data(number)) for number in (1, 2, 3)]
    answers = [post(client, "registrations", document) for document in signed]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    problem = answers[-1].json()
    assert (problem["rule"], "整点" in problem["next_step"]) == ("filing.per_hour", True)
    by_person = post(client, "registrations/person", {
        "agreement": VERSION,
        "organisation": people.filing_data(4),
        "declarant": {"login": "newagent", "name": "张琳", "password": people.PASSWORD},
    })  # fmt: skip
    assert (by_person.status_code, Organisation.objects.count()) == (429, 2)
    elsewhere = Client(REMOTE_ADDR="192.0.2.9")
    assert post(elsewhere, "registrations", signed[2]).status_code == 201


def test_registrations_behind_our_proxy_count_by_the_address_before_it(client: Client, settings: Any) -> None:
    settings.QINGLIAN_REGISTRATIONS_PER_HOUR, settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1, 1
    codes = []
    for number, forwarded in enumerate(("198.51.100.1", "198.51.100.2", "203.0.113.9, 198.51.100.2")):
        document = people.signed_registration(people.master(number + 1), people.filing_data(number + 1))
        answer = client.post(
            "/api/people/registrations",
            document,
            content_type="application/json",
            headers={"x-forwarded-for": forwarded},
        )
        codes.append(answer.status_code)
    assert codes == [201, 201, 429]
