"""Problems of style by festival, and one problem of any register with its correction."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.integrity.checklist_kinds import SEVERITIES
from qinglian.domain.integrity.checklist_policy import may_recheck
from qinglian.domain.integrity.queries import may_hand_in
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.domain.supervision import actions, queries
from qinglian.domain.supervision.campaign_policy import READERS, may_keep_campaigns
from qinglian.domain.supervision.problem_kinds import SOURCES, STYLES
from qinglian.law.festivals import FESTIVAL_BY_CODE, FESTIVALS
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import PageForm, choice_field, choices_of, day_field, line_field, spoken, words_field
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.rectification_rows import steps_of
from qinglian.web.shared.staff_fields import department_field
from qinglian.web.shared.years import year_asked
from qinglian.web.supervisor.problem_rows import NO_FESTIVAL, problem_row

if TYPE_CHECKING:
    from datetime import datetime

    from qinglian.domain.integrity.models import Rectification
    from qinglian.domain.supervision.models import Problem
    from qinglian.law.actor import Actor

PAGE = 20
AUTO, NONE = "auto", "none"
WHEN = {AUTO: Text("按发现日期定", "by the day it was found")} | {row.code: row.name for row in FESTIVALS}


class ProblemForm(PageForm):
    """What every problem has."""

    department = department_field()
    source = choice_field("问题来源", "Source", SOURCES)
    found_on = day_field("发现日期", "Found on")
    words = words_field("问题（不写姓名）", "The problem (no names)")
    severity = choice_field("程度", "Severity", {code: label for code, (_, label) in SEVERITIES.items()})
    concerns = line_field(
        "涉及的人", "Whom it is about", most=80, required=False,
        help_text=spoken("只有纪检人员能看", "For discipline officers alone"),
    )  # fmt: skip


class StyleForm(ProblemForm):
    """A problem of style."""

    style = choice_field("属于", "Style", STYLES)
    festival = forms.ChoiceField(
        label=spoken("节日", "Festival"), choices=choices_of(WHEN | {NONE: NO_FESTIVAL}), required=False
    )
    field_order = ("style", "severity", "department", "source", "found_on", "festival", "words", "concerns")

    def clean_festival(self) -> str | None:
        """This will return the festival's code, "" for none, None where the day decides."""
        chosen = self.cleaned_data["festival"]
        return None if chosen in ("", AUTO) else "" if chosen == NONE else chosen


@for_roles(*READERS)
def style_page(request: HttpRequest) -> HttpResponse:
    """This will count a year's problems of style by festival and style, and list them, narrowed by `?festival=` and `?style=`."""
    by, today = actor_of_request(request), clock.today()
    year = year_asked(request)
    festival, style = request.GET.get("festival", ""), request.GET.get("style", "")
    rows = queries.problems_for(by, register="style", year=year, festival=festival, style=style)
    sheet: Any = sheet_of(rows, request=request, size=PAGE)
    counts = queries.style_counts(by, year=year)
    styles = list(STYLES.values())
    named = [
        (
            FESTIVAL_BY_CODE[row.festival].name if row.festival else NO_FESTIVAL,
            row,
            list(zip(styles, row.counts, strict=True)),
        )
        for row in counts
    ]
    sums = [sum(of_style) for of_style in zip(*(row.counts for row in counts), strict=True)]
    context = {
        "year": year,
        "years": range(today.year - 3, today.year + 1),
        "styles": styles,
        "counts": named,
        "sums": list(zip(styles, sums, strict=True)),
        "total": sum(row.total for row in counts),
        "closed": sum(row.closed for row in counts),
        "sheet": sheet,
        "rows": [problem_row(row, today=today) for row in sheet.rows],
        "narrowed": bool(festival or style),
        "keeps": may_keep_campaigns(by),
    }
    return render(request, "supervisor/style.html", context)


@for_roles("discipline_officer")
def new_style_problem(request: HttpRequest) -> HttpResponse:
    """This will register a problem of style."""
    by, at = actor_of_request(request), clock.now()
    form = StyleForm(request.POST or None, initial={"festival": AUTO})
    if is_carried_out(
        request, form, lambda typed: _registered(dict(typed), by=by, at=at),
        Text("问题已登记。", "The problem is registered."),
    ):  # fmt: skip
        return redirect("supervisor_style")
    context = {"form": form, "title": Text("登记四风问题", "Register a problem of style"), "back": "supervisor_style"}
    return render(request, "supervisor/problem_form.html", context, status=status_of(form))


@for_roles("supervisor", *CENTRE_ROLES)
def problem_page(request: HttpRequest, problem: int) -> HttpResponse:
    """This will show one problem with its correction to those who may read it; who owns the correction or checks it goes on from here."""
    by, today = actor_of_request(request), clock.today()
    found = queries.problem_for(problem, asker=by)
    keeps, is_ledger = may_keep_campaigns(by), found.register == "tendering"
    earlier = queries.earlier_like(found, asker=by) if is_ledger and keeps else []
    row = problem_row(found, today=today)
    context = {
        "row": row,
        "severity": SEVERITIES[row.finding.severity],
        "point": BY_CODE.get(row.finding.point),
        "steps": steps_of(row.order),
        "act": _act_of(row.order, by),
        "keeps": keeps,
        "is_ledger": is_ledger,
        "earlier": [problem_row(one, today=today) for one in earlier],
        "back": {"style": "supervisor_style", "tendering": "supervisor_ledger"}.get(found.register, "supervisor_campaigns"),
        "reads_list": by.has_role(*READERS),
    }  # fmt: skip
    return render(request, "supervisor/problem.html", context)


def _registered(typed: dict[str, Any], *, by: "Actor", at: "datetime") -> "Problem":
    return actions.register_style_problem(told=actions.Told.taken_from(typed), **typed, by=by, at=at)


def _act_of(order: "Rectification", by: "Actor") -> str:
    """Whose turn it is: "correct", "check", or nothing for the reader to do."""
    if order.state in ("ordered", "returned") and may_hand_in(order, asker=by):
        return "correct"
    return "check" if order.state == "handed_in" and may_recheck(by, corrected_by=order.corrected_by) else ""
