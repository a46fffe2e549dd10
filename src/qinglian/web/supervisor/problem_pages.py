"""Problems of style by festival, and one problem of any register: corrected by the section, judged and closed by discipline officers."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

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
from qinglian.web.shared.staff_fields import department_field
from qinglian.web.shared.years import year_asked
from qinglian.web.supervisor.problem_rows import NO_FESTIVAL, problem_row

if TYPE_CHECKING:
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
    field_order = ("style", "department", "source", "found_on", "festival", "words", "concerns")

    def clean_festival(self) -> str | None:
        """This will return the festival's code, "" for none, None where the day decides."""
        chosen = self.cleaned_data["festival"]
        return None if chosen in ("", AUTO) else "" if chosen == NONE else chosen


class CorrectionForm(PageForm):
    """How it was corrected."""

    correction = words_field("怎样整改的，依据是什么", "How it was corrected, on what evidence", rows=4, most=4000)


class RemarkForm(PageForm):
    """The conclusion, or why a correction is returned."""

    remark = words_field("结论，或者退回的原因", "Conclusion, or the reason for returning it", rows=3, most=4000)


@for_roles(*READERS)
def style_page(request: HttpRequest) -> HttpResponse:
    """This will count a year's problems of style by festival and style, and list them, narrowed by `?festival=` and `?style=`."""
    by, today = actor_of_request(request), clock.today()
    year = year_asked(request)
    festival, style = request.GET.get("festival", ""), request.GET.get("style", "")
    rows = queries.problems_for(by, register="style", year=year, festival=festival, style=style)
    sheet: Any = sheet_of(rows, request=request, size=PAGE)
    counts = queries.style_counts(by, year=year)
    named = [(FESTIVAL_BY_CODE[row.festival].name if row.festival else NO_FESTIVAL, row) for row in counts]
    context = {
        "year": year,
        "years": range(today.year - 3, today.year + 1),
        "styles": list(STYLES.values()),
        "counts": named,
        "sums": [sum(row.counts[place] for row in counts) for place in range(len(STYLES))],
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
        request, form, lambda typed: actions.register_style_problem(**typed, by=by, at=at),
        Text("问题已登记。", "The problem is registered."),
    ):  # fmt: skip
        return redirect("supervisor_style")
    context = {"form": form, "title": Text("登记四风问题", "Register a problem of style"), "back": "supervisor_style"}
    return render(request, "supervisor/problem_form.html", context, status=status_of(form))


@for_roles("supervisor", *CENTRE_ROLES)
def problem_page(request: HttpRequest, problem: int) -> HttpResponse:
    """This will show one problem to those who may read it; whose turn it is corrects it or closes it here."""
    by, at = actor_of_request(request), clock.now()
    found = queries.problem_for(problem, asker=by)
    act = _act_of(found, by)
    form: PageForm = (CorrectionForm if act == "correct" else RemarkForm)(request.POST or None)
    done = actions.correct_problem if act == "correct" else actions.close_problem
    if is_carried_out(
        request, form, lambda typed: done(found, **typed, by=by, at=at), Text("已记下。", "It is noted.")
    ):
        return redirect("supervisor_problem", problem)
    return _shown(request, found, form)


@for_roles("discipline_officer")
@require_POST
def return_problem(request: HttpRequest, problem: int) -> HttpResponse:
    """This will return a correction that is not enough."""
    by, at = actor_of_request(request), clock.now()
    found = queries.problem_for(problem, asker=by)
    form = RemarkForm(request.POST)
    if is_carried_out(
        request, form, lambda typed: actions.return_problem(found, **typed, by=by, at=at), Text("已退回重改。", "It is returned.")
    ):  # fmt: skip
        return redirect("supervisor_problem", problem)
    return _shown(request, found, form)


def _shown(request: HttpRequest, found: "Problem", form: PageForm) -> HttpResponse:
    by, today = actor_of_request(request), clock.today()
    keeps, act = may_keep_campaigns(by), _act_of(found, by)
    is_ledger = found.register == "tendering"
    earlier = queries.earlier_like(found, asker=by) if is_ledger and keeps else []
    context = {
        "row": problem_row(found, today=today),
        "act": act,
        "form": form if act or form.errors else None,
        "keeps": keeps,
        "is_ledger": is_ledger,
        "earlier": [problem_row(one, today=today) for one in earlier],
        "back": {"style": "supervisor_style", "tendering": "supervisor_ledger"}.get(found.register, "supervisor_campaigns"),
        "reads_list": by.has_role(*READERS),
    }  # fmt: skip
    return render(request, "supervisor/problem.html", context, status=status_of(form))


def _act_of(found: "Problem", by: "Actor") -> str:
    keeps = may_keep_campaigns(by)
    if found.state == "open" and (keeps or by.id in queries.correctors_of(found)):
        return "correct"
    return "close" if found.state == "corrected" and keeps else ""
