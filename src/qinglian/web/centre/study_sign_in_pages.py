"""Signing in: the organiser's screen with the changing code, and the page that opens on the phone that scanned it."""

from typing import TYPE_CHECKING, Any

import segno
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache

from qinglian.domain.education import actions, queries, study_refusals
from qinglian.domain.education.lifecycle import ACTIVITY
from qinglian.domain.education.sign_in_code import code_at, seconds_left
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre.study_words import audience_words, chip_of
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import PageForm, line_field, spoken

if TYPE_CHECKING:
    from qinglian.domain.education.models import Activity

LIVE_SECONDS = 3


class CodeForm(PageForm):
    """The six digits."""

    code = line_field("六位签到码", "Six digits", most=6, help_text=spoken("写在会场屏幕上，每半分钟换一次", "On the screen in the room; they change every half minute"))  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """This will open the phone's keys for figures."""
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}


@never_cache
@for_roles(*CENTRE_ROLES)
def screen(request: HttpRequest, activity: int) -> HttpResponse:
    """This will show the code as a QR code and as six digits, with who has come; for who runs the activity."""
    return render(request, "centre/study_screen.html", _context(request, _own(request, activity)))


@never_cache
@for_roles(*CENTRE_ROLES)
def screen_live(request: HttpRequest, activity: int) -> HttpResponse:
    """This will answer 304 while neither the code nor who has come has changed, else the moving parts."""
    context = _context(request, _own(request, activity))
    if request.headers.get("If-None-Match") == context["mark"]:
        return HttpResponseNotModified()
    html = render_to_string("centre/_study_screen.html", context, request=request)
    return HttpResponse(html, headers={"ETag": context["mark"]})


@never_cache
@for_roles(*CENTRE_ROLES)
def sign_in(request: HttpRequest, activity: int) -> HttpResponse:
    """This will sign the person in who scanned the code (`?code=`) or types it."""
    by, at = actor_of_request(request), clock.now()
    found = queries.activity_for(activity, asker=by)
    form = (
        CodeForm(request.POST)
        if request.method == "POST"
        else CodeForm(initial={"code": request.GET.get("code", "")[:6]})
    )
    if is_carried_out(
        request, form, lambda typed: actions.sign_in_to_activity(found, **typed, by=by, at=at), Text("签到成功。", "You are signed in.")
    ):  # fmt: skip
        return redirect("centre_study_sign_in", activity)
    own = next((row for row in queries.presence_of(found, asker=by) if row.person == by.id), None)
    context = {
        "activity": found,
        "chip": chip_of(found),
        "audience": audience_words(found),
        "form": form,
        "own": own,
        "state": ACTIVITY.state(found.state).label,
        "is_scanned": bool(request.GET.get("code")) and request.method != "POST",
    }
    return render(request, "centre/study_sign_in.html", context, status=status_of(form))


def _own(request: HttpRequest, number: int) -> "Activity":
    by = actor_of_request(request)
    found = queries.activity_for(number, asker=by)
    if not queries.runs_activity(found, asker=by):
        raise study_refusals.only_runners()
    return found


def _context(request: HttpRequest, activity: "Activity") -> dict[str, Any]:
    by, at = actor_of_request(request), clock.now()
    is_open = activity.state == "open"
    code = code_at(activity.pk, at=at) if is_open else ""
    share = queries.attended_count(activity, asker=by)
    return {
        "activity": activity,
        "chip": chip_of(activity),
        "is_open": is_open,
        "code": code,
        "drawing": _drawn(request, activity, code) if is_open else "",
        "seconds": seconds_left(at),
        "share": share,
        "lately": queries.lately_signed_in(activity, asker=by),
        "live_seconds": LIVE_SECONDS,
        "mark": f'"{activity.state}-{code}-{share.done}-{share.due}"',
    }


def _drawn(request: HttpRequest, activity: "Activity", code: str) -> SafeString:
    """This will draw the address of the phone's page with the code, as inline SVG made by us from digits."""
    address = request.build_absolute_uri(reverse("centre_study_sign_in", args=(activity.pk,))) + f"?code={code}"
    return mark_safe(segno.make(address, micro=False, error="m").svg_inline(omitsize=True, border=2, light="#ffffff"))  # noqa: S308
