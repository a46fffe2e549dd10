"""Who acts through the API: a person by session (cookie and CSRF token) or by token within scopes, or anyone; signed documents carry their own identity."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from qinglian.domain.people import queries
from qinglian.domain.people.scopes import scope_of_request
from qinglian.domain.people.step_up import SESSION_KEY, is_fresh, step_up_due
from qinglian.domain.people.tokens import PREFIX, bearer_of
from qinglian.law.actor import ANYONE, Actor
from qinglian.law.refusal import NotAllowed
from qinglian.law.text import Text
from qinglian.record import clock


class PasswordSession(APIKeyCookie):
    """A session opened by password alone: enough to ask who one is, to sign out, and to set up the second factor."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:  # noqa: ARG002
        """This will return the signed-in person's Actor (None: 401)."""
        if secret_of_request(request) or not request.user.is_authenticated:
            return None  # where a session is wanted, a token counts for nothing
        return actor_of_request(request)


class Session(PasswordSession):
    """A session that `POST /api/people/session` opened. Writing needs the header `X-CSRFToken` with the token of that answer."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        """This will return the signed-in person's Actor. A post that wants a second factor is refused without it (403)."""
        actor = super().authenticate(request, key)
        if actor is not None and is_second_factor_due(request):
            raise _second_factor_missing(request)
        return actor


class Token(HttpBearer):
    """An API token: `Authorization: Bearer qlt_...`. It acts for its person, within its scopes, never where a step-up is due."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """This will return the Actor of a token in force (401 for another, 403 for one without the scope)."""
        return actor_of_request(request) if token.startswith(PREFIX) else None


def secret_of_request(request: HttpRequest) -> str:
    """This will return the token's secret that the request bears, or nothing."""
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret if kind.lower() == "bearer" and secret.startswith(PREFIX) else ""


def actor_of_request(request: HttpRequest) -> Actor:
    """This will return the Actor of the token that the request bears, else of the signed-in person, or ANYONE; asked once a request."""
    known: Actor | None = getattr(request, "qinglian_actor", None)
    if known is None:
        person: Any = request.user
        secret = secret_of_request(request)
        if secret:
            known = _actor_of_token(request, secret)
        else:
            known = queries.actor_of(person, at=clock.now()) if person.is_authenticated else ANYONE
        request.qinglian_actor = known  # type: ignore[attr-defined]  # kept for this request alone
    return known


def address_of_request(request: HttpRequest) -> str:
    """This will return the network address that the request came from (settings.QINGLIAN_PROXIES), as attempts are counted by."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:  # a socket without an address: all of them are one place
        return ""


def require_step_up(request: HttpRequest) -> None:
    """This will raise the refusal `step_up` (403) unless the person proved who it is within the rulebook's minutes.

    Call it first in an endpoint whose act cannot be taken back. `POST /api/people/session/step-up` renews the proof. A one-click demo
    login has no password to ask for: it passes, in the demo alone.
    """
    at = clock.now()
    if secret_of_request(request):
        raise NotAllowed(
            Text(
                "这件事须由本人当场确认，不能用访问令牌办理。",
                "This wants its person's own proof; a token cannot do it.",
            ),
            rule="token.step_up",
            article="PLT",
            next_step=Text("请本人登录后办理。", "The person signs in and does it."),
        )
    if not is_demo_session(request) and not is_fresh(str(request.session.get(SESSION_KEY, "")), at=at):
        raise step_up_due(at=at)


def mark_proved(request: HttpRequest) -> None:
    """This will keep in the session that the person has proved who it is just now."""
    request.session[SESSION_KEY] = clock.now().isoformat()


def has_second_factor(person: Any) -> bool:
    """This will say whether the person has set an authenticator up or added a security key."""
    return bool(is_mfa_enabled(person, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]))


def is_second_factor_due(request: HttpRequest) -> bool:
    """This will say whether the person's post wants a second factor and this session was opened without one."""
    person: Any = request.user
    if is_demo_session(request) or not queries.needs_second_factor(person, at=clock.now()):
        return False
    return not any(record.get("method") == "mfa" for record in get_authentication_records(request, person))


def is_demo_session(request: HttpRequest) -> bool:
    """This will say whether the session was opened by a one-click demo login; never outside the demo and an `.invalid` origin."""
    return settings.DEMO and settings.QINGLIAN_ORIGIN.endswith(".invalid") and bool(request.session.get("demo"))


def _actor_of_token(request: HttpRequest, secret: str) -> Actor:
    token, actor = bearer_of(secret, at=clock.now())
    needed = scope_of_request(str(request.method), request.path)
    if needed in token.scopes:
        return actor
    raise NotAllowed(
        Text(f"这个访问令牌没有 {needed} 权限。", f"This token lacks the scope {needed}."),
        rule="token.scope",
        article="PLT",
        next_step=Text(
            "另开一个有此权限的令牌，或由本人登录办理。", "Make a token with it, or let the person sign in."
        ),
    )


def _second_factor_missing(request: HttpRequest) -> NotAllowed:
    person: Any = request.user
    if has_second_factor(person):
        next_step = Text(
            "登录时一并提交动态口令；只有安全密钥的，在网页登录。",
            "Send the one-time code when you sign in; with a security key alone, sign in on the page.",
        )
    else:
        next_step = Text(
            "先绑定动态口令验证器，或在网页登记安全密钥。",
            "Set up an authenticator first, or add a security key on the page.",
        )
    return NotAllowed(
        Text("您的岗位须用二次验证登录。", "Your post signs in with a second factor."),
        rule="session.second_factor",
        article="PLT",
        next_step=next_step,
    )


password_session = PasswordSession()
person_session = Session()
session = [Token(), person_session]
