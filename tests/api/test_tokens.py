"""API tokens over HTTP: what they open, what they never open, and how they are made."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from qinglian.api.errors import PROBLEM
from qinglian.domain.people import actions
from qinglian.domain.people.models import ApiToken, Filing, Person
from tests.clock import TestClock
from tests.factories import people, tenders

pytestmark = pytest.mark.django_db
TOKENS = "/api/people/tokens"


def bearing(secret: str) -> Client:
    return Client(headers={"authorization": f"Bearer {secret}"}, enforce_csrf_checks=True)


def token_of(person: Person, *scopes: str, clock: TestClock, days: int = 30) -> str:
    by = people.actor(person, at=clock.now)
    return actions.create_token(name="程序", scopes=scopes, days=days, by=by, at=clock.now)[1]


def post(client: Client, path: str, body: Any = None) -> Any:
    return client.post(path, body if body is not None else {}, content_type="application/json")


def test_token_is_made_by_its_person_borne_listed_and_revoked(clock: TestClock) -> None:
    person = people.staff("centre_verifier")
    client = people.sign_in(Client(), person)
    made = post(client, TOKENS, {"name": "核验助手", "scopes": ["read"], "days": 7})
    assert made.status_code == 201
    secret, shown = made.json()["secret"], made.json()["token"]
    assert bearing(secret).get("/api/people/filings").status_code == 200

    listed = client.get(TOKENS).json()["items"]
    assert [(row["id"], row["name"], row["scopes"]) for row in listed] == [(shown["id"], "核验助手", ["read"])]
    assert listed[0]["last_used_on"] == clock.now.date().isoformat()
    assert secret not in client.get(TOKENS).content.decode()

    assert post(client, f"{TOKENS}/{shown['id']}/revoke").json()["revoked_at"] is not None
    refused = bearing(secret).get("/api/people/filings")
    assert (refused.status_code, refused["Content-Type"], refused.json()["rule"]) == (401, PROBLEM, "token.in_force")


def test_token_acts_within_its_scopes_without_cookie_and_csrf_token(clock: TestClock) -> None:
    filing, _ = people.filed_filing()
    person = people.staff("centre_verifier")
    reading, writing = (token_of(person, scope, clock=clock) for scope in ("read", "people:write"))
    verify = f"/api/people/filings/{filing.pk}/verify"
    refused = post(bearing(reading), verify)
    assert (refused.status_code, refused.json()["rule"]) == (403, "token.scope")
    assert bearing(writing).get("/api/people/filings").json()["rule"] == "token.scope"
    assert post(bearing(token_of(person, "bids:write", clock=clock)), verify).json()["rule"] == "token.scope"
    assert Filing.objects.get(pk=filing.pk).state == "filed"
    assert post(bearing(writing), verify).json()["state"] == "verified"
    assert Filing.objects.get(pk=filing.pk).verified_by == person.pk


def test_token_never_does_more_than_its_person(clock: TestClock) -> None:
    filing, _ = people.filed_filing()
    agent = people.person(people.organisation(), "bidder_agent")
    secret = token_of(agent, "people:write", "read", clock=clock)
    assert post(bearing(secret), f"/api/people/filings/{filing.pk}/verify").status_code in (403, 404)
    assert bearing(secret).get("/api/people/filings").json()["items"] == []


def _expired(_secret: str, _person: Person, clock: TestClock) -> None:
    clock.forward(days=30)


def _revoked(_secret: str, person: Person, clock: TestClock) -> None:
    actions.revoke_token(ApiToken.objects.get(), by=people.actor(person, at=clock.now), at=clock.now)


def _post_ended(_secret: str, person: Person, clock: TestClock) -> None:
    actions.end_post(person.posts.get(), by=people.admin(), at=clock.now)
    clock.forward(seconds=1)


@pytest.mark.parametrize("end", [_expired, _revoked, _post_ended])
def test_dead_token_opens_nothing_even_beside_a_session(
    clock: TestClock, end: Callable[[str, Person, TestClock], None]
) -> None:
    person = people.staff("centre_verifier")
    secret = token_of(person, "read", clock=clock)
    end(secret, person, clock)
    both = people.sign_in(bearing(secret), person)
    for client in (bearing(secret), both):
        for path in (
            "/api/people/filings",
            "/api/people/organisations",
        ):  # one wants a session or token, one is open to anybody
            answer = client.get(path)
            assert (answer.status_code, answer.json()["rule"]) == (401, "token.in_force"), path


def test_acts_that_want_a_step_up_refuse_tokens(clock: TestClock) -> None:
    clock.set(tenders.PUBLISHED)
    notice = tenders.in_verification()
    person = people.staff()
    secret = token_of(person, "tenders:write", "people:write", "bids:write", clock=clock)
    beside = people.sign_in(Client(headers={"authorization": f"Bearer {secret}"}), person)
    post_id = people.staff("centre_host").posts.get().pk
    for path in (
        f"/api/tenders/{notice.tender.code}/notices/{notice.version}/publish",
        f"/api/people/posts/{post_id}/reset",
    ):
        for client in (bearing(secret), beside):
            answer = post(client, path)
            assert (answer.status_code, answer.json()["rule"]) == (403, "token.step_up"), path
    notice.refresh_from_db()
    assert notice.state == "in_verification"


def test_token_makes_no_tokens_and_opens_no_session(clock: TestClock) -> None:
    person = people.staff()
    secret = token_of(person, "read", "people:write", clock=clock)
    body = {"name": "x", "scopes": ["read"], "days": 1}
    beside = people.sign_in(Client(headers={"authorization": f"Bearer {secret}"}), person)
    for client in (bearing(secret), beside):
        assert post(client, TOKENS, body).status_code in (401, 403)
        assert client.get(TOKENS).status_code == 401
        assert client.get("/api/people/session").status_code == 401
        assert post(client, "/api/people/session/second-factor").status_code in (401, 403)
    assert ApiToken.objects.count() == 1
    assert Client(headers={"authorization": f"Bearer {secret}"}).get("/centre/").status_code == 302


def test_making_a_token_wants_a_step_up(clock: TestClock) -> None:
    client = people.sign_in(Client(), people.person(people.organisation(), "bidder_agent"))
    clock.forward(minutes=16)
    refused = post(client, TOKENS, {"name": "x", "scopes": ["read"], "days": 1})
    assert (refused.status_code, refused.json()["rule"]) == (403, "step_up")


def test_other_bearers_are_no_tokens_of_ours(clock: TestClock) -> None:
    client = people.sign_in(Client(headers={"authorization": "Bearer eyJhbGciOi"}), people.staff("centre_verifier"))
    assert client.get("/api/people/filings").status_code == 200
    assert bearing("eyJhbGciOi").get("/api/people/filings").status_code == 401


def test_another_persons_tokens_are_unknown(clock: TestClock) -> None:
    token_of(people.staff(), "read", clock=clock)
    other = people.sign_in(Client(), people.staff())
    assert other.get(TOKENS).json()["items"] == []
    assert post(other, f"{TOKENS}/{ApiToken.objects.get().pk}/revoke").status_code == 404
    assert ApiToken.objects.get().expires_at == clock.now + timedelta(days=30)
