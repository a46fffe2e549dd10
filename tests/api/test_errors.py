"""Problems: every refusal and malformed request is `application/problem+json` in the reader's language."""

import pytest
from django.test import Client

from qinglian.api.errors import PROBLEM
from tests.factories import people

pytestmark = pytest.mark.django_db


def test_unknown_address_is_a_problem(client: Client) -> None:
    answer = client.get("/api/nothing")
    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
    assert answer.json() == {
        "type": "urn:qinglian:problem:not-found",
        "title": "没有这一项",
        "status": 404,
        "detail": "没有这一项",
    }


def test_wrong_method_is_a_problem_that_names_the_right_ones(client: Client) -> None:
    answer = client.delete("/api/people/agreement")
    assert (answer.status_code, answer["Content-Type"], answer["Allow"]) == (405, PROBLEM, "GET")


def test_missing_sign_in_is_a_problem(client: Client) -> None:
    answer = client.get("/api/people/filings")
    assert (answer.status_code, answer["Content-Type"]) == (401, PROBLEM)


def test_problem_speaks_the_readers_language(client: Client) -> None:
    answer = client.get("/api/people/filings", headers={"accept-language": "en"})
    assert answer.json()["title"] == "Sign in first"


def test_refusal_names_rule_article_and_next_step(client: Client) -> None:
    people.sign_in(client, people.staff("centre_host"))
    answer = client.get("/api/people/organisations/org-unknown")
    assert answer.status_code == 404
    assert answer.json() == {
        "type": "urn:qinglian:problem:not-found",
        "title": "没有这一项",
        "status": 404,
        "detail": "没有这条登记信息。",
        "rule": "people.known",
        "article": "CTS A-205",
        "next_step": "从列表进入，或核对编号。",
        "field": "",
    }


def test_body_of_the_wrong_shape_names_its_fields(client: Client) -> None:
    answer = client.post("/api/people/session", {"login": "a"}, content_type="application/json")
    assert answer.status_code == 422
    assert [row["field"] for row in answer.json()["errors"]] == ["credentials.password"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b'{"login": 1.5, "password": "x"}', 400),
        (b'{"login": "a", "login": "b", "password": "x"}', 400),
        (b'{"login": "a\\u0000", "password": "x"}', 400),
        (b'{"login": "\\ud800", "password": "x"}', 400),
        (b"[" * 5000, 400),
    ],
)
def test_unreadable_body_is_malformed(client: Client, body: bytes, status: int) -> None:
    answer = client.post("/api/people/session", body, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)


def test_form_of_another_site_is_not_read(client: Client) -> None:
    answer = client.post("/api/people/session", b'{"login":"a","password":"b"}', content_type="text/plain")
    assert (answer.status_code, answer["Content-Type"]) == (415, PROBLEM)


def test_too_large_a_body_is_refused(client: Client, settings: object) -> None:
    body = b'{"login": "' + b"a" * (5 * 1024 * 1024) + b'"}'
    answer = client.post("/api/people/session", body, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (413, PROBLEM)


@pytest.mark.parametrize("address", ["/api/people/organisations?words=%00", "/api/people/organisations/%00"])
def test_address_with_nul_is_refused(client: Client, address: str) -> None:
    assert client.get(address).status_code in (404, 422)


def test_number_beyond_the_database_is_unknown(client: Client) -> None:
    people.sign_in(client, people.staff())
    assert client.get(f"/api/people/filings/{10**30}").status_code == 404


@pytest.mark.parametrize("limit", ["0", "201", "x", "-1"])
def test_page_size_is_bounded(client: Client, limit: str) -> None:
    assert client.get("/api/people/organisations", {"limit": limit}).status_code == 422


def test_page_says_how_many_there_are(client: Client) -> None:
    for _ in range(3):
        people.organisation()
    answer = client.get("/api/people/organisations", {"limit": 2, "offset": 1}).json()
    assert (answer["total"], answer["limit"], answer["offset"], len(answer["items"])) == (3, 2, 1, 2)


@pytest.mark.parametrize("path", ["/api/tenders", "/api/people/agreement", "/api/nothing"])
@pytest.mark.parametrize("host", ["IO/y-Lbqk8", "elsewhere.example"])
def test_request_for_a_host_that_is_not_ours_is_malformed_and_no_failure_of_ours(
    client: Client, path: str, host: str
) -> None:
    answer = client.get(path, headers={"host": host})
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
