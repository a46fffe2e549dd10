"""One-click demo logins. They exist only in the demo and only under an origin that ends in `.invalid`."""

from pathlib import Path
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.people import queries
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.accounts import is_demo_session

_NOBODY = Text("还没有演示人员。", "There are no demo persons yet.")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


KEY_WORDS = "demo-2026-qinglian"


def key_path(person_id: str) -> Path:
    """This will return where the demo keeps this person's key file (it may not exist). Outside the demo nobody's key is on the server."""
    return Path(settings.HOME) / "demo-keys" / f"{person_id}.qlkey"


def own_key(request: HttpRequest) -> HttpResponse:
    """This will hand the signed-in person's demo key file out; its passphrase is KEY_WORDS, shown on the page."""
    path = key_path(str(request.user.pk))
    if not is_demo_session(request) or not path.is_file():
        raise Http404
    answer = HttpResponse(path.read_bytes(), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="demo.qlkey"'
    return answer


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
