"""The host's acts in the hall: extend the window, answer objections, draw up and sign the record. Translation only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from qinglian.domain.bids import actions
from qinglian.domain.bids import queries as bids
from qinglian.domain.tenders import queries as tenders
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotNow, NotValid
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.forms import MomentField, PageForm, spoken
from qinglian.web.shared.tags import word

if TYPE_CHECKING:
    from qinglian.domain.bids.models import ClosingList


class ExtensionForm(PageForm):
    """Until when the window is to last, and why."""

    until = MomentField(label=spoken("解密时限延长到", "Extend the window until"))


@require_POST
@for_roles("centre_host")
def extend(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will extend the decryption window."""
    form = ExtensionForm(request.POST)
    if not form.is_valid():
        raise NotValid(
            Text("延长到什么时间没有填对。", "The new end of the window is not a time."),
            rule="field_form",
            article="PLT",
            next_step=Text(
                "请填写日期和时间，例如 2026-11-25 10:30。", "Write a date and time, for example 2026-11-25 10:30."
            ),
        )
    reason = request.POST.get("reason", "")
    until = form.cleaned_data["until"]
    act = partial(actions.extend_window, until=until, reason=reason)
    return _done(request, code, number, act, Text("解密时限已延长。", "The window was extended."))


@require_POST
@for_roles("centre_host")
def make_record(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will draw up the opening record."""
    said = Text("开标记录已生成，可以签署。", "The record is laid out for signature.")
    return _done(request, code, number, actions.make_opening_record, said)


@require_POST
@for_roles("centre_host")
def sign_record(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will sign the opening record as the host."""

    def act(closing: ClosingList, *, by: Actor, at: datetime) -> object:
        if not hasattr(closing, "record"):
            raise tenders.no_tender(f"{code}/{number}")
        return actions.sign_opening_record(closing.record, by=by, at=at)

    return _done(
        request, code, number, act, Text("开标记录已签署，开标结束。", "The record is signed; the opening is over.")
    )


@require_POST
@for_roles("centre_host", "buyer_operator", "buyer_reviewer")
def answer(request: HttpRequest, code: str, number: str, objection: int) -> HttpResponse:
    """This will record the answer to an objection, given on the spot (REG 44)."""

    def act(closing: ClosingList, *, by: Actor, at: datetime) -> object:
        found = closing.objections.filter(pk=objection).first()
        if found is None:
            raise tenders.no_tender(f"{code}/{number}")
        return actions.answer_objection(found, answer=request.POST.get("answer", ""), by=by, at=at)

    return _done(request, code, number, act, Text("答复已记入开标记录。", "The answer is on record."))


def _done(request: HttpRequest, code: str, number: str, act: Callable[..., object], said: Text) -> HttpResponse:
    closing = bids.closing_of(tenders.section_in(code, number))
    if closing is None:
        raise NotNow(
            Text("还没有开标。", "The opening has not begun."),
            rule="opening_in_order",
            article="ZTB 36",
            next_step=Text("请等到投标截止。", "Wait until the deadline."),
        )
    act(closing, by=actor_of_request(request), at=clock.now())
    messages.success(request, word(said))
    return redirect("public:hall", code=code, number=number)
