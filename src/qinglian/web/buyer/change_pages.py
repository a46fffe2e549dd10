"""Beginning a notice or an amendment, ending a tender, tendering again."""

from django.contrib import messages
from django.forms import ChoiceField, RadioSelect, Textarea
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qinglian.domain.tenders import actions, queries
from qinglian.law.refusal import NotValid
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.buyer.frame import OFFICER, REVIEWER, own_tender
from qinglian.web.buyer.notice_forms import AFFECTS
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.due_fields import DueText
from qinglian.web.shared.forms import PageForm, spoken
from qinglian.web.shared.tags import word


class AmendmentForm(PageForm):
    """What an amendment is about."""

    change = DueText(
        label=spoken("改了什么、为什么", "What changed and why"),
        help_text=spoken("逐条写明，随公告发布", "Point by point; published with the notice"),
        widget=Textarea(attrs={"rows": 5}),
        max_length=2000,
    )
    affects_bids = ChoiceField(
        label=spoken("是否可能影响投标文件编制", "May it affect the preparation of bids"),
        choices=AFFECTS,
        widget=RadioSelect,
    )


class EndForm(PageForm):
    """Why a tender ends."""

    reason = DueText(
        label=spoken("终止理由", "Reason"),
        help_text=spoken("随终止公告公开（条例第三十一条）", "Published with the termination (Regulation art. 31)"),
        widget=Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


@for_roles(*OFFICER)
@require_POST
def draft_notice(request: HttpRequest, code: str) -> HttpResponse:
    """This will begin the notice of the draft sections, with lawful times filled in."""
    notice = actions.draft_notice(own_tender(request, code), by=actor_of_request(request), at=clock.now())
    return redirect("buyer:notice_part", code, notice.version, "text")


@for_roles(*OFFICER)
def amend_notice(request: HttpRequest, code: str) -> HttpResponse:
    """This will begin the next version of the published notice."""
    tender = own_tender(request, code)
    form = AmendmentForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            notice = actions.draft_amendment(
                tender, change=typed["change"], affects_bids=typed["affects_bids"] == "yes",
                by=actor_of_request(request), at=clock.now(),
            )  # fmt: skip
        except NotValid as refusal:
            form.refuse(refusal)
        else:
            return redirect("buyer:notice_part", code, notice.version, "times")
    context = {"form": form, "tender": tender, "notice": queries.notice_in_force(tender), "now": clock.now()}
    return render(request, "buyer/amend.html", context, status=422 if form.errors else 200)


@for_roles(*REVIEWER)
def terminate_tender(request: HttpRequest, code: str) -> HttpResponse:
    """This will end a tender with a public reason, after a page that says what follows."""
    tender = own_tender(request, code)
    form = EndForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.terminate_tender(tender, reason=reason, by=actor_of_request(request), at=clock.now())
        except NotValid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, word(Text("已终止并公告。", "Terminated and announced.")))
            return redirect("buyer:tender", code)
    return render(request, "buyer/terminate.html", {"form": form, "tender": tender}, status=422 if form.errors else 200)


@for_roles(*OFFICER)
@require_POST
def retender(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will start a failed section's next round as a draft."""
    by = actor_of_request(request)
    own_tender(request, code)
    section = actions.retender(queries.section_for(code, number, asker=by), by=by, at=clock.now())
    said = Text(
        f"标段 {number} 进入第 {section.round} 轮，请起草公告。",
        f"Section {number} is in round {section.round}: draft its notice.",
    )
    messages.success(request, word(said))
    return redirect("buyer:tender", code)
