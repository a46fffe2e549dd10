"""Signing in and out through the API, and the second factor."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.flows import activate_totp
from django.contrib.auth import login as open_session
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from ninja import Router

from qinglian.api.auth import has_second_factor, is_second_factor_due, mark_proved, password_session, person_session
from qinglian.api.errors import problem_response, problems
from qinglian.api.people.shapes import Code, Credentials, Me, Proof, RecoveryCodes, Secret
from qinglian.domain.people import queries
from qinglian.domain.people.codes import spend_code
from qinglian.law.refusal import NotNow, NotValid
from qinglian.law.text import Text
from qinglian.record import clock

router = Router(tags=["session"])
_FACTOR = "session.second_factor"


@router.post("/session", response={200: Me, **problems(401, 429)}, auth=None)
def sign_in(request: HttpRequest, credentials: Credentials) -> HttpResponse | dict[str, Any]:
    """Opens a session. A wrong login and a wrong password are answered alike; five failures stop attempts for 15 minutes."""
    person = _person_of(request, credentials)
    if person is None:
        return _not_signed_in(request)
    factor = _factor_of(person, credentials.totp)
    open_session(request, person)
    record_authentication(request, person, method="password")
    if factor is not None:
        post_authentication(request, factor)
    mark_proved(request)
    return _me(request)


@router.get("/session", response=Me, auth=password_session)
def who_am_i(request: HttpRequest) -> dict[str, Any]:
    """Says who is signed in, and gives the CSRF token again."""
    return _me(request)


@router.delete("/session", response={204: None}, auth=password_session)
def sign_out(request: HttpRequest) -> None:
    """Ends the session."""
    logout(request)


@router.post("/session/step-up", response={200: Me, **problems(429)}, auth=person_session)
def step_up(request: HttpRequest, proof: Proof) -> HttpResponse | dict[str, Any]:
    """Proves once more who one is, by password and one-time code: acts that answer `step_up` pass for the rulebook's minutes."""
    person: Any = request.user
    if not _knows_password(request, proof.password):
        if getattr(request, "axes_locked_out", False):
            return _not_signed_in(request)
        raise NotValid(
            Text("密码不对。", "The password is wrong."),
            rule="step_up",
            article="PLT",
            next_step=Text("核对密码后再试。", "Check the password and try again."),
            field="password",
        )
    factor = _factor_of(person, proof.totp)
    record_authentication(request, person, method="password", reauthenticated=True)
    if factor is not None:
        post_authentication(request, factor, reauthenticated=True)
    mark_proved(request)
    return _me(request)


@router.post("/session/second-factor", response=Secret, auth=password_session)
def begin_second_factor(request: HttpRequest) -> dict[str, str]:
    """Makes the secret of a second factor, to be put into an authenticator. It counts once a code was given."""
    _require_no_factor(request)
    form = ActivateTOTPForm(user=request.user)
    return {"secret": form.secret, "url": get_mfa_adapter().build_totp_url(request.user, form.secret)}


@router.put("/session/second-factor", response=RecoveryCodes, auth=password_session)
def confirm_second_factor(request: HttpRequest, code: Code) -> dict[str, list[str]]:
    """Sets the second factor up when the code fits the secret, and gives the recovery codes. This session then counts as signed in with it."""
    _require_no_factor(request)
    form = ActivateTOTPForm(user=request.user, data={"code": code.code})
    if not form.is_valid():
        raise NotValid(
            Text("动态口令不对。", "The one-time code is wrong."),
            rule=_FACTOR,
            article="PLT",
            next_step=Text("核对验证器和本机时间，再填一次。", "Check authenticator and clock, and try again."),
            field="code",
        )
    factor, recovery = activate_totp(request, form)
    record_authentication(request, factor.user, method="mfa", id=factor.pk, type=factor.type)
    return {"codes": recovery.wrap().get_unused_codes() if recovery else []}


def _person_of(request: HttpRequest, credentials: Credentials) -> Any:
    names = {"username": credentials.login.strip().lower()}
    if "@" in credentials.login:
        names["email"] = names["username"]
    try:
        return get_adapter().authenticate(request, **names, password=credentials.password)
    except ValidationError:
        request.axes_locked_out = True  # type: ignore[attr-defined]  # too many attempts, whoever counted them
        return None


def _knows_password(request: HttpRequest, password: str) -> bool:
    try:
        return bool(get_adapter(request).reauthenticate(request.user, password))
    except ValidationError:
        request.axes_locked_out = True  # type: ignore[attr-defined]  # too many attempts, whoever counted them
        return False


def _factor_of(person: Any, code: str) -> Authenticator | None:
    """This will spend the code and return what made it; None for a person without second factor; NotValid for a wrong code."""
    if not has_second_factor(person):
        return None
    form = AuthenticateForm(user=person, data={"code": code})
    if _is_spent_now(form):
        authenticator: Authenticator = form.authenticator
        return authenticator
    raise NotValid(
        Text("动态口令不对，或者没有填。", "The one-time code is wrong or missing."),
        rule=_FACTOR,
        article="PLT",
        next_step=Text(
            "填验证器上的六位数字，或一个恢复码。", "Send the six digits of your authenticator, or a recovery code."
        ),
        field="totp",
    )


def _not_signed_in(request: HttpRequest) -> HttpResponse:
    if getattr(request, "axes_locked_out", False):
        request.axes_locked_out = False  # type: ignore[attr-defined]  # answered here, not by the page for people
        return problem_response(
            429,
            Text("登录失败次数太多，15 分钟内停止尝试。", "Too many failed attempts: none for 15 minutes."),
            rule="session.lockout",
        )
    return problem_response(
        401, Text("登录名或密码不对。", "The login or the password is wrong."), rule="session.credentials"
    )


def _is_spent_now(form: AuthenticateForm) -> bool:
    """This will say whether the code fits and was not used before (people.codes)."""
    if not form.is_valid():
        return False
    is_recovery = form.authenticator.type == Authenticator.Type.RECOVERY_CODES
    return is_recovery or spend_code(form.user, form.cleaned_data["code"], at=clock.now())


def _require_no_factor(request: HttpRequest) -> None:
    if has_second_factor(request.user):
        raise NotNow(
            Text("已经绑定过二次验证。", "A second factor is set up already."),
            rule=_FACTOR,
            article="PLT",
            next_step=Text("换手机的，在网页的账号安全页办理。", "To change it, use the account page."),
        )


def _me(request: HttpRequest) -> dict[str, Any]:
    person: Any = request.user
    actor = queries.actor_of(person, at=clock.now())
    return {
        "person": person.id,
        "name": person.name,
        "organisation": actor.organisation,
        "roles": sorted(actor.roles),
        "needs_second_factor": is_second_factor_due(request),
        "csrf_token": get_token(request),
    }
