"""Binding keys: the fingerprint is compared over a channel that the network does not control."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.people import actions, queries
from qinglian.domain.people.keys import COMPARISONS, PURPOSES, fingerprint
from qinglian.law.refusal import NotValid
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre.registrations import ReasonForm
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.filing_forms import posted
from qinglian.web.shared.filing_rows import KEY_CHIPS
from qinglian.web.shared.forms import PageForm, spoken
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.tags import word


class ComparisonForm(PageForm):
    """How the fingerprint was compared."""

    compared = forms.ChoiceField(
        label=spoken("怎样核对的", "How it was compared"),
        choices=[(code, spoken(label.zh, label.en)) for code, label in COMPARISONS.items()],
        widget=forms.RadioSelect,
    )
    compared.error_messages["required"] = spoken(
        "没有说明怎样核对了指纹。", "It is not said how the fingerprint was compared."
    )


@for_roles("centre_verifier", "supervisor")
def queue(request: HttpRequest) -> HttpResponse:
    """This will list the keys that wait to be bound, longest waiting first."""
    sheet: Any = sheet_of(queries.keys_waiting(asker=actor_of_request(request)), request=request, size=20)
    rows = [(key, fingerprint(key.public), PURPOSES[key.purpose]) for key in sheet.rows]
    return render(request, "centre/keys.html", {"sheet": sheet, "rows": rows})


@for_roles("centre_verifier", "supervisor")
def one(request: HttpRequest, key_id: int) -> HttpResponse:
    """This will show one key with its fingerprint and take the verifier's decision: bind, refuse, revoke."""
    by = actor_of_request(request)
    key = queries.key_for(key_id, asker=by)
    act = request.POST.get("act", "")
    comparison = ComparisonForm(posted(request) if act == "bind" else None)
    reason = ReasonForm(posted(request) if act in ("refuse", "revoke") else None)
    form = comparison if act == "bind" else reason
    if act in _ACTS and form.is_valid():
        try:
            _ACTS[act](key, form.cleaned_data, by)
            messages.success(request, word(_DONE[act]))
            return redirect("centre_keys")
        except NotValid as refusal:
            form.refuse(refusal)
    reason.fields["reason"].label = spoken("理由", "Why")
    context = {
        "key": key,
        "fingerprint": fingerprint(key.public),
        "purpose": PURPOSES[key.purpose],
        "chip": KEY_CHIPS[key.state],
        "phone": key.organisation.details.get("contact_phone", ""),
        "comparison": comparison,
        "reason": reason,
        "how": COMPARISONS.get(key.compared),
        "names": queries.names_of([key.holder, key.bound_by]),
        "may_decide": by.has_role("centre_verifier"),
    }
    return render(request, "centre/key.html", context, status=422 if comparison.errors or reason.errors else 200)


_ACTS: dict[str, Any] = {
    "bind": lambda key, data, by: actions.bind_key(key, compared=data["compared"], by=by, at=clock.now()),
    "refuse": lambda key, data, by: actions.refuse_key(key, reason=data["reason"], by=by, at=clock.now()),
    "revoke": lambda key, data, by: actions.revoke_key(key, reason=data["reason"], by=by, at=clock.now()),
}
_DONE = {
    "bind": Text("密钥已绑定。", "The key is bound."),
    "refuse": Text("没有绑定，对方须另做一把密钥。", "Not bound; its owner makes another key."),
    "revoke": Text("密钥已吊销，从此刻起不能签名。", "The key is revoked and signs nothing from now on."),
}
