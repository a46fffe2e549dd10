"""The key page of bidders and guardians: keys and their states, a new one's proposal. The key itself is made in the browser."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.people import actions, queries
from qinglian.domain.people.keys import fingerprint, is_ending_soon
from qinglian.domain.people.lifecycle import KEY
from qinglian.law.refusal import Refusal
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.bundle import script
from qinglian.web.shared.forms import PageForm, spoken
from qinglian.web.shared.tags import word

if TYPE_CHECKING:
    from qinglian.domain.people.models import Organisation, OrganisationKey

CHIPS = {"proposed": "wait", "bound": "ok", "refused": "stop", "revoked": "stop"}


@dataclass(frozen=True)
class KeyRow:
    """One key as the page shows it."""

    key: "OrganisationKey"
    fingerprint: str
    chip: str
    state: Text
    is_ending: bool


class ProposalForm(PageForm):
    """A signed key proposal: filled by the page's script, or pasted from `qinglian keygen`."""

    signed = forms.CharField(
        label=spoken("签名的密钥提案", "Signed key proposal"),
        help_text=spoken(
            "网页做密钥时自动填写。用命令行工具 qinglian keygen 做的，把它给出的 JSON 粘贴在这里。",
            "Filled in when the key is made on this page. Made with qinglian keygen: paste the JSON that it gave.",
        ),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        max_length=20_000,
    )

    def clean_signed(self) -> Any:
        """This will return the JSON document."""
        try:
            return json.loads(self.cleaned_data["signed"])
        except ValueError:
            raise forms.ValidationError(
                word(Text("这不是 JSON 文件的内容。请整份复制。", "This is no JSON. Copy the whole of it."))
            ) from None


def keys_desk(request: HttpRequest, *, template: str, purpose: str) -> HttpResponse:
    """This will show the keys of the organisation (or of the guardian who asks) and take a proposal for a new one."""
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _propose(request, form):
        return redirect(request.path)
    actor = actor_of_request(request)
    organisation = queries.organisation_for(actor.organisation, asker=actor)
    holder = actor.id if purpose == "guardian" else ""
    context = {
        "organisation": organisation,
        "rows": key_rows(organisation, purpose=purpose, holder=holder),
        "form": form,
        "may_propose": actor.has_role("guardian" if purpose == "guardian" else "registrant"),
        "script": script("keys"),
        "data": {
            "origin": settings.QINGLIAN_ORIGIN,
            "holder": holder or organisation.pk,
            "organisation": organisation.pk,
            "name": organisation.name,
            "purpose": purpose,
        },
    }
    return render(request, template, context, status=422 if form.errors else 200)


def key_rows(organisation: "Organisation", *, purpose: str, holder: str = "") -> list[KeyRow]:
    """This will list the keys of one purpose, the newest first; a guardian sees the own ones."""
    at = clock.now()
    rows = organisation.keys.filter(purpose=purpose, **({"holder": holder} if holder else {})).order_by(
        "-proposed_at", "-pk"
    )
    return [
        KeyRow(
            key=row,
            fingerprint=fingerprint(row.public),
            chip=CHIPS[row.state],
            state=KEY.state(row.state).label,
            is_ending=row.state == "bound" and is_ending_soon(row.expires_at, at=at),
        )
        for row in rows
    ]


def bound_keys(organisation: "Organisation", *, purpose: str, holder: str = "") -> list[str]:
    """This will list the public keys (base64) that sign for the organisation or guardian now."""
    at = clock.now()
    rows = [row.key for row in key_rows(organisation, purpose=purpose, holder=holder) if row.key.state == "bound"]
    return [row.public for row in rows if row.expires_at is None or row.expires_at > at]


def _propose(request: HttpRequest, form: ProposalForm) -> bool:
    try:
        actions.propose_key(form.cleaned_data["signed"], by=actor_of_request(request), at=clock.now())
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    messages.success(
        request,
        word(
            Text(
                "公钥已送中心，核对指纹后绑定。",
                "The public key is with the centre, which binds it after comparing the fingerprint.",
            )
        ),
    )
    return True
