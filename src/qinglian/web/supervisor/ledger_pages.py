"""The ledger of tendering problems: years compared, problems entered, each marked new or repeated by a person, the whole as a file."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qinglian.domain.integrity.catalogue import POINTS
from qinglian.domain.supervision import actions, queries
from qinglian.domain.supervision.campaign_policy import READERS, may_keep_campaigns
from qinglian.domain.supervision.problem_kinds import CATEGORIES, MARKS, TENDERING
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import PageForm, choice_field
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.tags import word
from qinglian.web.supervisor.ledger_drawing import draw_years
from qinglian.web.supervisor.ledger_file import ledger_workbook
from qinglian.web.supervisor.problem_pages import ProblemForm
from qinglian.web.supervisor.problem_rows import problem_row

if TYPE_CHECKING:
    from datetime import datetime

    from qinglian.domain.supervision.models import Problem
    from qinglian.law.actor import Actor

PAGE = 20
MOST_ROWS = 5000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class EntryForm(ProblemForm):
    """A tendering problem."""

    category = choice_field("问题类别", "Category", CATEGORIES)
    point = choice_field("风险点", "Risk point", {point.code: point.coded_title for point in POINTS})
    field_order = ("category", "point", "severity", "department", "source", "found_on", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """This will leave out whom it is about: the ledger names nobody."""
        super().__init__(*args, **kwargs)
        del self.fields["concerns"]


class MarkForm(PageForm):
    """A person's decision."""

    mark = forms.ChoiceField(choices=[(code, code) for code in MARKS])
    repeats = forms.IntegerField(required=False, min_value=1)


@for_roles(*READERS)
def ledger_page(request: HttpRequest) -> HttpResponse:
    """This will compare the years in a chart and a table, and list the problems, narrowed by `?year=` and `?mark=`."""
    by, today = actor_of_request(request), clock.today()
    years = queries.ledger_years(by, on=today)
    typed, mark = request.GET.get("year", ""), request.GET.get("mark", "")
    year = next((row.year for row in years if str(row.year) == typed), None)
    found = queries.problems_for(by, register=TENDERING, year=year, mark=mark if mark in MARKS else "")
    sheet: Any = sheet_of(found, request=request, size=PAGE)
    context = {
        "years": years,
        "chart": draw_years(years, width=760),
        "phone_chart": draw_years(years, width=420),
        "total": sum(row.total for row in years),
        "year": year,
        "sheet": sheet,
        "closed": found.filter(finding__rectification__state="closed").count(),
        "rows": [problem_row(row, today=today) for row in sheet.rows],
        "keeps": may_keep_campaigns(by),
    }
    return render(request, "supervisor/ledger.html", context)


@for_roles("discipline_officer")
def new_entry(request: HttpRequest) -> HttpResponse:
    """This will enter a problem; its page then asks whether it is new."""
    by, at = actor_of_request(request), clock.now()
    form = EntryForm(request.POST or None)
    if is_carried_out(
        request, form, lambda typed: _registered(dict(typed), by=by, at=at),
        Text("已记入台账。请判断是新发还是反复发生。", "It is in the ledger. Decide whether it is new."),
    ):  # fmt: skip
        return redirect("supervisor_problem", form.made.pk)
    context = {"form": form, "title": Text("记入台账", "Enter a problem"), "back": "supervisor_ledger"}
    return render(request, "supervisor/problem_form.html", context, status=status_of(form))


@for_roles("discipline_officer")
@require_POST
def mark(request: HttpRequest, problem: int) -> HttpResponse:
    """This will note a person's decision whether a problem is new or repeats an earlier one, and return to it."""
    by, at = actor_of_request(request), clock.now()
    found = queries.problem_for(problem, asker=by)
    form = MarkForm(request.POST)
    if form.is_valid():
        number = form.cleaned_data["repeats"] if form.cleaned_data["mark"] == "repeated" else None
        repeats = queries.problem_for(number, asker=by) if number else None
        actions.mark_problem(found, mark=form.cleaned_data["mark"], repeats=repeats, by=by, at=at)
        messages.success(request, word(Text("判断已记下。", "The decision is noted.")))
    return redirect("supervisor_problem", problem)


@for_roles(*READERS)
def ledger_file(request: HttpRequest) -> HttpResponse:
    """This will give the whole ledger as XLSX."""
    by, today = actor_of_request(request), clock.today()
    rows = queries.problems_for(by, register=TENDERING).prefetch_related("finding__rectification__steps")
    rows = rows.order_by("finding__found_at", "pk")[:MOST_ROWS]
    content = ledger_workbook(queries.ledger_years(by, on=today), (problem_row(row, today=today) for row in rows))
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="ledger.xlsx"'
    return answer


def _registered(typed: dict[str, Any], *, by: "Actor", at: "datetime") -> "Problem":
    return actions.register_tendering_problem(told=actions.Told.taken_from(typed), **typed, by=by, at=at)
