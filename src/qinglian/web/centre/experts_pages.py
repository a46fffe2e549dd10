"""The register of experts: search, one expert, add, edit; the keeper admits; keeper and supervisors suspend and remove."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qinglian.domain.experts import actions, queries
from qinglian.domain.experts.lifecycle import EXPERT
from qinglian.domain.experts.policy import may_keep_register
from qinglian.domain.experts.specialities import SPECIALITIES
from qinglian.law.refusal import NotValid
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre import experts_rows
from qinglian.web.centre.experts_forms import ExpertForm, ReasonForm, stored_values, typed_values
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.forms import PageForm
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.tags import word

if TYPE_CHECKING:
    from qinglian.domain.experts.models import Expert

KEEPER = ("expert_officer",)
READERS = ("expert_officer", "supervisor")
PAGE = 30


@for_roles(*READERS)
def register(request: HttpRequest) -> HttpResponse:
    """This will list experts by name, narrowed by words, state and speciality."""
    asker = actor_of_request(request)
    words, state, speciality = (request.GET.get(name, "")[:100] for name in ("words", "state", "speciality"))
    found = queries.experts_matching(words, state=state, speciality=speciality, asker=asker)
    sheet: Any = sheet_of(found, request=request, size=PAGE)
    counts = queries.counts_of_experts(asker=asker)
    states = [(code, EXPERT.state(code).label, count) for code, count in counts.items()]
    context = {
        "sheet": sheet,
        "rows": [experts_rows.row_of(expert) for expert in sheet.rows],
        "words": words,
        "state": state,
        "speciality": speciality,
        "states": [("", Text("全部", "All"), sum(counts.values())), *states],
        "specialities": SPECIALITIES.items(),
        "keeps": may_keep_register(asker),
    }
    return render(request, "centre/experts.html", context)


@for_roles(*KEEPER)
def new(request: HttpRequest) -> HttpResponse:
    """This will enter an expert, who then waits for admission."""
    form = _form(request, stored_values(None))
    if form.is_valid():
        try:
            expert = actions.add_expert(form.typed(), by=actor_of_request(request), at=clock.now())
        except NotValid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, word(Text("已录入，等待入库。", "Entered; it waits for admission.")))
            return redirect("centre_expert", expert.id)
    return render(request, "centre/expert_form.html", {"form": form}, status=422 if form.errors else 200)


@for_roles(*KEEPER)
def edit(request: HttpRequest, expert_id: str) -> HttpResponse:
    """This will change an expert's details; the expert then waits for admission again."""
    by = actor_of_request(request)
    expert = queries.expert_for(expert_id, asker=by)
    EXPERT.require("edit_expert", state=expert.state, by=by)
    form = _form(request, stored_values(queries.typed_of(expert)))
    if form.is_valid():
        try:
            actions.edit_expert(expert, typed=form.typed(), by=by, at=clock.now())
        except NotValid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, word(Text("已修改，等待入库。", "Changed; it waits for admission.")))
            return redirect("centre_expert", expert.id)
    context = {"form": form, "expert": expert}
    return render(request, "centre/expert_form.html", context, status=422 if form.errors else 200)


@for_roles(*READERS)
def one(request: HttpRequest, expert_id: str) -> HttpResponse:
    """This will show one expert and the lawful acts."""
    expert = queries.expert_for(expert_id, asker=actor_of_request(request))
    return _page(request, expert, ReasonForm(), None)


@require_POST
@for_roles(*KEEPER)
def admit(request: HttpRequest, expert_id: str) -> HttpResponse:
    """This will admit an expert to the register."""
    by = actor_of_request(request)
    expert = queries.expert_for(expert_id, asker=by)
    try:
        actions.admit_expert(expert, by=by, at=clock.now())
    except NotValid as refusal:
        refused = PageForm({})
        refused.refuse(refusal)
        return _page(request, expert, ReasonForm(), refused)
    messages.success(request, word(Text("已入库，可以参加抽取。", "Admitted; draws include this expert.")))
    return redirect("centre_expert", expert.id)


@require_POST
@for_roles(*READERS)
def suspend(request: HttpRequest, expert_id: str) -> HttpResponse:
    """This will suspend an expert, with the reason."""
    return _ended(request, expert_id, actions.suspend_expert, Text("已暂停。", "Suspended."))


@require_POST
@for_roles(*READERS)
def remove(request: HttpRequest, expert_id: str) -> HttpResponse:
    """This will remove an expert for good, with the reason."""
    return _ended(request, expert_id, actions.remove_expert, Text("已清退出库。", "Removed."))


def _ended(request: HttpRequest, expert_id: str, act: Callable[..., "Expert"], done: Text) -> HttpResponse:
    by = actor_of_request(request)
    expert = queries.expert_for(expert_id, asker=by)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            act(expert, reason=form.cleaned_data["reason"], by=by, at=clock.now())
        except NotValid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, word(done))
            return redirect("centre_expert", expert.id)
    return _page(request, expert, form, None)


def _page(request: HttpRequest, expert: "Expert", form: ReasonForm, refused: PageForm | None) -> HttpResponse:
    moves = {move.act.removesuffix("_expert") for move in queries.moves_of(expert, asker=actor_of_request(request))}
    context = {
        "expert": expert,
        "chip": experts_rows.CHIPS[expert.state],
        "rows": experts_rows.definitions_of(expert),
        "interests": experts_rows.interests_of(expert),
        "moves": moves,
        "form": form,
        "refused": refused,
        "refused_title": Text("不能入库", "Not admissible"),
    }
    status = 422 if form.errors or refused else 200
    return render(request, "centre/expert.html", context, status=status)


def _form(request: HttpRequest, before: dict[str, Any]) -> ExpertForm:
    values = typed_values(request.POST) if request.method == "POST" else before
    least = rule("expert_years", on=clock.now().date()).number()
    return ExpertForm(values, least=least, is_bound=request.POST.get("act") == "save")
