"""The own account: where to go after signing in, password, second factor, invitations."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import PasswordChangeView
from allauth.mfa.totp.views import ActivateTOTPView
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.debug import sensitive_post_parameters

from qinglian.domain.people import actions, queries
from qinglian.domain.people.roles import ROLES
from qinglian.law.refusal import NotValid
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.accounts import has_second_factor, is_demo_session, is_second_factor_due
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.context import WORK_ORDER
from qinglian.web.shared.filing_forms import posted
from qinglian.web.shared.forms import PageForm, spoken
from qinglian.web.shared.tags import word

_PASSWORD_ATTRIBUTES = {"autocomplete": "new-password"}


class InvitationForm(PageForm):
    """The first password, twice."""

    password = forms.CharField(
        label=spoken("密码", "Password"),
        help_text=spoken(
            "至少 12 个字符，不用常见的词。几个不相干的词连起来就很好",
            "At least 12 characters, no common words. A few unrelated words do well",
        ),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs=_PASSWORD_ATTRIBUTES),
    )
    again = forms.CharField(
        label=spoken("再填一次密码", "Password again"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs=_PASSWORD_ATTRIBUTES),
    )

    def clean(self) -> dict[str, Any]:
        """This will compare the two passwords."""
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", word(Text("两次填的密码不一样。", "The two passwords differ.")))
        return cleaned


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """This will lead to the first workspace of the person's post, to the own organisation, or to the account."""
    if is_second_factor_due(request):
        return redirect("mfa_activate_totp")
    roles = actor_of_request(request).roles
    opened = {found.audience for found in ROLES if found.code in roles}
    for audience in WORK_ORDER:
        if audience in opened:
            return redirect(f"/{audience}/")
    return redirect("account_organisation" if "registrant" in roles else "account_home")


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """This will show the own account: post, roles, password, second factor."""
    person: Any = request.user
    roles = actor_of_request(request).roles
    context = {
        "post": queries.current_post(person, at=clock.now()),
        "roles": [found for found in ROLES if found.code in roles],
        "has_factor": has_second_factor(person),
        "needs_factor": queries.needs_second_factor(person, at=clock.now()),
        "is_demo_session": is_demo_session(request),
    }
    return render(request, "account/home.html", context)


def forgotten(request: HttpRequest) -> HttpResponse:
    """This will say what to do about a forgotten password: the platform has no mail, people help."""
    return render(request, "account/forgotten.html")


@sensitive_post_parameters("password", "again")
def accept_invitation(request: HttpRequest, person_id: str, token: str) -> HttpResponse:
    """This will let an invited person set the first password."""
    person = queries.invited_person(person_id, token)
    form = InvitationForm(posted(request))
    if form.is_valid():
        try:
            actions.accept_invitation(person, password=form.cleaned_data["password"], at=clock.now())
            messages.success(request, word(Text("密码已设好，请登录。", "The password is set. Sign in now.")))
            return redirect("account_login")
        except NotValid as refusal:
            form.refuse(refusal)
    post = queries.current_post(person, at=clock.now())
    context = {"form": form, "person": person, "post": post}
    return render(request, "account/invitation.html", context, status=422 if form.errors else 200)


class ChangePassword(PasswordChangeView):
    """Changing the own password; other sessions of the account end with it."""

    success_url = reverse_lazy("account_home")

    def form_valid(self, form: Any) -> HttpResponse:
        """This will change it and say so."""
        answer: HttpResponse = super().form_valid(form)
        messages.success(self.request, word(Text("密码已更改。", "The password is changed.")))
        return answer


class SetUpSecondFactor(ActivateTOTPView):
    """Setting the authenticator up. The code that was just given counts as this session's second factor."""

    def form_valid(self, form: Any) -> HttpResponse:
        """This will store it, count it for this session, and show the recovery codes."""
        answer: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, method="mfa", type="totp", reauthenticated=True)
        return answer


change_password = login_required(ChangePassword.as_view())
set_up_second_factor = login_required(SetUpSecondFactor.as_view())
