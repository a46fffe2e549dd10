"""Open days, the suggestion box and ratings, for everybody: no login, no network address kept."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.outreach import actions, queries
from qinglian.domain.outreach.actions import GuestData
from qinglian.domain.outreach.hourly import count_within_hour
from qinglian.domain.outreach.lifecycle import OPEN_DAY
from qinglian.domain.outreach.rating_kinds import RATING_KIND_BY_CODE, SCORES
from qinglian.law.actor import ANYONE
from qinglian.law.refusal import NotFound
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.record.clock import CHINA
from qinglian.web.shared.accounts import address_of
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.filing_forms import posted
from qinglian.web.shared.forms import PageForm, choice_field, line_field, radio_field, spoken, words_field
from qinglian.web.shared.guest_form import GuestForm
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.years import year_if_asked

STATUS = {"announced": "run", "held": "ok", "called_off": "stop"}
POINTS = {str(score): text for score, text in SCORES.items()}


class SuggestionForm(PageForm):
    """A suggestion; a guest of an open day adds the guest's code."""

    words = words_field(
        "您的意见建议", "Your suggestion", rows=5,
        help_text=spoken("不用留姓名；请不要写身份证号等个人信息", "No name is needed; leave out personal data"),
    )  # fmt: skip
    guest_code = line_field("开放日来宾码", "Guest's code of an open day", most=40, required=False)


class CodeForm(PageForm):
    """A receipt code."""

    code = forms.CharField(
        label=spoken("回执码", "Receipt code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class RatingForm(PageForm):
    """Points and a remark."""

    overall = radio_field("总体评价", "Over all", POINTS)
    remark = words_field(
        "评语", "Remark", required=False, help_text=spoken("连同答复公开", "Shown together with its answer")
    )
    guest_code = line_field("开放日来宾码", "Guest's code of an open day", most=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {
            name: choice_field(text.zh, text.en, POINTS, required=False)
            for name, text in RATING_KIND_BY_CODE["public"].questions.items()
        }
        self.fields = {"overall": self.fields["overall"]} | own | self.fields


def open_days_page(request: HttpRequest) -> HttpResponse:
    """This will list open days: those to come and those held."""
    sheet: Any = sheet_of(queries.open_days_for(ANYONE), request=request, size=20)
    counts = queries.counts_of(sheet.rows, at=clock.now())
    rows = [(day, _chip(day), counts[day.pk]) for day in sheet.rows]
    return render(request, "public/open_days.html", {"sheet": sheet, "rows": rows})


def open_day_page(request: HttpRequest, day: int) -> HttpResponse:
    """This will show one open day and sign a guest up; afterwards what was suggested and answered."""
    at = clock.now()
    found = queries.open_day_for(day, asker=ANYONE)
    is_open = found.state == "announced" and found.starts_at > at
    form = GuestForm(posted(request))
    if request.method == "POST" and form.is_valid():
        count_within_hour("suggestions_per_hour", address_of(request), at=at)
        if is_carried_out(request, form, lambda typed: _sign_up(found, typed)):
            return render(request, "public/code.html", {"code": form.made, "day": found, "kind": "guest"})
    context = {
        "day": found,
        "chip": _chip(found),
        "count": queries.count_of(found, at=at),
        "form": form if is_open or form.errors else None,
        "answers": queries.answered_suggestions(found)[:50],
        "ratings": queries.rating_totals(on=at.date(), about=f"open_day:{found.pk}")[0],
        "is_begun": found.starts_at <= at and found.state != "called_off",
    }
    return render(request, "public/open_day.html", context, status=status_of(form))


def suggestions_page(request: HttpRequest) -> HttpResponse:
    """This will take a suggestion and show the receipt code once; below, every answer."""
    at, day = clock.now(), _day_of(request)
    form = SuggestionForm(posted(request))
    if day is None:
        del form.fields["guest_code"]
    if request.method == "POST" and form.is_valid():
        count_within_hour("suggestions_per_hour", address_of(request), at=at)
        if _is_carried_out_by_guest(
            request, form, day, lambda typed, guest: actions.hand_in_suggestion(words=typed["words"], guest=guest, by=ANYONE, at=at)
        ):  # fmt: skip
            found, code = form.made
            return render(request, "public/code.html", {"code": code, "suggestion": found, "kind": "suggestion"})
    received, answered = queries.suggestion_counts()
    sheet: Any = sheet_of(queries.answered_suggestions(), request=request, size=20)
    context = {
        "form": form,
        "day": day,
        "sheet": sheet,
        "received": received,
        "answered": answered,
        "days": rule("suggestion_answer_days", on=at.date()).number(),
    }
    return render(request, "public/suggestions.html", context, status=status_of(form))


def receipt_page(request: HttpRequest) -> HttpResponse:
    """This will show the answer to who holds the receipt code. The code is posted, never part of an address."""
    form, found = CodeForm(posted(request)), None
    if request.method == "POST" and form.is_valid():
        count_within_hour("receipts_per_hour", address_of(request), at=clock.now())
        try:
            found = queries.suggestion_by_code(form.cleaned_data["code"])
        except NotFound as refusal:
            refusal.field = "code"
            form.refuse(refusal)
    return render(request, "public/receipt.html", {"form": form, "suggestion": found}, status=status_of(form))


def ratings_page(request: HttpRequest) -> HttpResponse:
    """This will show the totals (of a year) with n beside them and every remark, and take a rating."""
    at, day = clock.now(), _day_of(request)
    form = RatingForm(posted(request))
    if day is None:
        del form.fields["guest_code"]
    is_done = False
    if request.method == "POST" and form.is_valid():
        count_within_hour("ratings_per_hour", address_of(request), at=at)
        is_done = _is_carried_out_by_guest(request, form, day, _rate)
    year = year_if_asked(request)
    remarks = queries.remarks_of(year=year)
    totals = queries.rating_totals(on=at.astimezone(CHINA).date(), year=year)
    sheet: Any = sheet_of(remarks.filter(suggestion__state="answered"), request=request, size=20)
    context = {
        "totals": totals,
        "n": sum(row.n for row in totals),
        "favourable": sum(row.favourable for row in totals),
        "year": year,
        "form": None if is_done else form,
        "is_done": is_done,
        "day": day,
        "sheet": sheet,
        "waiting": remarks.exclude(suggestion__state="answered").count(),
        "scores": SCORES,
    }
    return render(request, "public/ratings.html", context, status=status_of(form))


def _day_of(request: HttpRequest) -> Any:
    typed = request.GET.get("day", "")
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 10
    return queries.open_day_for(int(typed), asker=ANYONE) if is_number else None


def _is_carried_out_by_guest(request: HttpRequest, form: PageForm, day: Any, act: Any) -> bool:
    code, guest = form.cleaned_data.get("guest_code", ""), None
    if day is not None and code:
        try:
            guest = queries.guest_by_code(day, code)
        except NotFound as refusal:
            refusal.field = "guest_code"
            form.refuse(refusal)
            return False
    return is_carried_out(request, form, lambda typed: act(typed, guest))


def _rate(typed: dict[str, Any], guest: Any) -> None:
    names = RATING_KIND_BY_CODE["public"].questions
    scores = {name: int(typed[name]) for name in names if typed.get(name)}
    actions.give_rating(
        scores=scores, overall=int(typed["overall"]), remark=typed["remark"], guest=guest, by=ANYONE, at=clock.now()
    )


def _sign_up(day: Any, typed: dict[str, Any]) -> str:
    return actions.sign_up_for_open_day(day, data=GuestData(**typed), by=ANYONE, at=clock.now())[1]


def _chip(day: Any) -> tuple[str, Text]:
    return STATUS[day.state], OPEN_DAY.state(day.state).label
