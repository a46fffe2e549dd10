"""Signing in: what the library for accounts needs to know of us. Registration is ours; there is no sign-up form of the library's own."""

import base64
from hashlib import sha256
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qinglian.domain.people import queries
from qinglian.domain.people.step_up import SESSION_KEY
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.forms import spoken
from qinglian.web.shared.tags import word

LOCKED = Text(
    "登录失败次数太多，15 分钟内停止尝试。时间到后再试，或请管理员重发邀请。",
    "Too many failed attempts: none for 15 minutes. Try again then, or ask for a new invitation.",
)
WRONG = Text("登录名或密码不对，请核对后再试。", "The login or the password is wrong. Check both and try again.")
WRONG_CODE = Text(
    "动态口令不对。请填现在显示的六位数字，或一个没用过的恢复码。",
    "The code is wrong. Type the six digits shown now, or an unused recovery code.",
)
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
_SAME = spoken(WRONG.zh, WRONG.en)
_SLOW = spoken(LOCKED.zh, LOCKED.en)


class SignInAdapter(DefaultAccountAdapter):
    """No sign-up, no mail, and one answer for wrong logins and wrong passwords."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _SAME,
        "email_password_mismatch": _SAME,
        "too_many_login_attempts": _SLOW,
        "rate_limited": _SLOW,
        "incorrect_password": spoken("现在的密码不对。", "The present password is wrong."),
        "enter_current_password": spoken("现在的密码不对。", "The present password is wrong."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """This will say no: organisations register through our own pages."""
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:  # noqa: ARG002
        """This will ask for password or code once more before an existing second factor is changed, not before the first is set up."""
        return has_second_factor(self.request.user)

    def login(self, request: HttpRequest, user: Any) -> None:
        """This will open the session; having just signed in counts as a step-up (people.step_up)."""
        super().login(request, user)
        mark_proved(request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """This will lead everything that asks once more to the one page of the step-up."""
        if not user.is_authenticated:
            return []
        address = reverse("account_reauthenticate")
        return [{"id": "reauthenticate", "description": "", "url": address}]

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """This will say nothing: our pages tell what happened."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """This will send nothing: the platform has no mail."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """One-time codes: the secret is encrypted at rest, the QR code is drawn without another library."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": spoken(WRONG_CODE.zh, WRONG_CODE.en)}

    def encrypt(self, text: str) -> str:
        """This will encrypt a secret under a key derived from the server's own, so that a copied database holds no second factor."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """This will decrypt it again."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: Any) -> str:
        """This will name the login in the authenticator."""
        return str(user.login)

    def get_totp_issuer(self) -> str:
        """This will name the platform in the authenticator."""
        return settings.QINGLIAN_CENTRE_NAME["zh"]

    def build_totp_svg(self, url: str) -> str:
        """This will draw the QR code as SVG."""
        drawn = str(segno.make(url, micro=False).svg_inline(scale=5, border=4, light="#ffffff"))
        return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)  # shown as an image, not inline

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: ARG002
        """This will suggest what a new security key is called."""
        return word(Text("我的安全密钥", "My security key"))

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """This will tell the security key the login alone: keys keep what they are told, and people lend keys."""
        return dict(super().get_public_key_credential_user_entity(user)) | {
            "name": user.login,
            "display_name": user.login,
        }


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(sha256(b"qinglian/second-factor\n" + settings.SECRET_KEY.encode()).digest()))


def is_demo_session(request: HttpRequest) -> bool:
    """This will say whether a one-click demo login opened the session; never outside the demo and an `.invalid` origin."""
    return settings.DEMO and settings.QINGLIAN_ORIGIN.endswith(".invalid") and bool(request.session.get("demo"))


def is_second_factor_due(request: HttpRequest) -> bool:
    """This will say whether the person's post wants a second factor and this session was opened without one."""
    person: Any = request.user
    if (
        not person.is_authenticated
        or is_demo_session(request)
        or not queries.needs_second_factor(person, at=clock.now())
    ):
        return False
    return not any(record.get("method") == "mfa" for record in get_authentication_records(request, person))


def has_second_factor(person: Any) -> bool:
    """This will say whether the person has set an authenticator up or added a security key."""
    return bool(is_mfa_enabled(person, FACTORS))


def has_key(person: Any) -> bool:
    """This will say whether the person has added a security key."""
    return bool(is_mfa_enabled(person, [Authenticator.Type.WEBAUTHN]))


def mark_proved(request: HttpRequest) -> None:
    """This will keep in the session that the person has proved who it is just now."""
    request.session[SESSION_KEY] = clock.now().isoformat()


def address_of(request: HttpRequest) -> str:
    """This will return the network address that the request came from (settings.QINGLIAN_PROXIES), as attempts are counted by."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:  # a socket without an address: all of them are one place
        return ""


def locked_out(request: HttpRequest, _response: HttpResponse | None = None, _credentials: Any = None) -> HttpResponse:
    """This will answer a sign-in after five failures: the same for every login, existing or not."""
    return render(request, "account/locked.html", {"locked": LOCKED}, status=429)
