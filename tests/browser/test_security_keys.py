"""Security keys in a real browser with a virtual authenticator: set up, sign in, step-up, and what is refused."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from playwright.sync_api import CDPSession, Page, expect

from qinglian.domain.people.models import Person
from qinglian.domain.people.step_up import SESSION_KEY
from qinglian.record import clock
from tests.browser.desk import Desk, axe_clean, fits
from tests.factories import people

pytestmark = pytest.mark.django_db(transaction=True)
SLOW = 30_000  # milliseconds: the browser waits before it says that no key answered
WIDTHS = [pytest.param(False, id="desk"), pytest.param(True, id="phone")]


@dataclass
class Key:
    """A virtual security key: what it holds, and the machine's session that it is plugged into."""

    session: CDPSession
    id: str

    def content(self) -> list[dict[str, Any]]:
        """What the key holds."""
        held: list[dict[str, Any]] = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})[
            "credentials"
        ]
        return held


def plugged_in(page: Page, content: Sequence[dict[str, Any]] = ()) -> Key:
    """This will plug a virtual security key with this content into the page's machine. Looking with axe unplugs it: plug it in again."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasResidentKey": False,
        "hasUserVerification": False,
        "automaticPresenceSimulation": True,
    }
    key = Key(session, session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"])
    for credential in content:
        session.send("WebAuthn.addCredential", {"authenticatorId": key.id, "credential": credential})
    return key


def sign_in(desk: Desk, page: Page, login: str) -> None:
    page.goto(desk.url("/accounts/login/"))
    page.get_by_label("登录名或邮箱").fill(login)
    page.get_by_label("密码").fill(people.PASSWORD)
    page.get_by_role("button", name="登录").click()


def look(desk: Desk, page: Page, name: str) -> None:
    axe_clean(page)
    fits(page)
    desk.picture(page, name)


def grow_old(person: Person) -> None:
    """This will let the person's sessions look as if the last proof were an hour old."""
    for session in Session.objects.all():
        content = session.get_decoded()
        if content.get("_auth_user_id") == person.pk:
            content[SESSION_KEY] = (clock.now() - timedelta(hours=1)).isoformat()
            session.session_data = Session.objects.encode(content)
            session.save()


@pytest.mark.parametrize("phone", WIDTHS)
def test_key_is_set_up_signs_in_and_steps_up(desk: Desk, phone: bool) -> None:
    size = "phone" if phone else "desk"
    admin = people.staff("centre_admin", login="admin")
    page = desk.page(phone=phone)
    sign_in(desk, page, "admin")
    page.get_by_role("link", name="改用安全密钥").click()
    page.get_by_label("给它起个名字").fill("办公室的一把")
    look(desk, page, f"accounts-key-add-{size}")
    key = plugged_in(page)
    page.get_by_role("button", name="读取密钥并登记").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("恢复码", timeout=SLOW)
    content = key.content()
    page.get_by_role("link", name="已经收好，继续").click()
    expect(page).to_have_url(desk.url("/centre/"))
    stored = Authenticator.objects.get(user=admin, type="webauthn")
    assert stored.data["name"] == "办公室的一把"
    page.goto(desk.url("/accounts/second-factor/keys/"))
    expect(page.locator("main")).to_contain_text("办公室的一把")
    look(desk, page, f"accounts-keys-{size}")
    page.goto(desk.url("/accounts/second-factor/"))
    look(desk, page, f"accounts-second-factor-{size}")

    page.goto(desk.url("/accounts/logout/"))
    page.get_by_role("button", name="退出").first.click()
    sign_in(desk, page, "admin")
    look(desk, page, f"accounts-key-ask-{size}")
    plugged_in(page, content)
    page.get_by_role("button", name="用安全密钥").click()
    expect(page).to_have_url(desk.url("/centre/"))
    stored.refresh_from_db()
    assert stored.last_used_at is not None

    grow_old(admin)
    remove = f"/accounts/second-factor/keys/{stored.pk}/remove/"
    page.goto(desk.url(remove))
    look(desk, page, f"accounts-key-remove-{size}")
    page.goto(desk.url(f"/accounts/reauthenticate/?next={remove}"))
    look(desk, page, f"accounts-step-up-{size}")
    plugged_in(page, content)
    page.get_by_role("button", name="用安全密钥").click()
    expect(page).to_have_url(desk.url(remove))
    page.get_by_role("button", name="移除").click()
    expect(page.locator("main")).to_contain_text("还没有安全密钥")
    assert not Authenticator.objects.filter(user=admin).exists()
    assert desk.troubles == []


def test_another_persons_key_does_not_sign_in(desk: Desk) -> None:
    staff = people.staff("centre_admin", login="admin")
    page = desk.page()
    plugged_in(page)
    sign_in(desk, page, "admin")
    page.get_by_role("link", name="改用安全密钥").click()
    page.get_by_role("button", name="读取密钥并登记").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("恢复码", timeout=SLOW)
    thief = desk.page()
    plugged_in(thief)
    sign_in(desk, thief, "admin")
    thief.get_by_role("button", name="用安全密钥").click()
    expect(thief.get_by_role("alert")).to_contain_text("没有收到安全密钥的应答", timeout=SLOW)
    look(desk, thief, "accounts-key-refused")
    thief.goto(desk.url("/centre/"))
    expect(thief).to_have_url(desk.url("/accounts/second-factor/authenticate/"))
    assert Authenticator.objects.filter(user=staff, type="webauthn").count() == 1


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda answer: answer | {"id": "AAAA", "rawId": "AAAA"}, id="unknown"),
        pytest.param(lambda _answer: {"id": "x"}, id="shapeless"),
        pytest.param(lambda _answer: [1], id="no object"),
    ],
)
def test_forged_answer_of_a_key_is_refused(desk: Desk, spoil: Callable[[dict[str, object]], object]) -> None:
    people.staff("centre_admin", login="admin")
    page = desk.page()
    plugged_in(page)
    sign_in(desk, page, "admin")
    page.get_by_role("link", name="改用安全密钥").click()
    page.get_by_role("button", name="读取密钥并登记").click()
    page.get_by_role("link", name="已经收好，继续").click()
    other = desk.page()
    sign_in(desk, other, "admin")
    answer = {
        "id": "AAAA",
        "rawId": "AAAA",
        "type": "public-key",
        "response": {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAAA", "userHandle": None},
        "clientExtensionResults": {},
    }
    other.evaluate(
        "answer => { const form = document.getElementById('q-passkey-form');"
        "form.elements.namedItem('credential').value = answer; form.requestSubmit(); }",
        json.dumps(spoil(answer)),
    )
    expect(other.get_by_role("alert").first).to_contain_text("安全密钥的应答不对")
    other.goto(desk.url("/centre/"))
    expect(other).to_have_url(desk.url("/accounts/second-factor/authenticate/"))
