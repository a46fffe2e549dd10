"""What happens to an API request before and beside its endpoint: unknown addresses, wrong methods, unreadable text, our own failures."""

from collections.abc import Callable
from urllib.parse import unquote

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

from qinglian.api.errors import PROBLEM, bare_problem
from qinglian.api.reading import is_readable
from qinglian.api.schema import is_api


class Problems:
    """This will turn every error under /api/ that is not a problem yet (404, 405, 500 of the framework) into one, keeping its headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """This will answer."""
        if not is_api(request):
            return self.get_response(request)
        if not is_readable(request.path) or not is_readable(unquote(request.META.get("QUERY_STRING", ""))):
            return bare_problem(404 if not is_readable(request.path) else 422)
        try:
            request.get_host()
        except DisallowedHost:  # here, because the page for 400 cannot be drawn without a host
            return bare_problem(400)
        response = self.get_response(request)
        if response.status_code < 400 or response.get("Content-Type", "").startswith(PROBLEM):
            return response
        problem = bare_problem(response.status_code)
        for name, value in response.items():
            if name not in ("Content-Type", "Content-Length"):
                problem[name] = value
        problem.cookies.update(response.cookies)
        return problem
