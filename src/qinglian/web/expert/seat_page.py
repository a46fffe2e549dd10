"""A member's seat: everything there is drawn by the browser, which holds the seat's key. The server never sees that key."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from qinglian.domain.bids import queries as bids
from qinglian.domain.evaluation import queries
from qinglian.domain.evaluation.lifecycle import SESSION
from qinglian.domain.evaluation.sheets import KINDS
from qinglian.law.evaluation.rejection_grounds import BELOW_COST_NOTE, GROUNDS
from qinglian.record import clock
from qinglian.web.shared.bundle import script
from qinglian.web.shared.tags import article, word

if TYPE_CHECKING:
    from qinglian.domain.evaluation.models import Member


@never_cache
def seat_page(request: HttpRequest, credential: str) -> HttpResponse:
    """This will open the seat that the credential belongs to (NotAllowed for any other credential, replaced members included)."""
    member = queries.member_by_credential(credential)
    section = member.session.section
    context = {
        "member": member,
        "section": section,
        "tender": section.tender,
        "now": clock.now(),
        "script": script("seat"),
        "data": _data(member, credential),
    }
    return render(request, "expert/seat.html", context)


def _data(member: "Member", credential: str) -> dict[str, Any]:
    section = member.session.section
    return {
        "credential": credential,
        "tenderer": section.tender.tenderer.name,
        "agency": section.tender.agency.name if section.tender.agency else "",
        "bidders": [{"number": bid.number, "name": bid.bidder.name} for bid in bids.announced_bids_of(section)],
        "stages": {state.code: word(state.label) for state in SESSION.states},
        "kinds": {code: word(text) for code, text in KINDS.items()},
        "grounds": [{"code": one.code, "item": one.item, "words": word(one.words)} for one in GROUNDS],
        "grounds_article": article("REG 51"),
        "below_cost": word(BELOW_COST_NOTE),
    }
