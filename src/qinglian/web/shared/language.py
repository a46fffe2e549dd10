"""The language switch: one press, the same page, the other language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

_YEAR_SECONDS = 365 * 86_400


def safe_address(address: str, *, host: str) -> str:
    """This will return a path on this site, or the home page for anything that leads elsewhere."""
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts={host}) else "/"


@csrf_exempt  # it changes the language of the page and nothing else; so public pages need no cookie
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """This will remember the language in a cookie and go back to the page."""
    response = HttpResponseRedirect(safe_address(request.POST.get("next", "/"), host=request.get_host()))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=_YEAR_SECONDS,
            samesite="Lax",
            secure=settings.SECURE_COOKIES,
            httponly=True,
        )
    return response
