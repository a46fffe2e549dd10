"""Registering an organisation: the agreement, the data, the filing; afterwards its status, changes, keys and people."""

from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.login import record_authentication
from django import forms
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from qinglian.domain.people import actions, agreement, queries
from qinglian.domain.people.attempts import count_registration
from qinglian.domain.people.roles import roles_of_kinds
from qinglian.domain.people.standing import CAUSES
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotFound, NotValid
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.accounts import address_of, mark_proved
from qinglian.web.shared.accounts_demo import BACKEND
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.filing_forms import (
    ChangeForm,
    OrganisationForm,
    PostForm,
    RegistrationForm,
    initial_of,
    posted,
)
from qinglian.web.shared.filing_rows import FILING_CHIPS, PRESENT, registration_steps, rows_of, step_of
from qinglian.web.shared.forms import PageForm, spoken
from qinglian.web.shared.invitations import invitation_link
from qinglian.web.shared.keys_desk import key_rows
from qinglian.web.shared.tags import word

if TYPE_CHECKING:
    from qinglian.domain.people.models import Filing, Organisation

_ACCEPTED = "agreement"


class AgreementForm(PageForm):
    """One box to tick, after reading."""

    accepted = forms.BooleanField(
        label=spoken("我已读完，代表本机构接受", "I have read it and accept it for the organisation")
    )
    accepted.error_messages["required"] = spoken(
        "还没有接受。读完后勾选这一项，才能填写登记信息。", "Not accepted yet. Read it and tick the box to go on."
    )


def read_agreement(request: HttpRequest) -> HttpResponse:
    """This will show the agreement; nothing else of the registration opens before it is accepted."""
    form = AgreementForm(posted(request))
    if form.is_valid():
        request.session[_ACCEPTED] = agreement.VERSION
        return redirect("account_register")
    context = {
        "form": form,
        "version": agreement.VERSION,
        "clauses": agreement.CLAUSES,
        "steps": registration_steps(1),
    }
    return render(request, "account/agreement.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters("password", "again")
def fill_in(request: HttpRequest) -> HttpResponse:
    """This will take the organisation's data and the declarant's login, store the draft and sign the declarant in."""
    if request.session.get(_ACCEPTED) != agreement.VERSION:
        return redirect("account_signup")
    if request.user.is_authenticated:
        return redirect("account_organisation")
    form = RegistrationForm(posted(request))
    if request.method == "POST" and all([form.is_valid(), form.passes()]):
        count_registration(address_of(request), at=clock.now())
        try:
            filing = actions.register_organisation(
                form.data_of(),
                agreement=agreement.VERSION,
                declarant=actions.Declarant(**form.declarant()),
                at=clock.now(),
            )
            _open_session(request, filing)
            return redirect("account_organisation")
        except NotValid as refusal:
            form.refuse(refusal)
    context = {"form": form, "steps": registration_steps(2)}
    return render(request, "account/register.html", context, status=422 if form.errors else 200)


@for_roles("registrant")
def own_organisation(request: HttpRequest) -> HttpResponse:
    """This will show how the own registration stands, what comes next, the data in force, and the keys."""
    own, _ = _own(request)
    pending = queries.pending_filing(own)
    last = pending or queries.last_filing(own)
    keys = key_rows(own, purpose="organisation")
    step = step_of(own.state, last.state if last else "", has_key=any(row.key.state == "bound" for row in keys))
    context = {
        "organisation": own,
        "steps": registration_steps(step),
        "step": step,
        "present": PRESENT[own.state],
        "pending": pending,
        "filing_chip": FILING_CHIPS[pending.state] if pending else None,
        "cause": CAUSES[own.suspension["cause"]] if own.suspension else None,
        "last": last,
        "rows": rows_of(own),
        "changes": queries.changes_in(pending) if pending and own.state != "draft" else [],
        "pending_rows": rows_of(pending) if pending else [],
        "keys": keys,
        "ending": queries.keys_ending(own, at=clock.now()),
    }
    return render(request, "account/organisation.html", context)


@for_roles("registrant")
def start_change(request: HttpRequest) -> HttpResponse:
    """This will take changed data of a verified organisation; the old data stays in force until the change is verified."""
    own, by = _own(request)
    form = ChangeForm(posted(request), initial=initial_of(own))
    if form.is_valid() and form.passes():
        version = agreement.VERSION if form.cleaned_data["accepted"] else ""
        try:
            actions.start_change(own, data=form.data_of(), agreement=version, by=by, at=clock.now())
            return redirect("account_organisation")
        except NotValid as refusal:
            form.refuse(refusal)
    context = {"form": form, "organisation": own, "clauses": agreement.CLAUSES, "version": agreement.VERSION}
    return render(request, "account/change.html", context, status=422 if form.errors else 200)


@for_roles("registrant")
def edit_filing(request: HttpRequest) -> HttpResponse:
    """This will correct a draft or a rejected filing."""
    own, by = _own(request)
    filing = _pending(own)
    form = OrganisationForm(posted(request), initial=initial_of(filing))
    if form.is_valid() and form.passes():
        try:
            actions.edit_filing(filing, data=form.data_of(), by=by, at=clock.now())
            return redirect("account_organisation")
        except NotValid as refusal:
            form.refuse(refusal)
    context = {"form": form, "organisation": own, "filing": filing}
    return render(request, "account/filing.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles("registrant")
def file_registration(request: HttpRequest) -> HttpResponse:
    """This will hand the pending filing in."""
    own, by = _own(request)
    actions.file_registration(_pending(own), by=by, at=clock.now())
    _tell(request, Text("已申报。核验期间内容不能改动。", "Filed. The content is locked until the centre decides."))
    return redirect("account_organisation")


@require_POST
@for_roles("registrant")
def delete_filing(request: HttpRequest) -> HttpResponse:
    """This will delete a draft or rejected filing; a first registration goes with its login."""
    own, by = _own(request)
    was_first = own.state == "draft"
    actions.delete_filing(_pending(own), by=by, at=clock.now())
    if was_first:
        request.session.flush()
        return redirect("account_signup")
    return redirect("account_organisation")


@require_POST
@for_roles("registrant")
def revoke_key(request: HttpRequest, key_id: int) -> HttpResponse:
    """This will end one of the organisation's keys at once."""
    _, by = _own(request)
    key = queries.key_for(key_id, asker=by)
    actions.revoke_key(key, reason=request.POST.get("reason", ""), by=by, at=clock.now())
    _tell(request, Text("密钥已吊销，从此刻起不能签名。", "The key is revoked and signs nothing from now on."))
    return redirect("account_organisation")


@for_roles("registrant")
def own_people(request: HttpRequest) -> HttpResponse:
    """This will list the organisation's people and invite a new one with a post."""
    own, by = _own(request)
    form = PostForm(posted(request), roles=roles_of_kinds(own.kinds))
    link = ""
    if form.is_valid():
        try:
            post = actions.appoint_person(own, **form.cleaned_data, by=by, at=clock.now())
            link, form = invitation_link(request, post.person), PostForm(roles=roles_of_kinds(own.kinds))
        except NotValid as refusal:
            form.refuse(refusal)
    context = {"organisation": own, "posts": queries.posts_in(own, asker=by), "form": form, "link": link}
    return render(request, "account/people.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles("registrant")
def end_post(request: HttpRequest, post_id: int) -> HttpResponse:
    """This will end a colleague's post."""
    _, by = _own(request)
    actions.end_post(queries.post_for(post_id, asker=by), by=by, at=clock.now())
    return redirect("account_people")


def _own(request: HttpRequest) -> "tuple[Organisation, Actor]":
    by = actor_of_request(request)
    return queries.organisation_for(by.organisation, asker=by), by


def _pending(own: "Organisation") -> "Filing":
    filing = queries.pending_filing(own)
    if filing is None:
        raise NotFound(
            Text("没有在办的申报。", "No filing is pending."),
            rule="people.known",
            article="CTS A-008",
            next_step=Text(
                "需要变更时，从本机构页面发起。", "To change something, begin from the organisation's page."
            ),
        )
    return filing


def _open_session(request: HttpRequest, filing: "Filing") -> None:
    person: Any = filing.organisation.posts.get().person
    login(request, person, backend=BACKEND)
    record_authentication(request, person, method="password")
    mark_proved(request)


def _tell(request: HttpRequest, text: Text) -> None:
    messages.success(request, word(text))
