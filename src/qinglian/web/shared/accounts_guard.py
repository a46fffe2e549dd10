"""A post that wants a second factor opens nothing but its set-up before it has one."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from qinglian.web.shared.accounts import has_second_factor, is_second_factor_due

_OPEN = ("/accounts/", "/static/", "/log/", "/api/", "/language/")


class SecondFactor:
    """This will lead such a person to the set-up page, or back to the sign-in when a factor exists and was not given.

    Under /api/ the endpoints themselves refuse (api.auth); under /accounts/ are the pages that the set-up needs.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """This will answer."""
        if request.path.startswith(_OPEN) or not request.user.is_authenticated or not is_second_factor_due(request):
            return self.get_response(request)
        if has_second_factor(request.user):
            logout(request)
            return redirect("account_login")
        return redirect("mfa_activate_totp")
