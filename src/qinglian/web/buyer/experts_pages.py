"""The tenderer's page of the experts: request a draw, follow it, give it up, name the own representatives. Translation only."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from qinglian.domain.evaluation import actions as evaluating
from qinglian.domain.evaluation import queries as evaluation
from qinglian.domain.evaluation.lifecycle import MEMBER
from qinglian.domain.experts import actions
from qinglian.domain.experts import queries as experts
from qinglian.domain.experts.lifecycle import DRAW
from qinglian.domain.experts.policy import BEFORE_EVALUATION
from qinglian.domain.tenders import queries as tenders
from qinglian.law.refusal import NotValid
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.buyer.experts_forms import AbandonForm, DrawForm, NameForm, first_request
from qinglian.web.buyer.frame import BUYERS, REVIEWER, own_tender
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.accounts_step_up import require_step_up
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.draw_facts import draw_facts
from qinglian.web.shared.tags import word

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Section

_EARLY = [state.code for state in DRAW.states if state.code not in ("disclosed", "abandoned")]


@for_roles(*BUYERS)
def experts_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will show every request for experts of a section, and what is to be done."""
    return _page(request, _own(request, code, number))


@for_roles(*BUYERS)
@require_POST
def request_experts(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will request experts."""
    require_step_up(request)
    section, form = _own(request, code, number), DrawForm(request.POST)
    if form.is_valid():
        try:
            draw = actions.request_draw(section, typed=form.typed(), by=actor_of_request(request), at=clock.now())
        except NotValid as refusal:
            form.refuse(refusal)
        else:
            said = Text(f"第 {draw.number} 次申请已提交。", f"Request {draw.number} is handed in.")
            messages.success(request, word(said))
            return redirect("buyer:experts", code, number)
    return _page(request, section, draw_form=form)


@for_roles(*REVIEWER)
@require_POST
def abandon(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will give the present draw up."""
    require_step_up(request)
    section, form = _own(request, code, number), AbandonForm(request.POST)
    if not form.is_valid():
        return _page(request, section, abandon_form=form)
    reason, by = form.cleaned_data["reason"], actor_of_request(request)
    actions.abandon_draw(experts.draw_at(section), reason=reason, by=by, at=clock.now())
    messages.success(request, word(Text("本次抽取已放弃，理由已公开。", "The draw is given up; the reason is public.")))
    return redirect("buyer:experts", code, number)


@never_cache
@for_roles(*BUYERS)
@require_POST
def name_representative(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will name a representative and show the credential: here, now, and never again."""
    section, by = _own(request, code, number), actor_of_request(request)
    session = evaluation.session_at(section)
    form = NameForm(request.POST, seats=_free_seats(evaluation.representative_seats(session, asker=by)))
    if form.is_valid():
        seat, name = int(form.cleaned_data["seat"]), form.cleaned_data["name"]
        try:
            credential = evaluating.name_representative(session, seat, name=name, by=by, at=clock.now())
        except NotValid as refusal:
            form.refuse(refusal)
        else:
            link = request.build_absolute_uri(f"/seat/{credential}/")
            context = {"section": section, "tender": section.tender, "seat": seat, "name": name, "link": link}
            return render(request, "buyer/representative_link.html", context)
    return _page(request, section, name_form=form)


def _own(request: HttpRequest, code: str, number: str) -> "Section":
    own_tender(request, code)
    return tenders.section_for(code, number, asker=actor_of_request(request))


def _page(request: HttpRequest, section: "Section", **typed: Any) -> HttpResponse:
    by, at = actor_of_request(request), clock.now()
    draws = [draw_facts(draw, progress=experts.progress_of(draw)) for draw in experts.draws_of(section)]
    present = next((row for row in draws if row.draw.round == section.round and row.draw.state != "abandoned"), None)
    hindrance = None if present else experts.hindrance_of(section)
    if present is None and hindrance is None and not typed:
        require_step_up(request)  # before the form is filled: nothing that was typed is lost
    session = evaluation.session_of(section)
    seats = evaluation.representative_seats(session, asker=by) if session else []
    context = {
        "section": section,
        "tender": section.tender,
        "draws": draws[::-1],
        "present": present,
        "hindrance": hindrance,
        "may_abandon": bool(present) and present.draw.state in _EARLY and section.state in BEFORE_EVALUATION,  # type: ignore[union-attr]
        "is_reviewer": by.has_role(*REVIEWER),
        "session": session,
        "seats": [(seat, MEMBER.state(seat.state).label) for seat in seats],
        "may_name": bool(_free_seats(seats)),
        "draw_form": DrawForm(initial=first_request(section, now=at)),
        "abandon_form": AbandonForm(),
        "name_form": NameForm(seats=_free_seats(seats)),
        "least": rule("committee_min", on=at.date()).number(),
        "pool_factor": rule("expert_pool_factor", on=at.date()).number(),
        "answer_minutes": rule("expert_answer_minutes", on=at.date()).number(),
    } | typed
    return render(request, "buyer/experts.html", context, status=422 if typed else 200)


def _free_seats(seats: list[evaluation.RepresentativeSeat]) -> list[int]:
    return [row.seat for row in seats if row.state == "expected"]
