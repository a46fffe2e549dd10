"""What families do: letters, activities and pledges, all voluntary; what a family told is shown to its own member of staff and the party office."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qinglian.domain.education import actions, queries
from qinglian.domain.education.family_policy import EVENT_KINDS, PART_KINDS, may_organise_families
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre.family_forms import EventForm, PledgeForm, ToldForm
from qinglian.web.centre.talk_pages import READERS
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.filing_forms import posted
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.tags import word
from qinglian.web.shared.years import year_asked

NOTED = Text("已记下，谢谢您的家人。", "It is noted; thanks to your family.")


@for_roles(*READERS)
def families_page(request: HttpRequest) -> HttpResponse:
    """This will show the figure, letters and activities, and the own family's parts; a pledge is given here."""
    by, year = actor_of_request(request), year_asked(request)
    form = PledgeForm(posted(request))
    if is_carried_out(request, form, lambda typed: actions.give_family_pledge(**typed, by=by, at=clock.now()), NOTED):
        return redirect("centre_families")
    parts = queries.family_parts_for(by)
    sheet: Any = sheet_of(queries.family_events_for(by), request=request, size=20)
    context = {
        "year": year,
        "reached": queries.families_reached(by, year=year),
        "sheet": sheet,
        "events": [(event, EVENT_KINDS[event.kind]) for event in sheet.rows],
        "own": [(part, PART_KINDS[part.kind], told) for part, told in parts if part.member_id == by.id],
        "others": [(part, PART_KINDS[part.kind], told) for part, told in parts if part.member_id != by.id],
        "form": form if by.has_role(*CENTRE_ROLES) else None,
        "organises": may_organise_families(by),
    }
    return render(request, "centre/families.html", context, status=status_of(form))


@for_roles("party_officer")
def new_event(request: HttpRequest) -> HttpResponse:
    """This will send a letter to families, or announce an activity."""
    by = actor_of_request(request)
    form = EventForm(posted(request))
    if is_carried_out(
        request, form, lambda typed: actions.hold_family_event(**typed, by=by, at=clock.now()), Text("已发出。", "It is sent.")
    ):  # fmt: skip
        return redirect("centre_family_event", form.made.pk)
    return render(request, "centre/family_event_form.html", {"form": form}, status=status_of(form))


@for_roles(*READERS)
def event_page(request: HttpRequest, event: int) -> HttpResponse:
    """This will show a letter or an activity; the own family's part is noted here."""
    by = actor_of_request(request)
    found = queries.family_event_for(event, asker=by)
    form = ToldForm(posted(request))
    if is_carried_out(
        request, form, lambda typed: actions.join_family_event(found, **typed, by=by, at=clock.now()), NOTED
    ):
        return redirect("centre_families")
    joined = any(part.event_id == found.pk for part, _ in queries.family_parts_for(by) if part.member_id == by.id)
    context = {
        "event": found,
        "kind": EVENT_KINDS[found.kind],
        "joined": joined,
        "form": form if (by.has_role(*CENTRE_ROLES) and not joined) or form.errors else None,
    }
    return render(request, "centre/family_event.html", context, status=status_of(form))


@require_POST
@for_roles(*CENTRE_ROLES)
def withdraw_part(request: HttpRequest, family_part: int) -> HttpResponse:
    """This will withdraw the own family's part; what was told is deleted."""
    by = actor_of_request(request)
    actions.withdraw_family_part(queries.family_part_for(family_part, asker=by), by=by, at=clock.now())
    messages.success(request, word(Text("已撤回，所填内容已删除。", "Withdrawn; what was told is deleted.")))
    return redirect("centre_families")
