"""The step-up on the pages: what wants it leads to it and back; password and code prove, for the rulebook's minutes and no longer."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from qinglian.domain.people.models import Person
from qinglian.domain.people.step_up import is_fresh, minutes_of
from tests.clock import TestClock
from tests.factories import people, tenders

pytestmark = pytest.mark.django_db
STEP_UP = "/accounts/reauthenticate/"


def signed_in(clock: TestClock) -> tuple[Client, Person]:
    clock.set(tenders.PUBLISHED)
    staff = people.staff("centre_verifier", login="verifier")
    return people.sign_in(Client(), staff), staff


def address(notice: Any) -> str:
    return f"/centre/notices/{notice.tender.code}/{notice.version}/"


def test_proof_counts_for_the_rulebooks_minutes(clock: TestClock) -> None:
    proved = clock.now.isoformat()
    minutes = minutes_of(at=clock.now)
    assert minutes == 15
    assert is_fresh(proved, at=clock.forward(minutes=minutes, seconds=-1))
    assert not is_fresh(proved, at=clock.forward(seconds=1))
    assert [is_fresh(words, at=clock.now) for words in ("", "yesterday")] == [False, False]


def test_publishing_from_an_old_session_leads_to_the_step_up_and_back(clock: TestClock) -> None:
    client, staff = signed_in(clock)
    secret = people.second_factor(staff)
    notice = tenders.in_verification()
    clock.forward(minutes=16)
    led = client.post(address(notice) + "publish/", headers={"referer": f"http://testserver{address(notice)}"})
    assert led["Location"] == f"{STEP_UP}?next={address(notice).replace('/', '%2F')}"
    notice.refresh_from_db()
    assert notice.state == "in_verification"

    assert "动态口令" in client.get(led["Location"]).content.decode()
    body = {"password": people.PASSWORD, "code": people.one_time_code(secret), "next": address(notice)}
    assert client.post(STEP_UP, body)["Location"] == address(notice)
    assert client.post(address(notice) + "publish/").status_code == 302
    notice.refresh_from_db()
    assert notice.state == "published"


@pytest.mark.parametrize(
    ("password", "code"), [("wrong wrong wrong", "right"), (people.PASSWORD, "000000"), (people.PASSWORD, "")]
)
def test_step_up_wants_password_and_code_of_those_who_have_one(clock: TestClock, password: str, code: str) -> None:
    client, staff = signed_in(clock)
    secret = people.second_factor(staff)
    clock.forward(minutes=16)
    typed = people.one_time_code(secret) if code == "right" else code
    assert client.post(STEP_UP, {"password": password, "code": typed}).status_code == 200
    notice = tenders.in_verification()
    assert STEP_UP in client.post(address(notice) + "publish/")["Location"]


def test_step_up_with_the_password_alone_is_for_those_without_second_factor(client: Client) -> None:
    agent = people.person(people.organisation(), "bidder_agent")
    people.sign_in(client, agent)
    assert 'name="code"' not in client.get(STEP_UP).content.decode()
    assert client.post(STEP_UP, {"password": people.PASSWORD})["Location"] == "/accounts/start/"


def test_step_up_never_leads_to_another_site(clock: TestClock) -> None:
    client, _ = signed_in(clock)
    notice = tenders.in_verification()
    clock.forward(minutes=16)
    led = client.post(address(notice) + "publish/", headers={"referer": "https://evil.example/"})
    assert led["Location"] == f"{STEP_UP}?next=%2Faccounts%2Fstart%2F"
    body = {"password": people.PASSWORD, "next": "https://evil.example/"}
    assert client.post(STEP_UP, body)["Location"] == "/accounts/start/"


def test_guessing_at_the_step_up_stops(clock: TestClock) -> None:
    client, _ = signed_in(clock)
    answers = [client.post(STEP_UP, {"password": "wrong wrong wrong"}).status_code for _ in range(6)]
    assert answers == [200, 200, 200, 200, 429, 429]
    assert client.post(STEP_UP, {"password": people.PASSWORD}).status_code == 429


def test_second_factor_is_changed_only_after_password_and_code(client: Client) -> None:
    staff = people.staff("centre_verifier", login="verifier")
    secret = people.second_factor(staff)
    people.sign_in(client, staff)
    for path in ("second-factor/remove/", "second-factor/keys/add/", "second-factor/codes/new/"):
        assert client.get(f"/accounts/{path}")["Location"].startswith(STEP_UP), path
    client.post(STEP_UP, {"password": people.PASSWORD, "code": people.one_time_code(secret)})
    for path in ("second-factor/remove/", "second-factor/keys/add/", "second-factor/codes/new/"):
        assert client.get(f"/accounts/{path}").status_code == 200, path


def test_guardians_pages_want_a_step_up(clock: TestClock) -> None:
    clock.set(tenders.PUBLISHED)
    client = people.sign_in(Client(), people.person(people.supervisor_office(), "guardian"))
    clock.forward(minutes=16)
    for page in ("cards/JC-1/1/", "release/JC-1/1/", "release/JC-1/1/paper/"):
        assert client.get(f"/guardian/{page}")["Location"].startswith(STEP_UP), page
    people.step_up(client)
    assert client.get("/guardian/cards/JC-1/1/").status_code == 404


def test_demo_session_needs_no_step_up_in_the_demo_alone(clock: TestClock, settings: LazySettings) -> None:
    settings.DEMO = True
    clock.set(tenders.PUBLISHED)
    staff = people.staff("centre_verifier")
    client, notice = Client(), tenders.in_verification()
    client.post("/accounts/demo/", {"person": staff.id})
    clock.forward(minutes=16)
    assert client.post(address(notice) + "publish/")["Location"] == f"/notices/{notice.tender.code}/"
