"""A notice as a whole: for its readers, and for the second person who approves or returns it."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.forms import Textarea
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qinglian.domain.tenders import actions, queries
from qinglian.domain.tenders.lifecycle import NOTICE
from qinglian.domain.tenders.policy import may_review
from qinglian.domain.tenders.verdict import counts
from qinglian.law.refusal import NotValid
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.buyer.frame import BUYERS, OFFICER, REVIEWER, own_notice
from qinglian.web.buyer.tender_pages import NOTICE_CHIPS
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.due_fields import DueText
from qinglian.web.shared.forms import PageForm, spoken
from qinglian.web.shared.notice_facts import facts_of
from qinglian.web.shared.tags import word

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Notice


class OpinionForm(PageForm):
    """The reviewer's opinion."""

    opinion = DueText(
        label=spoken("复核意见", "Opinion"),
        help_text=spoken(
            "有“注意”的，逐条写明意见；发布后公开", "Answer every note; it becomes public with the notice"
        ),
        widget=Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class ReturnForm(PageForm):
    """Why a notice is sent back."""

    reason = DueText(
        label=spoken("退回理由", "Reason for returning"),
        help_text=spoken("写明改哪里、为什么", "Say what to change and why"),
        widget=Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


@for_roles(*BUYERS)
def notice_page(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """This will show a version of the notice; to the second person with the forms of the decision."""
    return _page(request, own_notice(request, code, version))


@for_roles(*REVIEWER)
@require_POST
def approve_notice(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """This will pass a notice on to the centre."""
    notice, form = own_notice(request, code, version), OpinionForm(request.POST)
    form.is_valid()
    try:
        opinion = form.cleaned_data.get("opinion", "")
        actions.approve_notice(notice, opinion=opinion, by=actor_of_request(request), at=clock.now())
    except NotValid as refusal:
        form.refuse(refusal)
        return _page(request, notice, opinion=form)
    messages.success(request, word(Text("复核通过，已送中心核验。", "Approved and passed on to the centre.")))
    return redirect("buyer:desk")


@for_roles(*REVIEWER)
@require_POST
def return_notice(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """This will send a notice back to its makers."""
    notice, form = own_notice(request, code, version), ReturnForm(request.POST)
    form.is_valid()
    try:
        reason = form.cleaned_data.get("reason", "")
        actions.return_notice(notice, reason=reason, by=actor_of_request(request), at=clock.now())
    except NotValid as refusal:
        form.refuse(refusal)
        return _page(request, notice, returning=form)
    messages.success(request, word(Text("已退回编制人。", "Returned to its makers.")))
    return redirect("buyer:desk")


@for_roles(*OFFICER)
@require_POST
def delete_notice(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """This will delete a draft notice."""
    actions.delete_notice(own_notice(request, code, version), by=actor_of_request(request), at=clock.now())
    messages.success(request, word(Text("草稿已删除。", "The draft was deleted.")))
    return redirect("buyer:tender", code)


def _page(
    request: HttpRequest, notice: "Notice", *, opinion: OpinionForm | None = None, returning: ReturnForm | None = None
) -> HttpResponse:
    by = actor_of_request(request)
    verdicts = queries.verdicts_on(notice, at=clock.now())
    in_review = notice.state == "in_review"
    context = facts_of(notice) | {
        "notice": notice,
        "tender": notice.tender,
        "status": NOTICE_CHIPS[notice.state],
        "state": NOTICE.state(notice.state).label,
        "verdicts": verdicts,
        "broken": counts(verdicts)["broken"],
        "decides": in_review and by.has_role(*REVIEWER) and may_review(notice, by),
        "is_own_work": in_review and by.has_role(*REVIEWER) and not may_review(notice, by),
        "may_edit": notice.state == "draft" and by.has_role(*OFFICER),
        "opinion": opinion or OpinionForm(),
        "returning": returning or ReturnForm(),
    }
    return render(request, "buyer/notice.html", context, status=422 if opinion or returning else 200)
