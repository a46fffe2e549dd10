"""Open days as the centre runs them, and suggestions as it answers them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qinglian.domain.outreach import actions, queries
from qinglian.domain.outreach.actions import GuestData
from qinglian.domain.outreach.guests import CATEGORIES
from qinglian.domain.outreach.lifecycle import OPEN_DAY, SUGGESTION
from qinglian.domain.outreach.policy import may_answer_all, may_pass_on, may_run_open_days
from qinglian.domain.people import queries as people_queries
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre.talk_pages import READERS
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.filing_forms import posted
from qinglian.web.shared.forms import CHOOSE, MomentField, PageForm, line_field, spoken, words_field
from qinglian.web.shared.guest_form import GuestForm
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.staff_fields import person_choices
from qinglian.web.shared.tags import word
from qinglian.web.shared.years import year_if_asked

DAY_STATUS = {"draft": "wait", "announced": "run", "held": "ok", "called_off": "stop"}
SOURCES = {
    "box": Text("意见箱", "Suggestion box"),
    "open_day": Text("开放日", "Open day"),
    "rating": Text("评价", "Rating"),
}
RUNNERS = ("party_officer", "section_head")


class DayForm(PageForm):
    """An open day."""

    theme = line_field("主题", "Theme", most=120)
    starts_at = MomentField(label=spoken("时间", "When"))
    place = line_field("地点", "Where", most=120)
    agenda = words_field("议程", "Agenda", rows=6, most=4000)


class ReportForm(PageForm):
    """What happened, or why not."""

    words = words_field("活动情况", "How it went", rows=4, most=4000)


class AnswerForm(PageForm):
    """An answer in public."""

    answer = words_field("答复（公开）", "Answer (public)", rows=4, most=4000)
    shown_words = words_field("公开时改成这样写", "Show the words like this instead", rows=2, required=False, help_text=spoken("原文涉及个人信息或者辱骂时才填；不改意思", "Only for personal data or insults; the meaning stays"))  # fmt: skip
    moderated_because = line_field("为什么改写（公开）", "Why (public)", most=400, required=False)


class PassForm(PageForm):
    """Who is to answer."""

    to = forms.ChoiceField(label=spoken("转给谁答复", "Who is to answer"))


@for_roles(*READERS)
def open_days_page(request: HttpRequest) -> HttpResponse:
    """This will list open days (of a year) with their numbers, and how many guests of how many categories came to those that were held."""
    by, at, year = actor_of_request(request), clock.now(), year_if_asked(request)
    days = list(queries.open_days_for(by, year=year))
    counts = queries.counts_of(days, at=at)
    sheet: Any = sheet_of(days, request=request, size=20)
    held = [counts[day.pk] for day in days if day.state == "held"]
    came = sum(one.came for one in held)
    context = {
        "sheet": sheet,
        "rows": [(day, day_chip(day), counts[day.pk]) for day in sheet.rows],
        "year": year,
        "came": came,
        "due": max(came, rule("open_day_least_guests", on=at.date()).number()),
        "categories": len({row.code for one in held for row in one.categories if row.came}),
        "all_categories": len(CATEGORIES),
        "runs": may_run_open_days(by),
    }
    return render(request, "centre/open_days.html", context)


@for_roles(*RUNNERS)
def new_open_day(request: HttpRequest) -> HttpResponse:
    """This will begin to prepare an open day."""
    by = actor_of_request(request)
    form = DayForm(posted(request))
    if is_carried_out(
        request, form, lambda typed: actions.draft_open_day(**typed, by=by, at=clock.now()),
        Text("已建立，可以邀请来宾，然后公布。", "It stands; invite guests, then announce it."),
    ):  # fmt: skip
        return redirect("centre_open_day", form.made.pk)
    return render(request, "centre/open_day_form.html", {"form": form}, status=status_of(form))


@for_roles(*READERS)
def open_day_page(request: HttpRequest, day: int) -> HttpResponse:
    """This will show one open day: guests by category, attendance, suggestions; those who run it invite and close it here."""
    by, at = actor_of_request(request), clock.now()
    found, runs = queries.open_day_for(day, asker=by), may_run_open_days(by)
    closes, code = request.POST.get("act") == "close", ""
    form = GuestForm(None if closes else posted(request))
    report = ReportForm(posted(request) if closes else None)
    if is_carried_out(
        request, report, lambda typed: actions.close_open_day(found, report=typed["words"], by=by, at=at),
        Text("开放日已结束，情况已登记。", "The open day is closed and reported."),
    ):  # fmt: skip
        return redirect("centre_open_day", day)
    if is_carried_out(request, form, lambda typed: _invite(found, typed, by)):
        form, code = GuestForm(), form.made
    is_open = found.state in ("draft", "announced")
    context = {
        "day": found,
        "chip": day_chip(found),
        "count": queries.count_of(found, at=at),
        "guests": _by_category(queries.guests_for(found, asker=by)[:300]),
        "suggestions": queries.suggestions_for(by).filter(day=found)[:100],
        "form": form if (runs and is_open) or form.errors else None,
        "report": report if (runs and found.state == "announced" and found.starts_at <= at) or report.errors else None,
        "runs": runs,
        "is_open": is_open,
        "may_note": runs and found.state == "announced" and found.starts_at.date() <= at.date(),
        "code": code,
    }
    return render(request, "centre/open_day.html", context, status=status_of(form, report))


@require_POST
@for_roles(*RUNNERS)
def announce(request: HttpRequest, day: int) -> HttpResponse:
    """This will announce an open day: people sign up from now on."""
    by = actor_of_request(request)
    actions.announce_open_day(queries.open_day_for(day, asker=by), by=by, at=clock.now())
    messages.success(request, word(Text("已公布，公众可以报名。", "It is announced; people may sign up.")))
    return redirect("centre_open_day", day)


@require_POST
@for_roles(*RUNNERS)
def call_off(request: HttpRequest, day: int) -> HttpResponse:
    """This will call an open day off with the reason typed."""
    by = actor_of_request(request)
    reason = request.POST.get("reason", "")
    actions.call_off_open_day(queries.open_day_for(day, asker=by), reason=reason, by=by, at=clock.now())
    messages.success(request, word(Text("开放日已取消。", "The open day is called off.")))
    return redirect("centre_open_day", day)


@require_POST
@for_roles(*RUNNERS)
def note_came(request: HttpRequest, guest: int) -> HttpResponse:
    """This will note at the door that a guest came."""
    by = actor_of_request(request)
    found = actions.note_guest_came(queries.guest_for(guest, asker=by), by=by, at=clock.now())
    messages.success(request, word(Text("已登记到场。", "Noted as come.")))
    return redirect("centre_open_day", found.day_id)


@for_roles(*READERS)
def suggestions_page(request: HttpRequest) -> HttpResponse:
    """This will list suggestions (that came in in a year), those to be answered first."""
    by = actor_of_request(request)
    state, year = request.GET.get("state", ""), year_if_asked(request)
    state = state if state in ("received", "answered") else ""
    sheet: Any = sheet_of(queries.suggestions_for(by, state=state, year=year), request=request, size=20)
    names = people_queries.names_of([row.answerer for row in sheet.rows if row.answerer])
    received, answered = queries.suggestion_counts(year)
    rows = [(row, suggestion_chip(row), SOURCES[row.source], names.get(row.answerer, "")) for row in sheet.rows]
    tabs = (
        ("", Text("全部", "All"), received),
        ("received", Text("待答复", "To be answered"), received - answered),
        ("answered", Text("已答复", "Answered"), answered),
    )
    context = {
        "sheet": sheet,
        "rows": rows,
        "state": state,
        "tabs": tabs,
        "year": year,
        "answered": None if state else answered,
    }
    return render(request, "centre/suggestions.html", context)


@for_roles(*READERS)
def suggestion_page(request: HttpRequest, suggestion: int) -> HttpResponse:
    """This will show one suggestion; who owes the answer gives it here, heads and the party office pass it on."""
    by = actor_of_request(request)
    found = queries.suggestion_for(suggestion, asker=by)
    passes = request.POST.get("act") == "pass"
    form = AnswerForm(None if passes else posted(request))
    people = person_choices(people_queries.roll_for(by))
    onward = PassForm(posted(request) if passes else None, offered={"to": [CHOOSE, *people]})
    noted = Text("已记下。", "It is noted.")
    if is_carried_out(request, onward, lambda typed: _pass_on(found, typed, by), noted) or is_carried_out(
        request, form, lambda typed: actions.answer_suggestion(found, **typed, by=by, at=clock.now()), noted
    ):
        return redirect("centre_suggestion", suggestion)
    is_waiting = found.state == "received"
    answers = by.has_role(*CENTRE_ROLES) and (found.answerer == by.id or may_answer_all(by))
    context = {
        "suggestion": found,
        "chip": suggestion_chip(found),
        "source": SOURCES[found.source],
        "answerer": people_queries.names_of([found.answerer]).get(found.answerer, ""),
        "form": form if (is_waiting and answers) or form.errors else None,
        "onward": onward if (is_waiting and may_pass_on(by)) or onward.errors else None,
    }
    return render(request, "centre/suggestion.html", context, status=status_of(form, onward))


def day_chip(day: Any) -> tuple[str, Text]:
    """This will return a day's status and word."""
    return DAY_STATUS[day.state], OPEN_DAY.state(day.state).label


def suggestion_chip(row: Any) -> tuple[str, Text]:
    """This will return a suggestion's status and word."""
    if row.state == "received" and row.due_on < clock.today():
        return "stop", Text("逾期未答复", "Answer overdue")
    return ("ok" if row.state == "answered" else "wait"), SUGGESTION.state(row.state).label


def _by_category(guests: Any) -> list[tuple[Any, Text]]:
    rows = [(guest, CATEGORIES[guest.category]) for guest in guests]
    order = list(CATEGORIES)
    return sorted(rows, key=lambda row: order.index(row[0].category))


def _invite(day: Any, typed: dict[str, Any], by: Any) -> str:
    return actions.invite_guest(day, data=GuestData(**typed), by=by, at=clock.now())[1]


def _pass_on(suggestion: Any, typed: dict[str, Any], by: Any) -> None:
    to = people_queries.staff_member(typed["to"], asker=by)
    actions.pass_on_suggestion(suggestion, to=to, by=by, at=clock.now())
