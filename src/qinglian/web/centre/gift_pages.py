"""Gifts that could not be refused: declared by who received them, taken in and disposed of by discipline officers. Nobody else sees them."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.domain.supervision import actions, queries
from qinglian.domain.supervision.campaign_policy import may_keep_gifts
from qinglian.domain.supervision.gift_kinds import DISPOSALS, GIVERS
from qinglian.domain.supervision.lifecycle import GIFT
from qinglian.law.festivals import FESTIVAL_BY_CODE
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.record.clock import CHINA
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import PageForm, YuanField, choice_field, day_field, line_field, spoken, words_field
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.years import year_if_asked

if TYPE_CHECKING:
    from datetime import date

    from qinglian.domain.supervision.models import Gift

PAGE = 20
CHIPS = {"declared": "warn", "handed_in": "run", "disposed": "ok"}


class GiftForm(PageForm):
    """What was received."""

    what = line_field("收到什么", "What was received")
    value_fen = YuanField(label=spoken("估价（元）", "Estimated value (CNY)"), required=False)
    giver_kind = choice_field("送的人属于", "The giver is a", GIVERS)
    giver = line_field("送的单位", "The giver's organisation", most=120, required=False)
    received_on = day_field("收到的日期", "Received on")
    circumstances = words_field("当时为什么没能退掉", "Why it could not be refused")


class TakingForm(PageForm):
    """When it was handed in."""

    handed_in_on = day_field("上交的日期", "Handed in on")


class DisposalForm(PageForm):
    """What became of it."""

    disposal = choice_field("怎样处置", "What became of it", DISPOSALS)
    disposed_on = day_field("处置的日期", "Disposed of on")
    remark = words_field("处置凭据", "Evidence", help_text=spoken("例如退还签收单、缴库凭据的编号", "Receipt of the return, number of the treasury's receipt"))  # fmt: skip


@for_roles(*CENTRE_ROLES)
def gifts_page(request: HttpRequest) -> HttpResponse:
    """This will list the gifts that the person declared (all of them for a discipline officer), and how many there are in a year (`?year=`, else this one)."""
    by, today = actor_of_request(request), clock.today()
    year = year_if_asked(request)
    found = queries.gifts_for(by, year=year)
    sheet: Any = sheet_of(found, request=request, size=PAGE)
    disposed, declared, late = queries.gift_counts(on=today, year=year)
    context = {
        "sheet": sheet,
        "rows": [(row, _chip(row, today), GIVERS[row.giver_kind]) for row in sheet.rows],
        "keeps": may_keep_gifts(by),
        "year": year,
        "done": found.filter(state="disposed").count(),
        "counted_year": year or today.year,
        "disposed": disposed,
        "declared": declared,
        "late": late,
        "days": rule("gift_days", on=today).number(),
    }
    return render(request, "centre/gifts.html", context)


@for_roles(*CENTRE_ROLES)
def new_gift(request: HttpRequest) -> HttpResponse:
    """This will take a declaration."""
    by, at = actor_of_request(request), clock.now()
    form = GiftForm(request.POST or None)
    if is_carried_out(
        request, form, lambda typed: actions.declare_gift(**typed, by=by, at=at),
        Text("已登记。请尽快把东西交给纪检人员。", "It is declared. Hand it to a discipline officer soon."),
    ):  # fmt: skip
        return redirect("centre_gifts")
    days = rule("gift_days", on=at.astimezone(CHINA).date()).number()
    return render(request, "centre/gift_form.html", {"form": form, "days": days}, status=status_of(form))


@for_roles(*CENTRE_ROLES)
def gift_page(request: HttpRequest, gift: int) -> HttpResponse:
    """This will show one gift to its declarer and to discipline officers, who take it in and dispose of it here."""
    by, at = actor_of_request(request), clock.now()
    found = queries.gift_for(gift, asker=by)
    may_act = may_keep_gifts(by) and found.declared_by_id != by.id and found.state != "disposed"
    form: PageForm = (TakingForm if found.state == "declared" else DisposalForm)(request.POST or None)
    act = actions.take_gift if found.state == "declared" else actions.dispose_of_gift
    if is_carried_out(request, form, lambda typed: act(found, **typed, by=by, at=at), Text("已记下。", "It is noted.")):
        return redirect("centre_gift", gift)
    context = {
        "gift": found,
        "chip": _chip(found, at.astimezone(CHINA).date()),
        "giver": GIVERS[found.giver_kind],
        "festival": FESTIVAL_BY_CODE[found.festival].name if found.festival else None,
        "disposal": DISPOSALS.get(found.disposal),
        "form": form if may_act or form.errors else None,
        "is_late": bool(found.handed_in_on and found.handed_in_on > found.due_on),
    }
    return render(request, "centre/gift.html", context, status=status_of(form))


def _chip(gift: "Gift", today: "date") -> tuple[str, Text]:
    if gift.state == "declared" and gift.due_on < today:
        return "stop", Text("逾期没有上交", "Not handed in in time")
    return CHIPS[gift.state], GIFT.state(gift.state).label
