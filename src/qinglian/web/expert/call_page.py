"""A called expert answers: whether to come, and until when one may say so. Which project it is, the page does not know."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from qinglian.domain.evaluation import queries as evaluation
from qinglian.domain.experts import actions, queries
from qinglian.domain.experts.lifecycle import CALL
from qinglian.domain.experts.policy import CALLED
from qinglian.law.refusal import NotAllowed, NotFound
from qinglian.record import clock

ACTS: dict[str, Callable[..., object]] = {
    "accept": actions.accept_call,
    "decline": actions.decline_call,
    "recuse": partial(actions.recuse_expert, by=CALLED),
}


@never_cache
def call_page(request: HttpRequest, credential: str) -> HttpResponse:
    """This will show when and where, and take the answer while there is time."""
    call, at = queries.call_by_credential(credential), clock.now()
    has_seat = _has_seat(credential)
    is_in_time = call.answer_until_at is not None and at < call.answer_until_at
    context = {
        "call": call,
        "draw": call.draw,
        "credential": credential,
        "may_answer": call.state == "waiting" and call.draw.state == "drawn" and is_in_time,
        "state": CALL.state(call.state).label,
        "has_seat": has_seat,
        "may_recuse": call.state == "accepted" and not has_seat,
        "now": at,
    }
    return render(request, "expert/call.html", context)


@never_cache
@require_POST
def answer(request: HttpRequest, credential: str) -> HttpResponse:
    """This will take the answer, once and in time."""
    act = ACTS.get(request.POST.get("answer", ""))
    if act is not None:
        act(queries.call_by_credential(credential), at=clock.now())
    return redirect("expert_call", credential)


def _has_seat(credential: str) -> bool:
    try:
        evaluation.member_by_credential(credential)
    except (NotFound, NotAllowed):
        return False
    return True
