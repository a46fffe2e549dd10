"""Boards of study: a year's coverage, directives, lectures, cases and what was undertaken."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.education import actions, queries, study_refusals
from qinglian.domain.education.activity_kinds import LEVELS
from qinglian.domain.education.activity_policy import READERS, may_keep_study
from qinglian.domain.people.establishment import BRANCH_BY_CODE, BRANCHES, DEPARTMENT_BY_CODE
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import PageForm, choices_of, day_field, line_field, spoken, words_field
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.tags import word
from qinglian.web.shared.years import year_asked, year_if_asked

if TYPE_CHECKING:
    from qinglian.law.actor import Actor

PAGE = 20


class DirectiveForm(PageForm):
    """A directive from above."""

    level = forms.ChoiceField(label=spoken("级别", "Level"), choices=choices_of(LEVELS))
    issuer = line_field("印发单位", "Issuer", most=120)
    title = line_field("标题", "Title")
    number = line_field("文号", "Number", most=80, required=False)
    issued_on = day_field("印发日期", "Issued on")
    due_on = day_field("跟进学习期限", "To be studied by", required=False, help_text=spoken("不填就是今天起 30 日", "30 days from today when left empty"))  # fmt: skip


class CaseForm(PageForm):
    """A case."""

    title = line_field("案例名称", "Title")
    summary = words_field("案情", "What happened", rows=5, most=4000)
    article = line_field("违反的条款", "Article broken")


class DueForm(PageForm):
    """Until when."""

    due_on = day_field("最迟哪天讨论完", "To be discussed by")


class EvidenceForm(PageForm):
    """How one sees that it is done."""

    evidence = words_field("怎样整改的，看什么可以知道", "How it was corrected, and how one sees it")


@for_roles(*READERS)
def coverage(request: HttpRequest) -> HttpResponse:
    """This will show a year's coverage: the four types, forms used and unused, branches, people, and who has not visited a base."""
    by, this_year = actor_of_request(request), clock.today().year
    year = year_asked(request)
    told = queries.coverage_for(by, year=year)
    visit, not_visited = queries.visit_coverage(by, year=year)
    discussing = queries.branches_discussing(year)
    context = {
        "told": told,
        "year": year,
        "years": (this_year, this_year - 1),
        "people": [(row, DEPARTMENT_BY_CODE[row.department].name) for row in told.people],
        "visit": visit,
        "not_visited": not_visited,
        "branches": [(branch.name, branch.code in discussing) for branch in BRANCHES],
        "discussing": len(discussing),
        "experts": queries.expert_lectures_for(by, year=year),
        "most": max((form.sessions for form in told.forms), default=0),
    }
    return render(request, "centre/study_coverage.html", context)


@for_roles(*READERS)
def directives(request: HttpRequest) -> HttpResponse:
    """This will list directives, what is to be studied first; the party office registers one below."""
    by, today = actor_of_request(request), clock.today()
    state, year = request.GET.get("state", ""), year_if_asked(request)
    form = DirectiveForm(request.POST or None)
    if is_carried_out(
        request, form, lambda typed: actions.register_directive(**typed, by=by, at=clock.now()),
        Text("已登记，跟进学习已列入“要我办的”。", "Registered; the follow-up study is among what is asked of you."),
    ):  # fmt: skip
        return redirect("centre_study_directives")
    counts = {one: queries.directives_for(by, state=one, on=today, year=year).count() for one in ("overdue", "studied")}
    found = queries.directives_for(by, state=state, on=today, year=year)
    sheet: Any = sheet_of(found, request=request, size=PAGE)
    context = {
        "sheet": sheet,
        "year": year,
        "done": None if state else counts["studied"],
        "rows": [(row, LEVELS[row.level], _directive_chip(row, today)) for row in sheet.rows],
        "state": state,
        "states": (
            ("", Text("全部", "All"), ""),
            ("standing", Text("待学习", "To be studied"), ""),
            ("overdue", Text("已逾期", "Overdue"), counts["overdue"]),
            ("studied", Text("已学习", "Studied"), ""),
        ),
        "form": form,
        "keeps": may_keep_study(by),
    }
    return render(request, "centre/study_directives.html", context, status=status_of(form))


@for_roles(*READERS)
def lectures(request: HttpRequest) -> HttpResponse:
    """This will show for every secretary whether the year's lecture was given; the party office lays the year upon them."""
    by, this_year = actor_of_request(request), clock.today().year
    year = year_asked(request)
    if request.method == "POST":
        actions.open_lectures(year, by=by, at=clock.now())
        messages.success(
            request, word(Text("已列入各位书记的“要我办的”。", "It is among what is asked of each secretary."))
        )
        return redirect("centre_study_lectures")
    rows = queries.lectures_for(by, year=year)
    branch = queries.branch_that_plans(by) if year == this_year else None
    context = {
        "rows": [
            (row, BRANCH_BY_CODE[row.branch].name if row.branch else Text("", ""), _may_plan_for(row, branch, by))
            for row in rows
        ],
        "due_on": rule("study_lecture_day", on=clock.today()).day_in(year),
        "given": sum(row.given is not None for row in rows),
        "year": year,
        "years": (this_year, this_year - 1),
        "keeps": may_keep_study(by),
    }
    return render(request, "centre/study_lectures.html", context)


def _may_plan_for(row: queries.Lecturer, branch: str | None, by: "Actor") -> bool:
    """This will say whether the reader plans this secretary's lecture: the party office everybody's, a branch's secretary their own."""
    return row.given is None and branch is not None and (branch == "" or row.person == by.id)


@for_roles(*READERS)
def cases(request: HttpRequest) -> HttpResponse:
    """This will list cases with the branches' discussions; the party office registers one below."""
    by = actor_of_request(request)
    form = CaseForm(request.POST or None)
    if is_carried_out(
        request, form, lambda typed: actions.register_case(**typed, by=by, at=clock.now()),
        Text("案例已登记。打开它，布置给各支部。", "Registered. Open it to lay it upon the branches."),
    ):  # fmt: skip
        return redirect("centre_study_cases")
    sheet: Any = sheet_of(queries.cases_for(by), request=request, size=PAGE)
    context = {
        "sheet": sheet,
        "rows": [(row, queries.discussions_of(row, asker=by)) for row in sheet.rows],
        "form": form,
        "keeps": may_keep_study(by),
    }
    return render(request, "centre/study_cases.html", context, status=status_of(form))


@for_roles(*READERS)
def case(request: HttpRequest, case: int) -> HttpResponse:
    """This will show a case, each branch's discussion and what was undertaken."""
    by, today = actor_of_request(request), clock.today()
    found = queries.case_for(case, asker=by)
    form = DueForm(request.POST or None, initial={"due_on": found.due_on})
    if is_carried_out(
        request, form, lambda typed: actions.assign_case(found, **typed, by=by, at=clock.now()),
        Text("已布置给各支部书记。", "It is laid upon the branches' secretaries."),
    ):  # fmt: skip
        return redirect("centre_study_case", case)
    context = {
        "case": found,
        "rows": queries.discussions_of(found, asker=by),
        "form": form,
        "keeps": may_keep_study(by),
        "own_branch": queries.branch_that_plans(by),
        "today": today,
    }
    return render(request, "centre/study_case.html", context, status=status_of(form))


@for_roles(*CENTRE_ROLES)
def commitment(request: HttpRequest, commitment: int) -> HttpResponse:
    """This will show what somebody undertook; who did (or the party office) says here that it is done."""
    by, at = actor_of_request(request), clock.now()
    found = queries.commitment_for(commitment, asker=by)
    keeps = found.done_at is None and (by.id == found.person_id or may_keep_study(by))
    form = EvidenceForm(request.POST or None)
    if request.method == "POST" and found.done_at is None and not keeps:
        raise study_refusals.only_party_office()
    if is_carried_out(
        request, form, lambda typed: actions.keep_commitment(found, **typed, by=by, at=at), Text("已记为兑现。", "It is noted as kept.")
    ):  # fmt: skip
        return redirect("centre_study_commitment", commitment)
    context = {"row": found, "form": form if keeps or form.errors else None, "is_late": found.due_on < clock.today()}
    return render(request, "centre/study_commitment.html", context, status=status_of(form))


def _directive_chip(row: Any, today: date) -> tuple[str, Text]:
    if row.studied_at is not None:
        return "ok", Text("已学习", "Studied")
    return ("stop", Text("已逾期", "Overdue")) if row.due_on < today else ("wait", Text("待学习", "To be studied"))
