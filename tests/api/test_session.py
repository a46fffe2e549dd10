"""Signing in through the API: password, one-time code, recovery code, CSRF, lock-out."""

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.test import Client

from qinglian.api.errors import PROBLEM
from tests.clock import TestClock
from tests.factories import people, tenders

pytestmark = pytest.mark.django_db


def sign_in(client: Client, login: str, password: str = people.PASSWORD, totp: str = "") -> object:
    body = {"login": login, "password": password, "totp": totp}
    return client.post("/api/people/session", body, content_type="application/json")


def test_sign_in_answers_who_one_is(client: Client) -> None:
    where = people.organisation()
    person = people.person(where, "bidder_agent", login="agent")
    answer = sign_in(client, "Agent ")
    assert answer.status_code == 200
    me = answer.json()
    assert (me["person"], me["organisation"], me["roles"], me["needs_second_factor"]) == (
        person.id,
        where.id,
        ["bidder_agent"],
        False,
    )
    assert client.get("/api/people/session").json()["person"] == person.id


def test_sign_in_by_e_mail_is_the_same(client: Client) -> None:
    person = people.person(people.organisation(), "bidder_agent")
    type(person).objects.filter(id=person.id).update(email="agent@example.cn")
    assert sign_in(client, "agent@example.cn").json()["person"] == person.id


def test_wrong_login_and_wrong_password_are_answered_alike(client: Client) -> None:
    people.person(people.organisation(), "bidder_agent", login="agent")
    wrong_password, wrong_login = sign_in(client, "agent", "x" * 12), sign_in(client, "nobody", "x" * 12)
    assert (wrong_password.status_code, wrong_password.content) == (wrong_login.status_code, wrong_login.content)
    assert (wrong_password.status_code, wrong_password["Content-Type"]) == (401, PROBLEM)


def test_person_without_password_cannot_sign_in(client: Client) -> None:
    person = people.person(people.organisation(), "bidder_agent", login="agent")
    person.set_unusable_password()
    person.save()
    assert sign_in(client, "agent", "").status_code in (401, 422)


@pytest.mark.parametrize("login", ["agent", "nobody"])
def test_sign_in_stops_after_five_failures_whether_the_login_exists_or_not(client: Client, login: str) -> None:
    people.person(people.organisation(), "bidder_agent", login="agent")
    answers = [sign_in(client, login, "x" * 12) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 401, 429, 429]
    assert sign_in(client, login).status_code == 429
    assert answers[-1]["Content-Type"] == PROBLEM


def test_lock_out_counts_spellings_of_one_login_together(client: Client) -> None:
    people.person(people.organisation(), "bidder_agent", login="agent")
    for spelling in ("agent", "AGENT", " Agent", "aGent", "agenT"):
        sign_in(client, spelling, "x" * 12)
    assert sign_in(client, "agent").status_code == 429


def test_lock_out_from_one_address_leaves_others_in(client: Client) -> None:
    people.person(people.organisation(), "bidder_agent", login="agent")
    for _ in range(6):
        sign_in(client, "agent", "x" * 12)
    assert sign_in(Client(REMOTE_ADDR="192.0.2.7"), "agent").status_code == 200


def test_failed_attempt_is_kept_without_password_and_without_what_was_asked_for(client: Client) -> None:
    client.post("/accounts/login/?next=/bidder/tenders/JC-2026-0417/", {"login": "agent", "password": "geheim-geheim"})
    kept = AccessAttempt.objects.get()
    assert "JC-2026-0417" not in kept.get_data + kept.post_data + kept.path_info
    assert "geheim" not in kept.get_data + kept.post_data


def test_staff_without_second_factor_can_only_set_it_up(client: Client) -> None:
    people.staff("centre_verifier", login="verifier")
    token = sign_in(client, "verifier").json()["csrf_token"]
    refused = client.get("/api/people/filings")
    assert (refused.status_code, refused.json()["rule"]) == (403, "session.second_factor")

    secret = client.post("/api/people/session/second-factor", headers={"x-csrftoken": token}).json()["secret"]
    body = {"code": people.one_time_code(secret)}
    codes = client.put("/api/people/session/second-factor", body, content_type="application/json")
    assert (codes.status_code, len(codes.json()["codes"])) == (200, 10)
    assert client.get("/api/people/filings").status_code == 200


def test_staff_signs_in_with_a_code_that_works_once(client: Client) -> None:
    verifier = people.staff("centre_verifier", login="verifier")
    secret = people.second_factor(verifier)
    assert sign_in(client, "verifier").json()["field"] == "totp"
    code = people.one_time_code(secret)
    assert sign_in(client, "verifier", totp=code).json()["needs_second_factor"] is False
    assert client.get("/api/people/filings").status_code == 200
    assert sign_in(Client(), "verifier", totp=code).status_code == 422


def test_staff_signs_in_with_a_recovery_code_that_works_once(client: Client) -> None:
    verifier = people.staff("centre_verifier", login="verifier")
    people.second_factor(verifier)
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    assert sign_in(client, "verifier", totp=code).status_code == 200
    assert sign_in(Client(), "verifier", totp=code).status_code == 422


def test_secret_of_the_second_factor_is_not_in_the_database() -> None:
    secret = people.second_factor(people.staff())
    assert secret not in str(Authenticator.objects.get(type="totp").data)


def test_act_without_csrf_token_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    people.person(people.organisation(), "bidder_agent", login="agent")
    token = sign_in(client, "agent").json()["csrf_token"]
    refused = client.delete("/api/people/session")
    assert (refused.status_code, refused.json()["rule"]) == (403, "session.csrf")
    assert client.delete("/api/people/session", headers={"x-csrftoken": token}).status_code == 204
    assert client.get("/api/people/session").status_code == 401


def test_second_second_factor_is_refused(client: Client) -> None:
    verifier = people.staff("centre_verifier", login="verifier")
    people.second_factor(verifier)
    people.sign_in(client, verifier)
    assert client.post("/api/people/session/second-factor").status_code == 409


def step_up(client: Client, password: str = people.PASSWORD, totp: str = "") -> object:
    body = {"password": password, "totp": totp}
    return client.post("/api/people/session/step-up", body, content_type="application/json")


def test_act_that_wants_a_step_up_is_refused_from_an_old_session_and_passes_after_it(clock: TestClock) -> None:
    clock.set(tenders.PUBLISHED)
    staff = people.staff("centre_verifier", login="verifier")
    secret, client, notice = people.second_factor(staff), people.sign_in(Client(), staff), tenders.in_verification()
    publish = f"/api/tenders/{notice.tender.code}/notices/{notice.version}/publish"
    clock.forward(minutes=16)
    refused = client.post(publish)
    assert (refused.status_code, refused["Content-Type"], refused.json()["rule"]) == (403, PROBLEM, "step_up")

    assert step_up(client).json()["field"] == "totp"
    code = people.one_time_code(secret)
    assert step_up(client, "x" * 12, code).json()["field"] == "password"
    assert step_up(client, totp=code).status_code == 200
    assert step_up(client, totp=code).status_code == 422
    assert client.post(publish).json()["state"] == "published"


def test_fresh_sign_in_counts_as_step_up(client: Client, clock: TestClock) -> None:
    clock.set(tenders.PUBLISHED)
    people.second_factor(people.staff("centre_verifier", login="verifier"))
    notice = tenders.in_verification()
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    assert sign_in(client, "verifier", totp=code).status_code == 200
    assert client.post(f"/api/tenders/{notice.tender.code}/notices/{notice.version}/publish").status_code == 200


def test_guessing_at_the_step_up_stops(client: Client) -> None:
    people.sign_in(client, people.person(people.organisation(), "bidder_agent"))
    assert [step_up(client, "x" * 12).status_code for _ in range(6)] == [422, 422, 422, 422, 429, 429]


def test_step_up_wants_a_session(client: Client) -> None:
    assert step_up(client).status_code == 401
