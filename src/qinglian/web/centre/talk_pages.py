"""Talks: the year's matrix, one's own talks, the record of one, the talk with somebody newly appointed."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.education import actions, queries
from qinglian.domain.education.actions import Told
from qinglian.domain.education.talk_policy import (
    is_one_of_the_two,
    may_plan_talks,
    may_read_talk,
    may_see_matrix,
)
from qinglian.domain.education.talk_tiers import KINDS, TIERS
from qinglian.domain.people import queries as people_queries
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre.talk_forms import PlanForm, RoundForm, TalkForm
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.filing_forms import posted
from qinglian.web.shared.forms import CHOOSE
from qinglian.web.shared.staff_fields import person_choices
from qinglian.web.shared.years import year_asked

if TYPE_CHECKING:
    from qinglian.domain.education.models import Talk

READERS = (*CENTRE_ROLES, "supervisor")
DONE = Text("谈话已记下，内容已加密保存。", "The talk is recorded; what was said is kept encrypted.")


@for_roles(*READERS)
def talks_page(request: HttpRequest) -> HttpResponse:
    """This will show one's own talks and, to overseers, the year's matrix; the party office opens and renews the round here."""
    by, year = actor_of_request(request), year_asked(request)
    form = RoundForm(posted(request), initial={"due_on": rule("talk_round_day", on=clock.today()).day_in(year)})
    if is_carried_out(
        request, form, lambda typed: actions.open_talk_round(year=year, **typed, by=by, at=clock.now()),
        Text("本年谈话已经安排，任务已派到各人。", "The year's talks are planned; everybody has the own tasks."),
    ):  # fmt: skip
        return redirect("centre_talks")
    matrix = queries.talk_matrix(by, year=year) if may_see_matrix(by) else None
    own = list(queries.talks_for(by, year=year)[:100])
    context = {
        "year": year,
        "matrix": matrix,
        "own": [_row(talk, by.id) for talk in own],
        "appointments": people_queries.asked_of(by).filter(kind="talk_on_appointment"),
        "may_plan": bool(queries.may_talk_with(by)) and by.has_role("centre_leader", "section_head"),
        "form": form if may_plan_talks(by) else None,
        "late": matrix and matrix.round and matrix.round.due_on < clock.today(),
    }
    return render(request, "centre/talks.html", context, status=status_of(form))


@for_roles(*CENTRE_ROLES)
def plan_page(request: HttpRequest) -> HttpResponse:
    """This will note that one will talk with somebody of the own area, beside the round."""
    by = actor_of_request(request)
    form = PlanForm(posted(request), offered={"listener": [CHOOSE, *person_choices(queries.may_talk_with(by))]})
    if is_carried_out(request, form, lambda typed: _plan(typed, by), Text("已列入您的任务。", "It is on your list.")):
        return redirect("centre_talks")
    return render(request, "centre/talk_plan.html", {"form": form}, status=status_of(form))


@for_roles(*READERS)
def talk_page(request: HttpRequest, talk: int) -> HttpResponse:
    """This will show one talk, what was said to who may read it; who is to hold it records it here."""
    by = actor_of_request(request)
    found = queries.talk_for(talk, asker=by)
    form = TalkForm(posted(request))
    if is_carried_out(
        request, form, lambda typed: actions.hold_talk(found, told=Told(**typed), by=by, at=clock.now()), DONE
    ):
        return redirect("centre_talk", talk)
    context = {
        "row": _row(found, by.id),
        "talk": found,
        "kind": KINDS[found.kind],
        "tier": TIERS[found.tier],
        "said": queries.said_in(found, asker=by) if may_read_talk(found, by) else None,
        "may_read": may_read_talk(found, by),
        "is_one": is_one_of_the_two(found, by),
        "form": form if (found.state == "planned" and found.talker_id == by.id) or form.errors else None,
    }
    return render(request, "centre/talk.html", context, status=status_of(form))


@for_roles(*CENTRE_ROLES)
def appointment_page(request: HttpRequest, entry: int) -> HttpResponse:
    """This will take the record of the talk with somebody promoted or newly appointed, from who owes it."""
    by = actor_of_request(request)
    found = queries.appointment_for(entry, asker=by)
    form = TalkForm(posted(request))
    if is_carried_out(
        request, form, lambda typed: actions.hold_appointment_talk(found, told=Told(**typed), by=by, at=clock.now()), DONE
    ):  # fmt: skip
        return redirect("centre_talk", form.made.pk)
    context = {"entry": found, "department": DEPARTMENT_BY_CODE[found.department].name, "form": form}
    return render(request, "centre/talk_appointment.html", context, status=status_of(form))


def _plan(typed: dict[str, Any], by: Any) -> None:
    listener = people_queries.staff_member(typed["listener"], asker=by)
    actions.plan_talk(listener, due_on=typed["due_on"], by=by, at=clock.now())


def _row(talk: "Talk", own: str) -> dict[str, Any]:
    if talk.state == "held":
        chip = ("ok", Text("已谈", "Held"))
    elif talk.due_on < clock.today():
        chip = ("stop", Text("逾期未谈", "Overdue"))
    else:
        chip = ("wait", Text("待谈", "To be held"))
    return {"talk": talk, "chip": chip, "kind": KINDS[talk.kind], "is_mine": talk.talker_id == own}
