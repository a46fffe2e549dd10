"""The card of one opening: signed in the browser with the guardian's key file, then posted as a signed document."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.access import GROUPS
from qinglian.web.guardian.own import own_section
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.accounts_step_up import require_step_up
from qinglian.web.shared.bundle import script

CARD_URL = "/api/tenders/cards"


@for_roles("guardian")
def card_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will show a guardian's card for one opening, and let it be signed while the notice is being prepared."""
    require_step_up(request)
    keys, guarded = own_section(request, code, number)
    data = {
        "mode": "card",
        "opening": tenders.opening_of(guarded.section),
        "group": guarded.group,
        "guardian": guarded.guardian,
        "organisation": keys.organisation.pk,
        "name": request.user.name,  # type: ignore[union-attr]  # for_roles admits persons alone
        "epoch": guarded.next_epoch,
        "keys": keys.public,
        "card_url": CARD_URL,
        "done_url": request.path,
    }
    context = {
        "guarded": guarded,
        "group": GROUPS[guarded.group],
        "threshold": next(one for one in guarded.notice.access["groups"] if one["name"] == guarded.group),
        "script": script("release"),
        "data": data,
        "may_sign": guarded.section.state == "draft" and bool(keys.public),
        "has_key": bool(keys.public),
    }
    return render(request, "guardian/card.html", context)
