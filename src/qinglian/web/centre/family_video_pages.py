"""Family videos: listed, handed in and played on the internal network alone; each press of play is counted."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qinglian.domain.education import actions, queries
from qinglian.domain.education.family_policy import VIDEO_STANDINGS, is_own, may_organise_families
from qinglian.domain.education.internal_network import require_internal
from qinglian.domain.education.video_form import require_video_size
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.text import Text
from qinglian.record import blobs, clock
from qinglian.web.centre.family_forms import AskForm, VideoForm
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.accounts import address_of
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.headers import POLICY
from qinglian.web.shared.tags import word
from qinglian.web.shared.years import year_asked


def inside_alone(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """This will refuse requests from outside of the internal network, in words."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        require_internal(address_of(request), is_forwarded="X-Forwarded-For" in request.headers)
        return view(request, *args, **kwargs)

    return guarded


@inside_alone
@for_roles(*CENTRE_ROLES)
def videos_page(request: HttpRequest) -> HttpResponse:
    """This will list leaders and heads of sections, video yes or no; one hands the own in, the party office asks for them."""
    by, year = actor_of_request(request), year_asked(request)
    asks = request.POST.get("act") == "ask"
    ask = AskForm(request.POST if asks else None)
    form = VideoForm(request.POST, request.FILES) if request.method == "POST" and not asks else VideoForm()
    if is_carried_out(
        request, ask, lambda typed: actions.ask_family_videos(**typed, by=by, at=clock.now()),
        Text("任务已派到班子成员和科室负责人。", "Leaders and heads of sections have the task."),
    ) or is_carried_out(request, form, lambda typed: _publish(typed, by), Text("视频已播出。", "The video is shown.")):  # fmt: skip
        return redirect("centre_family_videos")
    rows = queries.family_videos_for(by, year=year)
    asked = [video for row, video in rows if set(VIDEO_STANDINGS) & set(row.standings)]
    context = {
        "year": year,
        "rows": rows,
        "asked": len(asked),
        "given": sum(video is not None for video in asked),
        "mine": next((video for row, video in rows if row.person_id == by.id), None),
        "form": form,
        "ask": ask if may_organise_families(by) else None,
    }
    return render(request, "centre/family_videos.html", context, status=status_of(form, ask))


@inside_alone
@for_roles(*CENTRE_ROLES)
def video_page(request: HttpRequest, video: int) -> HttpResponse:
    """This will show one video; a press of play counts and shows the player."""
    by = actor_of_request(request)
    found = queries.family_video_for(video, asker=by)
    plays = request.method == "POST"
    if plays:
        found = actions.play_family_video(found, by=by, at=clock.now())
    context = {"video": found, "plays": plays, "is_own": is_own(found, by)}
    response = render(request, "centre/family_video.html", context)
    response.headers["Content-Security-Policy"] = f"{POLICY}; media-src 'self'"
    return response


@inside_alone
@for_roles(*CENTRE_ROLES)
def video_file(request: HttpRequest, video: int) -> HttpResponseBase:
    """This will hand the file out, for the player alone: never stored by caches between."""
    found = queries.family_video_for(video, asker=actor_of_request(request))
    response = FileResponse(blobs.path_of(found.blob).open("rb"), content_type=found.media_type)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@inside_alone
@require_POST
@for_roles(*CENTRE_ROLES)
def withdraw_video(request: HttpRequest, video: int) -> HttpResponse:
    """This will withdraw the own video and delete its file."""
    by = actor_of_request(request)
    actions.withdraw_family_video(queries.family_video_for(video, asker=by), by=by, at=clock.now())
    messages.success(request, word(Text("已撤回，文件已删除。", "Withdrawn; the file is deleted.")))
    return redirect("centre_family_videos")


def _publish(typed: dict[str, Any], by: Any) -> None:
    require_video_size(typed["file"].size, at=clock.now())
    actions.publish_family_video(title=typed["title"], data=typed["file"].read(), by=by, at=clock.now())
