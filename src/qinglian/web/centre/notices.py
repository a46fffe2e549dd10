"""Verifying notices: the queue, one notice with its verdicts, publish or send back."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.forms import Textarea
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qinglian.domain.people.queries import names_of
from qinglian.domain.tenders import actions, queries
from qinglian.domain.tenders.lifecycle import NOTICE
from qinglian.domain.tenders.verdict import counts
from qinglian.law.refusal import NotNow, NotValid, Refusal
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.accounts_step_up import require_step_up
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.due_fields import DueText
from qinglian.web.shared.forms import PageForm, spoken
from qinglian.web.shared.notice_facts import facts_of
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.tags import word

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Notice

READERS = ("centre_verifier", "supervisor")


class RefusalForm(PageForm):
    """Why the centre sends a notice back."""

    reason = DueText(
        label=spoken("退回理由", "Reason for returning"),
        help_text=spoken("写明哪里不符、怎样改正", "Say what does not fit and how to mend it"),
        widget=Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


@for_roles(*READERS)
def notices_page(request: HttpRequest) -> HttpResponse:
    """This will list the notices that wait for the centre, longest waiting first."""
    sheet: Any = sheet_of(queries.notices_to_verify(actor_of_request(request)), request=request, size=20)
    now = clock.now()
    rows = [(notice, counts(queries.verdicts_on(notice, at=now, for_publication=True))) for notice in sheet.rows]
    return render(request, "centre/notices.html", {"sheet": sheet, "rows": rows, "now": now})


@for_roles(*READERS)
def notice_page(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """This will show a notice as it would be published, with the verdicts of this moment."""
    return _page(request, queries.notice_for(code, version, asker=actor_of_request(request)))


@for_roles("centre_verifier")
@require_POST
def publish_notice(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """This will verify and publish a notice, or say what stands against it."""
    require_step_up(request)
    by = actor_of_request(request)
    notice = queries.notice_for(code, version, asker=by)
    try:
        actions.publish_notice(notice, by=by, at=clock.now())
    except (NotValid, NotNow) as refusal:
        return _page(request, notice, refusal=refusal)
    messages.success(request, word(Text("已核验并发布。", "Verified and published.")))
    return redirect("public:tender", code)


@for_roles("centre_verifier")
@require_POST
def refuse_notice(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """This will send a notice back to the tenderer."""
    by = actor_of_request(request)
    notice, form = queries.notice_for(code, version, asker=by), RefusalForm(request.POST)
    form.is_valid()
    try:
        actions.refuse_notice(notice, reason=form.cleaned_data.get("reason", ""), by=by, at=clock.now())
    except NotValid as refusal:
        form.refuse(refusal)
        return _page(request, notice, form=form)
    messages.success(request, word(Text("已退回招标人。", "Returned to the tenderer.")))
    return redirect("centre_notices")


def _page(
    request: HttpRequest, notice: "Notice", *, refusal: Refusal | None = None, form: RefusalForm | None = None
) -> HttpResponse:
    by = actor_of_request(request)
    waits = notice.state == "in_verification"
    context = facts_of(notice) | {
        "notice": notice,
        "tender": notice.tender,
        "state": NOTICE.state(notice.state).label,
        "verdicts": queries.verdicts_on(notice, at=clock.now(), for_publication=True),
        "names": names_of([notice.prepared_by, notice.reviewed_by]),
        "decides": waits and by.has_role("centre_verifier"),
        "refusal": refusal,
        "form": form or RefusalForm(),
    }
    status = 409 if isinstance(refusal, NotNow) else 422 if refusal or form else 200
    return render(request, "centre/notice.html", context, status=status)
