"""API tokens of the own account: listed, made after a step-up, revoked. A secret is on the page once, right after its making."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from qinglian.domain.people import actions, queries
from qinglian.domain.people.policy import is_token_in_force
from qinglian.domain.people.scopes import SCOPES, label_of
from qinglian.law.refusal import Refusal
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.accounts_step_up import require_step_up
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.filing_forms import posted
from qinglian.web.shared.forms import PageForm, spoken
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.tags import word

_EMPTY = spoken("没有填。", "This is empty.")


class TokenForm(PageForm):
    """What the token is for, what it may do, for how long."""

    name = forms.CharField(
        label=spoken("用途", "What it is for"),
        help_text=spoken(
            "哪个程序用、做什么，例如：造价系统，每晚取公告",
            "Which program, and for what: cost system, fetches notices at night",
        ),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=spoken("权限范围", "Scopes"),
        help_text=spoken(
            "只勾要用的；怎么勾都不会超过您本人的权限", "Tick what is needed; it never exceeds your own rights"
        ),
        choices=[
            (scope.code, spoken(f"{scope.label.zh}（{scope.code}）", f"{scope.label.en} ({scope.code})"))
            for scope in SCOPES
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.IntegerField(
        label=spoken("有效天数", "Days"), initial=30, widget=forms.NumberInput(attrs={"class": "q-input-num"})
    )

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        """This will say how many days the rulebook admits."""
        super().__init__(*args, **kwargs)
        self.fields["days"].help_text = spoken(f"最多 {most} 天", f"At most {most}")
        for field in self.fields.values():
            field.error_messages["required"] = _EMPTY
            field.error_messages["invalid"] = spoken("请填整数。", "Write a whole number.")


@never_cache
@login_required
def own_tokens(request: HttpRequest) -> HttpResponse:
    """This will list the own tokens and make a new one; the page itself wants a step-up."""
    require_step_up(request)
    by, at = actor_of_request(request), clock.now()
    most = rule("token.days", on=at.date()).number()
    form, secret = TokenForm(posted(request), most=most), ""
    if form.is_valid():
        try:
            _, secret = actions.create_token(**form.cleaned_data, by=by, at=at)
            form = TokenForm(most=most)
        except Refusal as refusal:
            form.refuse(refusal)
    sheet: Any = sheet_of(queries.tokens_of(asker=by), request=request, size=20)
    rows = [(token, is_token_in_force(token, at=at), [label_of(code) for code in token.scopes]) for token in sheet.rows]
    context = {"form": form, "secret": secret, "sheet": sheet, "rows": rows, "has_post": bool(by.organisation)}
    return render(request, "account/tokens.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def revoke_token(request: HttpRequest, token_id: str) -> HttpResponse:
    """This will end one of the own tokens at once."""
    by = actor_of_request(request)
    actions.revoke_token(queries.token_for(token_id, asker=by), by=by, at=clock.now())
    messages.success(
        request, word(Text("令牌已作废，从此刻起不能用。", "The token is revoked and opens nothing from now on."))
    )
    return redirect("account_tokens")
