"""Signing in by pages: password, one-time code, recovery codes, lock-out, passwords, demo logins."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.test import Client

from qinglian.domain.people.models import Person
from tests.factories import people

pytestmark = pytest.mark.django_db


def sign_in(client: Client, login: str, password: str = people.PASSWORD, **more: str) -> object:
    return client.post("/accounts/login/", {"login": login, "password": password, **more})


def agent(login: str = "agent") -> Person:
    return people.person(people.organisation(), "bidder_agent", login=login)


@pytest.mark.parametrize("typed", ["agent", " Agent", "AGENT"])
def test_sign_in_leads_to_the_first_workspace(client: Client, typed: str) -> None:
    agent()
    assert sign_in(client, typed)["Location"] == "/accounts/start/"
    assert client.get("/accounts/start/")["Location"] == "/bidder/"


def test_sign_in_leads_to_where_somebody_wanted_to_go_but_never_elsewhere(client: Client) -> None:
    agent()
    assert sign_in(client, "agent", next="/bidder/keys/")["Location"] == "/bidder/keys/"
    assert sign_in(Client(), "agent", next="https://evil.example/")["Location"] == "/accounts/start/"


def test_wrong_login_and_wrong_password_show_the_same_page(client: Client) -> None:
    agent()
    pages = [sign_in(client, login, "x" * 12) for login in ("agent", "nobody")]
    assert [page.status_code for page in pages] == [200, 200]
    shown = [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode()) for page in pages]
    assert all("登录名或密码不对" in page for page in shown)
    assert shown[0].split("<main")[1].replace("agent", "") == shown[1].split("<main")[1].replace("nobody", "")


@pytest.mark.parametrize("login", ["agent", "nobody"])
def test_five_failures_stop_attempts_for_existing_and_other_logins(client: Client, login: str) -> None:
    agent()
    answers = [sign_in(client, login, "x" * 12) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429, 429]
    assert "15 分钟" in answers[-1].content.decode()
    assert sign_in(client, login).status_code == 429


def test_sign_in_page_has_no_sign_up_of_its_own_and_no_mail(client: Client) -> None:
    assert client.get("/accounts/signup/").status_code == 404
    assert client.post("/accounts/password/reset/", {"email": "a@example.cn"}).status_code == 200
    assert "平台不发邮件" in client.get("/accounts/password/reset/").content.decode()


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("centre_verifier", "/centre/"),
        ("centre_admin", "/centre/"),
        ("supervisor", "/supervisor/"),
        ("guardian", "/guardian/"),
    ],
)
def test_post_with_second_factor_opens_nothing_before_it_is_set_up(client: Client, role: str, path: str) -> None:
    kind = {"supervisor": "supervisor", "guardian": "supervisor"}.get(role, "centre")
    people.person(people.organisation(kinds=(kind,)), role, login="staff")
    sign_in(client, "staff")
    for page in (path, "/", "/bidder/"):
        assert client.get(page)["Location"] == "/accounts/second-factor/set-up/"

    page = client.get("/accounts/second-factor/set-up/").content.decode()
    secret = page.split('id="totp-secret">')[1].split("<")[0]
    assert "data:image/svg+xml;base64," in page
    assert client.post("/accounts/second-factor/set-up/", {"code": "000000"}).status_code == 200
    answer = client.post("/accounts/second-factor/set-up/", {"code": people.one_time_code(secret)})
    assert answer["Location"] == "/accounts/second-factor/codes/"
    codes = client.get("/accounts/second-factor/codes/").content.decode()
    assert codes.count("<li><code>") == 10
    assert client.get("/accounts/start/")["Location"] == path
    assert client.get("/").status_code == 200


def test_second_factor_is_asked_for_at_every_sign_in(client: Client) -> None:
    staff = people.staff("centre_verifier", login="staff")
    secret = people.second_factor(staff)
    assert sign_in(client, "staff")["Location"] == "/accounts/second-factor/authenticate/"
    assert client.get("/accounts/start/").status_code == 302
    assert "/accounts/login/" in client.get("/accounts/start/")["Location"]
    wrong = client.post("/accounts/second-factor/authenticate/", {"code": "000000"})
    assert "动态口令不对" in wrong.content.decode()
    right = client.post("/accounts/second-factor/authenticate/", {"code": people.one_time_code(secret)})
    assert right["Location"] == "/accounts/start/"
    assert client.get("/accounts/start/")["Location"] == "/centre/"


def test_recovery_code_signs_in_once(client: Client) -> None:
    staff = people.staff("centre_verifier", login="staff")
    people.second_factor(staff)
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    sign_in(client, "staff")
    assert client.post("/accounts/second-factor/authenticate/", {"code": code})["Location"] == "/accounts/start/"
    again = Client()
    sign_in(again, "staff")
    assert again.post("/accounts/second-factor/authenticate/", {"code": code}).status_code == 200


def test_session_without_the_second_factor_is_sent_back(client: Client) -> None:
    staff = people.staff("centre_verifier", login="staff")
    people.second_factor(staff)
    people.sign_in(client, staff, with_second_factor=False)
    assert client.get("/centre/")["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in client.session


def test_guessing_codes_stops(client: Client) -> None:
    people.second_factor(people.staff("centre_verifier", login="staff"))
    sign_in(client, "staff")
    shown = [
        client.post("/accounts/second-factor/authenticate/", {"code": f"{n:06}"}).content.decode() for n in range(12)
    ]
    assert "动态口令不对" in shown[0]
    assert "15 分钟" in shown[-1]


def test_password_is_changed_and_other_sessions_end(client: Client) -> None:
    person = agent()
    sign_in(client, "agent")
    other = Client()
    sign_in(other, "agent")
    new = "another 江城 horse battery"
    body = {"oldpassword": "wrong", "password1": new, "password2": new}
    assert "现在的密码不对" in client.post("/accounts/password/change/", body).content.decode()
    body["oldpassword"] = people.PASSWORD
    assert client.post("/accounts/password/change/", body | {"password2": "x"}).status_code == 200
    assert client.post("/accounts/password/change/", body)["Location"] == "/accounts/"
    person.refresh_from_db()
    assert person.check_password(new)
    assert client.get("/accounts/").status_code == 200
    assert other.get("/accounts/").status_code == 302


def test_sign_out_ends_the_session(client: Client) -> None:
    agent()
    sign_in(client, "agent")
    assert client.get("/accounts/logout/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/accounts/").status_code == 302


def test_cookies_are_for_this_site_and_not_for_scripts(client: Client) -> None:
    agent()
    sign_in(client, "agent")
    cookie = client.cookies["qinglian_session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["expires"]) == (True, "Lax", "")


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/register/", "/api/people/agreement", "/"])
def test_pages_run_own_scripts_alone_and_in_no_frame(client: Client, path: str) -> None:
    answer = client.get(path)
    policy = answer["Content-Security-Policy"]
    for part in ("script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "img-src 'self' data:"):
        assert part in policy
    assert "unsafe" not in policy
    assert (answer["X-Content-Type-Options"], answer["X-Frame-Options"]) == ("nosniff", "DENY")


def test_demo_logins_do_not_exist_outside_the_demo(client: Client, settings: LazySettings) -> None:
    person = agent()
    assert client.get("/accounts/demo/").status_code == 404
    settings.DEMO, settings.QINGLIAN_ORIGIN = True, "jiangcheng.example.cn"
    assert client.get("/accounts/demo/").status_code == 404
    assert client.post("/accounts/demo/", {"person": person.id}).status_code == 404


def test_demo_login_opens_a_workspace_without_password_and_code(client: Client, settings: LazySettings) -> None:
    settings.DEMO = True
    staff = people.staff("centre_verifier")
    assert "以此人登录" in client.get("/accounts/demo/").content.decode()
    assert client.post("/accounts/demo/", {"person": staff.id})["Location"] == "/accounts/start/"
    assert client.get("/accounts/start/")["Location"] == "/centre/"
    assert client.get("/api/people/filings").status_code == 200
    assert "演示登录" in client.get("/accounts/").content.decode()
    assert client.post("/accounts/demo/", {"person": "per-none"}).status_code == 404

    settings.DEMO = False  # a session from the demo is worth nothing elsewhere
    assert client.get("/centre/")["Location"] == "/accounts/second-factor/set-up/"
    assert client.get("/api/people/filings").status_code == 403


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_account_page_speaks_one_language(client: Client, language: str) -> None:
    staff = people.staff("centre_verifier", login="staff")
    people.second_factor(staff)
    people.sign_in(client, staff)
    for path in ("", "second-factor/", "second-factor/keys/", "reauthenticate/", "password/change/", "password/reset/"):
        answer = client.get(f"/accounts/{path}", headers={"accept-language": language})
        main = answer.content.decode().split("<main")[1].split("</main>")[0]
        assert answer.status_code == 200
        assert ("动态口令" in main or "密码" in main) == (language == "zh-hans"), path
