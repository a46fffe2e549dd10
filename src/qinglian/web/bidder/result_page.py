"""The result as its bidder reads it: why the own bid was not awarded, the award notice, and an objection signed with the own key."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qinglian.domain.bids import queries as bids
from qinglian.domain.contracts import queries as contracts
from qinglian.domain.objections import queries as objections
from qinglian.domain.tenders import queries as tenders
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.bidder.own import BIDDER_ROLES, Bidder, bidder_of, one_text, section_seen, to_sign, words_of
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.bundle import script
from qinglian.web.shared.forms import PageForm, spoken

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Section

OBJECTION_URL = "/api/contracts/objections"


class ObjectionForm(PageForm):
    """An objection to the candidates."""

    text = one_text(
        label=spoken("异议内容", "Objection"),
        help_text=spoken(
            "写明事实、依据和要求，4,000 字以内。", "Facts, grounds, what you ask for; 4,000 characters at most."
        ),
        most=4000,
    )


@for_roles(*BIDDER_ROLES)
def result_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will show the own result; words that are posted come back as the document to sign, nothing is kept before the signature."""
    section, bidder, at = section_seen(request, code, number), bidder_of(request), clock.now()
    form = ObjectionForm(request.POST or None)
    standing = contracts.standing_of(section, at=at)
    own = bids.announced_bid_of(section, bidder.organisation.pk) if standing else None
    rejection = contracts.rejection_for(section, bidder=bidder.organisation.pk, asker=bidder.actor)
    context = {
        "section": section,
        "notice": section.notice,
        "bidder": bidder,
        "standing": standing,
        "own": own,
        "rejection": rejection,
        "why": rejection.document if rejection else None,
        "has_won": bool(standing and standing.award and standing.award.bidder_id == bidder.organisation.pk),
        "objections": objections.objections_of(section, asker=bidder.actor),
        "may_object": bool(own and standing and standing.is_public_now and not standing.award),
        "form": form,
        "signing": _signing(section, bidder, form) if form.is_valid() else None,
        "script": script("release"),
        "now": at,
    }
    return render(request, "bidder/result.html", context, status=422 if form.errors else 200)


def _signing(section: "Section", bidder: Bidder, form: ObjectionForm) -> dict[str, Any]:
    return to_sign(
        "candidate-objection/v1",
        bidder,
        opening=tenders.opening_of(section),
        label=Text("签名并提出异议", "Sign and object"),
        sign_url=OBJECTION_URL,
        done_url=reverse("bidder_result", args=[section.tender.code, section.number]),
        text=words_of(form),
    )
