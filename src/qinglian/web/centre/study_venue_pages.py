"""Education series with their four kinds, and venues with bookings that never exceed what they hold."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.education import actions, queries
from qinglian.domain.education.activity_policy import READERS, may_keep_study
from qinglian.domain.people.establishment import STANDINGS
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.record.clock import CHINA
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import PageForm, choices_of, day_field, line_field, number_field, spoken
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.tags import word
from qinglian.web.shared.years import FIRST, LAST

PAGE = 30
ALL_STAFF = Text("全体干部职工", "All staff")
MOST_PEOPLE = 100_000
HALVES: dict[str, Text] = {"am": Text("上午", "Morning"), "pm": Text("下午", "Afternoon")}


class SeriesForm(PageForm):
    """A series."""

    title = line_field("系列名称", "Title")
    year = number_field("年份", "Year", least=FIRST, most=LAST)
    standing = forms.ChoiceField(
        label=spoken("哪些干部须参加", "Who is due"), required=False, choices=choices_of({"": ALL_STAFF} | STANDINGS)
    )


class VenueForm(PageForm):
    """A venue."""

    name = line_field("场馆名称", "Name", most=120)
    address = line_field("地址", "Address")
    capacity = number_field("一次最多容纳多少人", "How many it holds at once", most=MOST_PEOPLE)


class BookingForm(PageForm):
    """A booking."""

    on = day_field("哪一天", "Day")
    half = forms.ChoiceField(label=spoken("上午还是下午", "Half day"), choices=choices_of(HALVES))
    unit = line_field("单位", "Unit", most=120)
    people = number_field("多少人", "How many people", most=MOST_PEOPLE)


class VisitorsForm(PageForm):
    """How many came."""

    visitors = number_field("实到多少人", "How many came", least=0, most=MOST_PEOPLE)


@for_roles(*READERS)
def all_series(request: HttpRequest) -> HttpResponse:
    """This will show every series with sessions and coverage of its four kinds; the party office plans one below."""
    by, at = actor_of_request(request), clock.now()
    form = SeriesForm(request.POST or None, initial={"year": at.astimezone(CHINA).year})
    if is_carried_out(
        request, form, lambda typed: actions.plan_series(**typed, by=by, at=at),
        Text("系列已建立。计划活动时选它。", "The series stands. Choose it when planning activities."),
    ):  # fmt: skip
        return redirect("centre_study_series")
    rows = [
        (row, STANDINGS.get(row.standing, ALL_STAFF), queries.series_coverage(row, asker=by))
        for row in queries.series_for(by)[:10]
    ]
    context = {"rows": rows, "form": form, "keeps": may_keep_study(by)}
    return render(request, "centre/study_series.html", context, status=status_of(form))


@for_roles(*READERS)
def venues(request: HttpRequest) -> HttpResponse:
    """This will list venues with visits and visitors; the party office registers one below."""
    by, at = actor_of_request(request), clock.now()
    form = VenueForm(request.POST or None)
    if is_carried_out(
        request, form, lambda typed: actions.register_venue(**typed, by=by, at=at), Text("场馆已登记。", "The venue is registered.")
    ):  # fmt: skip
        return redirect("centre_study_venues")
    sheet: Any = sheet_of(queries.venues_for(by), request=request, size=PAGE)
    context = {"sheet": sheet, "rows": sheet.rows, "form": form, "keeps": may_keep_study(by)}
    return render(request, "centre/study_venues.html", context, status=status_of(form))


@for_roles(*READERS)
def venue(request: HttpRequest, venue: int) -> HttpResponse:
    """This will show one venue: what is taken of the coming half days, its bookings; the party office books below."""
    by, at = actor_of_request(request), clock.now()
    found = queries.venue_for(venue, asker=by)
    form = BookingForm(request.POST or None)
    if is_carried_out(
        request, form, lambda typed: actions.book_venue(found, **typed, by=by, at=at), Text("已预约。", "It is booked.")
    ):  # fmt: skip
        return redirect("centre_study_venue", venue)
    sheet: Any = sheet_of(queries.bookings_of(found, asker=by), request=request, size=PAGE)
    context = {
        "venue": found,
        "slots": [
            (row, HALVES[row.half], row.capacity - row.taken)
            for row in queries.slots_of(found, asker=by, on=at.astimezone(CHINA).date())
        ],
        "sheet": sheet,
        "rows": [(row, HALVES[row.slot.half]) for row in sheet.rows],
        "form": form,
        "keeps": may_keep_study(by),
    }
    return render(request, "centre/study_venue.html", context, status=status_of(form))


@for_roles(*READERS)
def booking(request: HttpRequest, booking: int) -> HttpResponse:
    """This will show one booking; the party office notes who came, or cancels it."""
    by, at = actor_of_request(request), clock.now()
    found = queries.booking_for(booking, asker=by)
    form = VisitorsForm(request.POST if request.POST.get("act") == "visited" else None)
    if is_carried_out(
        request, form, lambda typed: actions.note_visitors(found, **typed, by=by, at=at), Text("实到人数已记下。", "It is noted who came.")
    ):  # fmt: skip
        return redirect("centre_study_venue", found.slot.venue_id)
    if request.POST.get("act") == "cancel":
        actions.cancel_booking(found, by=by, at=at)
        messages.success(request, word(Text("预约已取消，名额已放出。", "Cancelled; its places are free.")))
        return redirect("centre_study_venue", found.slot.venue_id)
    notes = (found.cancelled_at is None and found.visitors is None and may_keep_study(by)) or form.errors
    context = {"row": found, "half": HALVES[found.slot.half], "form": form if notes else None}
    return render(request, "centre/study_booking.html", context, status=status_of(form))
