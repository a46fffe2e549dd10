"""The guardian's own keys."""

from django.http import HttpRequest, HttpResponse

from qinglian.web.shared.access import for_roles
from qinglian.web.shared.keys_desk import keys_desk


@for_roles("guardian")
def keys_page(request: HttpRequest) -> HttpResponse:
    """This will show the guardian's own keys and take the proposal of a new one."""
    return keys_desk(request, template="guardian/keys.html", purpose="guardian")
