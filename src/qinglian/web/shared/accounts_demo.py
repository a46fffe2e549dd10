"""One-click demo logins. They exist only in the demo and only under an origin that ends in `.invalid`."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.people import queries
from qinglian.law.text import Text
from qinglian.record import clock

_NOBODY = Text("还没有演示人员。", "There are no demo persons yet.")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def choose_role(request: HttpRequest) -> HttpResponse:
    """This will list the demo's persons by role and sign one in with one press, without password and second factor."""
    if not (settings.DEMO and settings.QINGLIAN_ORIGIN.endswith(".invalid")):
        raise Http404
    rows = queries.demo_persons(at=clock.now())
    if request.method == "POST":
        person: Any = next((row.person for row in rows if row.person.id == request.POST.get("person")), None)
        if person is None:
            raise Http404
        logout(request)
        login(request, person, backend=BACKEND)
        record_authentication(request, person, method="demo")
        request.session["demo"] = True
        return redirect("account_start")
    return render(request, "account/demo.html", {"rows": rows, "nobody": _NOBODY})
