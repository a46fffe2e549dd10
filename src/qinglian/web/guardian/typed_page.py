"""The host types an identity that a guardian read out: the paper way in. A plain form; the identity is checked against the card."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.bids import actions
from qinglian.domain.bids import queries as bids
from qinglian.domain.bids.queries import Hall
from qinglian.domain.tenders import queries as tenders
from qinglian.law.refusal import Refusal
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.accounts_step_up import require_step_up
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.forms import PageForm, spoken
from qinglian.web.shared.tags import word

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Section

LENGTH = 74


class IdentityForm(PageForm):
    """Who read it out, and the 74 characters."""

    guardian = forms.ChoiceField(label=spoken("哪位保管人读出的", "Which guardian read it out"))
    identity = forms.CharField(
        label=spoken("身份（74 个字符）", "Identity (74 characters)"),
        help_text=spoken(
            "以 AGE-SECRET-KEY-1 开头。空格、大小写不影响；错一个字符会查出来。",
            "It begins with AGE-SECRET-KEY-1. Spaces and case do not matter; a wrong character is found.",
        ),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocomplete": "off"}),
        max_length=400,
    )

    def __init__(self, *args: Any, hall: Hall, **kwargs: Any) -> None:
        """This will offer the guardians whose identity still adds something: not released yet, or not for every bid."""
        super().__init__(*args, **kwargs)
        members = [(group, member) for group in hall.groups for member in group.guardians if member.may_read_out]
        choices = [
            (member.id, word(Text(f"{member.name}（{group.label.zh}）", f"{member.name} ({group.label.en})")))
            for group, member in members
        ]
        self.fields["guardian"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField has them

    def clean_identity(self) -> str:
        """This will return the identity without spaces, in capitals."""
        typed = "".join(str(self.cleaned_data["identity"]).split()).upper()
        if len(typed) != LENGTH or not typed.startswith("AGE-SECRET-KEY-1"):
            wrong = Text(
                f"应为 {LENGTH} 个字符，现在是 {len(typed)} 个。请与保管人逐组核对。",
                f"{LENGTH} characters are expected, {len(typed)} were typed. Compare them group by group with the guardian.",
            )
            raise forms.ValidationError(word(wrong))
        return typed


@for_roles("centre_host")
def typed_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will take an identity that was read out over the telephone, from paper or from a QR code."""
    require_step_up(request)
    tenders.tender_for(code, asker=actor_of_request(request))
    section, at = tenders.section_in(code, number), clock.now()
    hall = bids.hall(section, asker=actor_of_request(request), at=at)
    is_open = hall is not None and hall.stage in ("releasing", "decrypting")
    form = IdentityForm(request.POST or None, hall=hall) if hall and is_open else None
    if request.method == "POST" and form is not None and form.is_valid() and _released(request, section, form):
        return redirect(request.path)
    context = {"section": section, "notice": section.notice, "hall": hall, "form": form, "now": at}
    return render(request, "guardian/typed.html", context, status=422 if form is not None and form.errors else 200)


def _released(request: HttpRequest, section: "Section", form: IdentityForm) -> bool:
    closing = bids.closing_of(section)
    document = {
        "type": "identity-release/v1",
        "opening": tenders.opening_of(section),
        "guardian": form.cleaned_data["guardian"],
        "compartment": "sheet",
        "closing": closing.root if closing else "",
        "identity": form.cleaned_data["identity"],
    }
    try:
        actions.release_from_paper(document, by=actor_of_request(request), at=clock.now())
    except Refusal as refusal:
        refusal.field = "identity"
        form.refuse(refusal)
        return False
    messages.success(
        request, word(Text("身份与密钥卡相符，份额已收下。", "The identity fits the card; the shares are taken."))
    )
    return True
