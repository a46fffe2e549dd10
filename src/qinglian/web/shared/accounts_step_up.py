"""The step-up: proving once more who one is before a dangerous act, by password and code or by security key, and going on."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import BaseReauthenticateView
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.debug import sensitive_post_parameters

from qinglian.domain.people.step_up import SESSION_KEY, is_fresh, minutes_of, step_up_due
from qinglian.record import clock
from qinglian.web.shared.accounts import WRONG_CODE, has_key, has_second_factor, is_demo_session, mark_proved
from qinglian.web.shared.accounts_forms import CodeAgainForm, KeyAgainForm
from qinglian.web.shared.bundle import script
from qinglian.web.shared.forms import PageForm, spoken
from qinglian.web.shared.tags import word


def require_step_up(request: HttpRequest) -> None:
    """This will raise the refusal `step_up` unless the person proved who it is within the rulebook's minutes.

    Call it first in a view whose act cannot be taken back. Pages answer the refusal by leading to the step-up and back
    (refusals.py). A one-click demo login has no password to ask for: it passes, in the demo alone.
    """
    at = clock.now()
    if not is_demo_session(request) and not is_fresh(str(request.session.get(SESSION_KEY, "")), at=at):
        raise step_up_due(at=at)


def lead_to_step_up(request: HttpRequest) -> HttpResponse:
    """This will lead to the step-up and from there back to the page that was asked for, or that the act was begun on."""
    next_page = request.get_full_path() if request.method == "GET" else page_before(request) or reverse("account_start")
    return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': next_page})}")


def page_before(request: HttpRequest) -> str:
    """This will return the path of this site's page that an act was begun on; empty when the browser does not say, or came from elsewhere."""
    came_from = request.headers.get("referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return ""
    parts = urlsplit(came_from)
    return parts.path + (f"?{parts.query}" if parts.query else "")


class StepUpForm(PageForm):
    """The password, and the one-time code of a person who has codes."""

    password = forms.CharField(
        label=spoken("密码", "Password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label=spoken("动态口令", "One-time code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        """This will ask for a code of everybody with a second factor: the password alone is never enough for them."""
        super().__init__(*args, **kwargs)
        self.user, self.authenticator = user, None
        if not has_second_factor(user):
            del self.fields["code"]
        for field in self.fields.values():
            field.error_messages["required"] = spoken("没有填。", "This is empty.")

    def clean_password(self) -> str:
        """This will compare the password; failures count as failed sign-ins do."""
        password: str = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("incorrect_password")
        return password

    def clean(self) -> dict[str, Any]:
        """This will spend the code, once the password is right."""
        cleaned = super().clean() or {}
        if "password" in cleaned and cleaned.get("code"):
            form = CodeAgainForm(user=self.user, data={"code": cleaned["code"]})
            if form.is_valid():
                self.authenticator = form.authenticator
            else:
                self.add_error("code", form.errors.get("code") or word(WRONG_CODE))
        return cleaned


@method_decorator([login_required, sensitive_post_parameters("password", "code")], name="dispatch")
class StepUp(BaseReauthenticateView):
    """One page with both ways. A security key answers in a form of its own."""

    template_name = "account/reauthenticate.html"

    def get_form_class(self) -> Any:
        """This will read what was handed in: a key's answer, or password and code."""
        return KeyAgainForm if "credential" in self.request.POST else StepUpForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """This will name the person."""
        return dict(super().get_form_kwargs()) | {"user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """This will draw both forms; the challenge of the key's is new each time."""
        context = dict(super().get_context_data(**kwargs))
        person: Any = self.request.user
        own = context["form"]
        context["typed"] = own if isinstance(own, StepUpForm) else StepUpForm(user=person)
        context["minutes"] = minutes_of(at=clock.now())
        if has_key(person):
            context["passkey"] = {"request_options": begin_authentication(person)}
            context["script"] = script("passkey")
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        """This will keep the proof and go on to where the person came from."""
        if isinstance(form, KeyAgainForm):
            post_authentication(self.request, form.cleaned_data["credential"], reauthenticated=True)
        else:
            record_authentication(self.request, self.request.user, method="password", reauthenticated=True)
            if form.authenticator is not None:
                post_authentication(self.request, form.authenticator, reauthenticated=True)
        mark_proved(self.request)
        answer: HttpResponse = super().form_valid(form)
        return answer


step_up = StepUp.as_view()
