"""A committee's written questions to this bidder, and the answer, signed with the own key."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qinglian.domain.evaluation import queries
from qinglian.domain.tenders import queries as tenders
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.bidder.own import BIDDER_ROLES, Bidder, bidder_of, one_text, section_seen, to_sign, words_of
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.bundle import script
from qinglian.web.shared.forms import PageForm, spoken

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Section

ANSWER_URL = "/api/evaluation/clarifications"


class AnswerForm(PageForm):
    """The answer to one question."""

    text = one_text(
        label=spoken("答复", "Answer"),
        help_text=spoken(
            "不得超出投标文件的范围，不得改变实质性内容，4,000 字以内。",
            "Nothing beyond the bid, and nothing that changes its substance; 4,000 characters at most.",
        ),
        most=4000,
    )


@for_roles(*BIDDER_ROLES)
def clarification_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will list the questions; words that are posted come back as the document to sign, nothing is kept before the signature."""
    section, bidder, at = section_seen(request, code, number), bidder_of(request), clock.now()
    asked = queries.asked_of(section, asker=bidder.actor)
    form = AnswerForm(request.POST or None)
    waiting = next((one for one in asked if one.answered_at is None and one.answer_until_at > at), None)
    context = {
        "section": section,
        "notice": section.notice,
        "bidder": bidder,
        "asked": asked,
        "waiting": waiting,
        "form": form,
        "signing": _signing(section, bidder, waiting.pk, form) if waiting and form.is_valid() else None,
        "script": script("release"),
        "now": at,
    }
    return render(request, "bidder/clarifications.html", context, status=422 if form.errors else 200)


def _signing(section: "Section", bidder: Bidder, asked: int, form: AnswerForm) -> dict[str, Any]:
    return to_sign(
        "clarification/v1",
        bidder,
        opening=tenders.opening_of(section),
        label=Text("签名并答复", "Sign and answer"),
        sign_url=ANSWER_URL,
        done_url=reverse("bidder_clarifications", args=[section.tender.code, section.number]),
        clarification=asked,
        text=words_of(form),
    )
