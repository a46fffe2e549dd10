"""The day's messages: what is said today, the coming days, the collection, and what each channel took."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from qinglian.domain.education import actions, queries
from qinglian.domain.education.culture_policy import CULTURE_READERS, may_keep_culture
from qinglian.domain.education.culture_words import CHANNELS, MESSAGE_KINDS
from qinglian.domain.education.lifecycle import MESSAGE
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre.acts import (
    ReasonForm,
    act_on,
    done,
)
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import PageForm, choices_of, day_field, line_field, spoken, words_field
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.years import year_if_asked

PAGE = 30
_ADDED = Text("已放进消息库。打开它，可以安排日期。", "It is in the collection. Open it to give it a day.")


class MessageForm(PageForm):
    """A motto or a typical case."""

    kind = forms.ChoiceField(label=spoken("类别", "Kind"), choices=choices_of(MESSAGE_KINDS))
    text = words_field(
        "内容", "Text", rows=4, most=600,
        help_text=spoken("一屏放得下，不超过 600 字；案例不写当事人姓名", "It fits a screen, at most 600 characters; cases name nobody"),
    )  # fmt: skip
    source = line_field("出处", "Source", most=120)


class DayForm(PageForm):
    """The day that a message is for."""

    day = day_field("推送日期", "Day")


@for_roles(*CULTURE_READERS)
def messages_page(request: HttpRequest) -> HttpResponse:
    """This will show today's message, the coming days and the collection."""
    by, at = actor_of_request(request), clock.now()
    kind = request.GET.get("kind", "")
    sheet: Any = sheet_of(
        queries.messages_for(by, kind=kind if kind in MESSAGE_KINDS else ""), request=request, size=PAGE
    )
    context = {
        "today": queries.message_of_day(at),
        "schedule": queries.schedule_for(by, on=clock.today()),
        "sheet": sheet,
        "rows": [(row, MESSAGE_KINDS[row.kind], MESSAGE.state(row.state).label) for row in sheet.rows],
        "kinds": MESSAGE_KINDS.items(),
        "kind": kind,
        "may_keep": may_keep_culture(by),
    }
    return render(request, "centre/messages.html", context)


@for_roles("party_officer")
def new_message(request: HttpRequest) -> HttpResponse:
    """This will add a motto or case to the collection."""
    by = actor_of_request(request)
    form = MessageForm(request.POST or None)
    if is_carried_out(request, form, lambda typed: actions.add_message(**typed, by=by, at=clock.now()), _ADDED):
        return redirect("centre_messages")
    context = {
        "form": form, "heading": Text("添一条消息", "Add a message"), "submit": Text("放进消息库", "Add"),
        "lead": Text("没有安排的日子，按消息库的次序取用。", "Days without a message take the next of the collection."),
        "back": reverse("centre_messages"), "back_label": Text("廉政消息", "Messages"),
    }  # fmt: skip
    return render(request, "centre/_form_page.html", context, status=status_of(form))


@for_roles(*CULTURE_READERS)
def message_page(request: HttpRequest, message: int) -> HttpResponse:
    """This will show one message; the party office schedules or withdraws it here."""
    by = actor_of_request(request)
    found = queries.message_for(message, asker=by)
    acts = []
    if may_keep_culture(by) and found.state == "kept":
        acts = [
            act_on(
                request, "schedule", Text("安排日期", "Schedule"), DayForm,
                lambda typed: actions.schedule_message(found, **typed, by=by, at=clock.now()), is_main=True,
            ),
            act_on(
                request, "withdraw", Text("停用", "Withdraw"), ReasonForm,
                lambda typed: actions.withdraw_message(found, **typed, by=by, at=clock.now()),
            ),
        ]  # fmt: skip
    if done(request, acts):
        return redirect("centre_message", message)
    context = {
        "message": found,
        "days": queries.days_of(found, asker=by, on=clock.today()),
        "kind": MESSAGE_KINDS[found.kind],
        "state": MESSAGE.state(found.state).label,
        "acts": acts,
    }
    return render(request, "centre/message.html", context, status=status_of(*(act.form for act in acts)))


@for_roles(*CULTURE_READERS)
def log_page(request: HttpRequest) -> HttpResponse:
    """This will list day by day which channels took the message, when and in which words; with `?year=` the days of a year."""
    by, year, channel = actor_of_request(request), year_if_asked(request), request.GET.get("channel", "")
    channel = channel if channel in CHANNELS else ""
    days: Any = queries.days_logged(by, channel=channel, year=year)
    sheet: Any = sheet_of(days, request=request, size=PAGE)
    context = {
        "sheet": sheet,
        "rows": _by_day(queries.channel_log_for(by).filter(day__in=[row["day"] for row in sheet.rows])),
        "channels": CHANNELS.items(),
        "channel": channel,
        "year": year,
        "whole": days.filter(n=len(CHANNELS)).count(),
    }
    return render(request, "centre/message_log.html", context)


def _by_day(rows: Any) -> list[tuple[date, list[str], list[tuple[Text, datetime | None]]]]:
    """Each day with the words that were taken, and each channel's moment (None: it took none)."""
    days: dict[date, dict[str, Any]] = {}
    for row in rows:
        days.setdefault(row.day, {})[row.channel] = row
    return [
        (
            day,
            list(dict.fromkeys(row.text for row in taken.values())),
            [(label, taken[code].at if code in taken else None) for code, label in CHANNELS.items()],
        )
        for day, taken in days.items()
    ]
