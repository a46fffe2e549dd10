"""The organisation's keys."""

from django.http import HttpRequest, HttpResponse

from qinglian.web.shared.access import for_roles
from qinglian.web.shared.keys_desk import keys_desk


@for_roles("bidder_agent", "registrant")
def keys_page(request: HttpRequest) -> HttpResponse:
    """This will show the organisation's keys and take the proposal of a new one from its registrant."""
    return keys_desk(request, template="bidder/keys.html", purpose="organisation")
