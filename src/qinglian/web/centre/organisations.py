"""The register: search, one organisation with its standing, keys and people; authorities; the centre's own posts."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qinglian.domain.people import actions, queries
from qinglian.domain.people.lifecycle import ORGANISATION
from qinglian.domain.people.roles import ORGANISATION_KINDS, roles_of_kinds
from qinglian.domain.people.standing import CAUSES
from qinglian.law.refusal import NotValid
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre.desk_page import STAFF
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.accounts_step_up import require_step_up
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.filing_forms import OrganisationForm, PostForm, posted
from qinglian.web.shared.filing_rows import FILING_CHIPS, PRESENT, kinds_words, rows_of
from qinglian.web.shared.forms import PageForm, spoken
from qinglian.web.shared.invitations import invitation_link
from qinglian.web.shared.keys_desk import key_rows
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.tags import word


class SuspensionForm(PageForm):
    """Why an organisation's business stops."""

    cause = forms.ChoiceField(
        label=spoken("原因（公开）", "Cause (public)"),
        choices=[("", "—"), *((code, spoken(label.zh, label.en)) for code, label in CAUSES.items())],
    )
    cause.error_messages["required"] = spoken("没有选暂停原因。", "No cause is chosen.")
    reason = forms.CharField(
        label=spoken("说明（不公开，对方可见）", "Explanation (not public; the organisation reads it)"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    reason.error_messages["required"] = spoken("没有写明理由。", "No reason is given.")


@for_roles(*STAFF, "supervisor")
def register(request: HttpRequest) -> HttpResponse:
    """This will list organisations by name; two characters are enough to search."""
    asker = actor_of_request(request)
    words, kind, state = (request.GET.get(name, "")[:100] for name in ("words", "kind", "state"))
    found = queries.organisations_matching(words, kind=kind, state=state, asker=asker)
    sheet: Any = sheet_of(found, request=request, size=30)
    context = {
        "sheet": sheet,
        "rows": [(row, kinds_words(row.kinds), PRESENT[row.state]) for row in sheet.rows],
        "words": words,
        "kind": kind,
        "state": state,
        "kinds": ORGANISATION_KINDS.items(),
        "states": [(code, ORGANISATION.state(code).label) for code in PRESENT],
        "is_admin": asker.has_role("centre_admin"),
    }
    return render(request, "centre/organisations.html", context)


@for_roles(*STAFF, "supervisor")
def one(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """This will show one organisation; the administrator suspends and restores it here."""
    by = actor_of_request(request)
    found = queries.organisation_for(organisation_id, asker=by)
    form = SuspensionForm(posted(request))
    if form.is_valid():
        try:
            actions.suspend_organisation(found, **form.cleaned_data, by=by, at=clock.now())
            messages.success(request, word(Text("已暂停业务。", "Suspended.")))
            return redirect("centre_organisation", found.id)
        except NotValid as refusal:
            form.refuse(refusal)
    context = {
        "organisation": found,
        "present": PRESENT[found.state],
        "kinds": kinds_words(found.kinds),
        "rows": rows_of(found)[3:],
        "cause": CAUSES[found.suspension["cause"]] if found.suspension else None,
        "form": form,
        "keys": key_rows(found, purpose="organisation") + key_rows(found, purpose="guardian"),
        "filings": [(filing, FILING_CHIPS[filing.state]) for filing in queries.filings_of(found, asker=by)],
        "is_admin": by.has_role("centre_admin"),
        "is_centre": found.kinds == ["centre"],
    }
    return render(request, "centre/organisation.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles("centre_admin")
def restore(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """This will restore a suspended organisation."""
    by = actor_of_request(request)
    actions.restore_organisation(queries.organisation_for(organisation_id, asker=by), by=by, at=clock.now())
    return redirect("centre_organisation", organisation_id)


@for_roles("centre_admin")
def people(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """This will list an organisation's posts and create a login with a post."""
    by = actor_of_request(request)
    found = queries.organisation_for(organisation_id, asker=by)
    offered = roles_of_kinds(found.kinds)
    form, link = PostForm(posted(request), roles=offered), ""
    if form.is_valid():
        try:
            post = actions.appoint_person(found, **form.cleaned_data, by=by, at=clock.now())
            link, form = invitation_link(request, post.person), PostForm(roles=offered)
        except NotValid as refusal:
            form.refuse(refusal)
    context = {"organisation": found, "posts": queries.posts_in(found, asker=by), "form": form, "link": link}
    return render(request, "centre/people.html", context, status=422 if form.errors else 200)


@for_roles("centre_admin")
def own_people(request: HttpRequest) -> HttpResponse:
    """This will lead to the posts of the centre itself."""
    return redirect("centre_people", actor_of_request(request).organisation)


@require_POST
@for_roles("centre_admin")
def end_post(request: HttpRequest, post_id: int) -> HttpResponse:
    """This will end a post."""
    by = actor_of_request(request)
    post = queries.post_for(post_id, asker=by)
    actions.end_post(post, by=by, at=clock.now())
    return redirect("centre_people", post.organisation_id)


@require_POST
@for_roles("centre_admin")
def reset_sign_in(request: HttpRequest, post_id: int) -> HttpResponse:
    """This will clear a person's password and second factor and show the new invitation."""
    require_step_up(request)
    by = actor_of_request(request)
    post = queries.post_for(post_id, asker=by)
    person = actions.reset_sign_in(post.person, organisation=post.organisation, by=by, at=clock.now())
    context = {
        "organisation": post.organisation,
        "posts": queries.posts_in(post.organisation, asker=by),
        "form": PostForm(roles=roles_of_kinds(post.organisation.kinds)),
        "link": invitation_link(request, person),
    }
    return render(request, "centre/people.html", context)


@for_roles("centre_admin")
def authority(request: HttpRequest) -> HttpResponse:
    """This will store a supervising authority, which does not register itself."""
    by = actor_of_request(request)
    form = OrganisationForm(posted(request))
    del form.fields["kinds"]
    form.carried = tuple(name for name in form.carried if name != "kinds")
    if form.is_valid():
        try:
            stored = actions.admit_authority(form.data_of(), by=by, at=clock.now())
            return redirect("centre_people", stored.id)
        except NotValid as refusal:
            form.refuse(refusal)
    return render(request, "centre/authority.html", {"form": form}, status=422 if form.errors else 200)
