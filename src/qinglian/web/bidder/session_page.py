"""A bidder's own lock (modes G+B and B) is released to the evaluation session as well: business and technical, in one press."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.bids import queries as bids
from qinglian.trust.access import BIDDER
from qinglian.web.bidder.own import BIDDER_ROLES, bidder_of, section_seen
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.session_keys import keys_shown, release_data


@for_roles(*BIDDER_ROLES)
def session_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will show whether the session needs this bidder's own lock, until when, and release it."""
    section, bidder = section_seen(request, code, number), bidder_of(request)
    context = keys_shown(section, holder=bidder.organisation.pk)
    if context["may_release"]:
        own = bids.announced_bid_of(section, bidder.organisation.pk)
        assert own is not None  # it holds a lock of this session
        manifest = own.sealed.manifest_hash
        data = release_data(
            context["keys"], holder=bidder.organisation.pk, guardian=BIDDER, page="bidder_session_release"
        )
        url = f"{data['bundle_url']}&manifest={manifest}"
        context["data"] = data | {"bundle_url": url, "manifest": manifest, "keys": bidder.keys}
    return render(
        request, "bidder/session.html", context | {"section": section, "notice": section.notice, "bidder": bidder}
    )
