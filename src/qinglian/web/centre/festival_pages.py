"""The six festivals: when each reminder goes out, what it says, who has read it and who has not."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qinglian.domain.education import actions, queries
from qinglian.domain.education.festival_policy import may_write_reminders
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.domain.people.policy import CENTRE_ROLES, may_see_all_duties
from qinglian.law.festivals import FESTIVAL_BY_CODE, FESTIVALS, FIRST_YEAR, LAST_YEAR, Festival
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.record.clock import CHINA
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import PageForm, words_field
from qinglian.web.shared.tags import word
from qinglian.web.shared.years import year_asked

if TYPE_CHECKING:
    from qinglian.domain.education.models import FestivalReminder
    from qinglian.domain.education.queries import ReadRate

READERS = ("supervisor", *CENTRE_ROLES)


@dataclass(frozen=True)
class Row:
    """One festival in the reader's words: its reminder, its state and its read rate."""

    reminder: "FestivalReminder"
    festival: Festival
    chip: tuple[str, Text]
    rate: "ReadRate"


class ReminderForm(PageForm):
    """The reminder in both languages."""

    words_zh = words_field("中文", "In Chinese", rows=6, most=4000)
    words_en = words_field("英文", "In English", rows=6, most=4000)
    words_zh.widget.attrs["lang"], words_en.widget.attrs["lang"] = "zh-CN", "en"


@for_roles(*READERS)
def festivals_page(request: HttpRequest) -> HttpResponse:
    """This will list a year's six festivals (`?year=`, else this one) with days, states and read rates."""
    by, today = actor_of_request(request), clock.today()
    year = min(
        max(year_asked(request), FIRST_YEAR + 1), LAST_YEAR - 1
    )  # the years whose days law.festivals vouches for
    rows = list(queries.reminders_for(by, year=year))
    rates = queries.read_rates(rows)
    shown = [_row(row, rates[row.pk], today) for row in rows]
    context = {
        "year": year,
        "years": [year - 1, year, year + 1],
        "rows": shown,
        "festivals": len(FESTIVALS),
        "sent": sum(row.reminder.state == "sent" for row in shown),
        "asked": sum(row.rate.asked for row in shown),
        "read": sum(row.rate.read for row in shown),
    }
    return render(request, "centre/festivals.html", context)


@for_roles(*READERS)
def festival_page(request: HttpRequest, reminder: int) -> HttpResponse:
    """This will show one reminder with who has not read it; the party office changes its words here until it is sent."""
    by, at = actor_of_request(request), clock.now()
    found = queries.reminder_for(reminder, asker=by)
    may_write = may_write_reminders(by) and found.state == "planned"
    form = ReminderForm(request.POST or None, initial={"words_zh": found.words_zh, "words_en": found.words_en})
    if is_carried_out(
        request, form, lambda typed: actions.write_reminder(found, **typed, by=by, at=at), Text("提醒已改写。", "The reminder is changed.")
    ):  # fmt: skip
        return redirect("centre_festival", reminder)
    today = at.astimezone(CHINA).date()
    own = queries.own_reading(found, asker=by)
    sees_names = may_see_all_duties(by) or by.has_role("section_head")
    context = {
        "row": _row(found, queries.read_rates([found])[found.pk], today),
        "words": Text(found.words_zh, found.words_en),
        "own": own,
        "missing": _missing(found, request) if sees_names and found.state == "sent" else None,
        "form": form if may_write or form.errors else None,
        "may_send": may_write and today <= found.day,
    }
    return render(request, "centre/festival.html", context, status=status_of(form))


@for_roles(*CENTRE_ROLES)
@require_POST
def read(request: HttpRequest, reminder: int) -> HttpResponse:
    """This will note that the person has read the reminder, and return to it."""
    by = actor_of_request(request)
    actions.read_reminder(queries.reminder_for(reminder, asker=by), by=by, at=clock.now())
    messages.success(request, word(Text("已记为已读。", "Noted as read.")))
    return redirect("centre_festival", reminder)


@for_roles(*CENTRE_ROLES)
@require_POST
def send(request: HttpRequest, reminder: int) -> HttpResponse:
    """This will send a reminder before its day, and return to it."""
    by = actor_of_request(request)
    actions.send_reminder(queries.reminder_for(reminder, asker=by), by=by, at=clock.now())
    messages.success(request, word(Text("提醒已发出。", "The reminder is sent.")))
    return redirect("centre_festival", reminder)


def _missing(found: "FestivalReminder", request: HttpRequest) -> list[tuple[str, Text | None]]:
    duties = queries.not_read_by(found, asker=actor_of_request(request))
    sections = queries.sections_of([duty.owed_by_id for duty in duties])
    return [
        (duty.owed_by.name, DEPARTMENT_BY_CODE[sections[duty.owed_by_id]].name if duty.owed_by_id in sections else None)
        for duty in duties
    ]


def _row(reminder: "FestivalReminder", rate: "ReadRate", today: date) -> Row:
    if reminder.state == "sent" and not rate.asked:
        chip = ("wait", Text("发出时无人在册", "Nobody was asked"))
    elif reminder.state == "sent":
        is_all = rate.asked == rate.read
        chip = ("ok", Text("全部已读", "Read by all")) if is_all else ("run", Text("已发，正在读", "Sent"))
        if not is_all and reminder.day < today:
            chip = ("warn", Text("过节仍有人未读", "Not read by all"))
    elif reminder.day < today:
        chip = ("wait", Text("当时没有发", "Was not sent"))
    else:
        chip = ("wait", Text("到日自动发", "Will be sent"))
    return Row(reminder, FESTIVAL_BY_CODE[reminder.festival], chip, rate)
