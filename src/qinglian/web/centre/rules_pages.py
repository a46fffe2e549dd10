"""The register of institutional rules: search and filters, one rule with its versions and history, drafting, comparing, repealing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.lifecycle import WORK_RULE
from qinglian.domain.integrity.rule_categories import CATEGORIES
from qinglian.domain.integrity.rule_difference import paragraphs
from qinglian.domain.integrity.rule_policy import DRAFTERS, READERS
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE, DEPARTMENTS
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre import rules_rows
from qinglian.web.centre.rules_forms import DraftForm, ReasonForm, RepealForm
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import PageForm, spoken
from qinglian.web.shared.paging import page_number, sheet_of

PAGE = 30
FILTERS: dict[str, Text] = {
    "": Text("全部", "All"),
    "issued": Text("现行有效", "In force"),
    "under_review": Text("审查中", "Under review"),
    "consultation": Text("征求意见", "In consultation"),
    "revision": Text("待修订", "To be revised"),
    "draft": Text("草稿", "Drafts"),
    "repealed": Text("已废止", "Repealed"),
}


@for_roles(*READERS)
def register(request: HttpRequest) -> HttpResponse:
    """This will list rules by number, narrowed by words, state, section and category; with words it shows where they stand."""
    by = actor_of_request(request)
    words, state, department, category = (
        request.GET.get(name, "")[:60].strip() for name in ("words", "state", "department", "category")
    )
    state = state if state in FILTERS else ""
    found: Any = queries.rules_for(by, state=state, department=department, category=category)
    sentences = {hit.rule.pk: hit.sentence for hit in queries.search_rules(words, asker=by)} if words else {}
    found = found.filter(pk__in=sentences) if words else found
    sheet: Any = sheet_of(found, request=request, size=PAGE)
    counts = queries.counts_of_rules(by)
    total = sum(counts.get(row.code, 0) for row in WORK_RULE.states)
    context = {
        "sheet": sheet,
        "rows": [rules_rows.rule_row(rule, sentences) for rule in sheet.rows],
        "words": words,
        "state": state,
        "department": department,
        "category": category,
        "states": [(code, label, counts.get(code, 0) if code else total) for code, label in FILTERS.items()],
        "departments": [(row.code, row.name) for row in DEPARTMENTS],
        "categories": CATEGORIES.items(),
        "drafts": by.has_role(*DRAFTERS),
        "campaign": next(iter(queries.rule_reviews_by_year(by)), None) if page_number(request) == 1 else None,
    }
    return render(request, "centre/rules.html", context)


@for_roles(*DRAFTERS)
def new(request: HttpRequest) -> HttpResponse:
    """This will draft a new rule."""
    by = actor_of_request(request)
    own = "" if by.has_role("party_officer") else queries.own_department(by)
    form = DraftForm(request.POST or None, own=own)
    if is_carried_out(
        request, form, lambda typed: actions.draft_rule(**typed, by=by, at=clock.now()),
        Text("草稿已存，下一步征求意见。", "Saved. The consultation is next."),
    ):  # fmt: skip
        return redirect("centre_rule_version", form.made.rule_id, form.made.number)
    return render(request, "centre/rule_form.html", {"form": form}, status=status_of(form))


@for_roles(*READERS)
def one(request: HttpRequest, rule: int) -> HttpResponse:
    """This will show one rule: its text in force, versions, reviews, what it replaced and what replaced it."""
    return _page(request, rule)


@for_roles(*DRAFTERS)
@require_POST
def revise(request: HttpRequest, rule: int) -> HttpResponse:
    """This will begin a new version."""
    by = actor_of_request(request)
    found, form = queries.rule_for(rule, asker=by), _revise_form(request.POST)
    if is_carried_out(
        request, form, lambda typed: actions.draft_revision(found, change=typed["reason"], by=by, at=clock.now()),
        Text("新版本已建，请修改正文。", "A new version is begun. Edit its text."),
    ):  # fmt: skip
        return redirect("centre_edit_version", rule, form.made.number)
    return _page(request, rule, revise_form=form)


@for_roles("centre_leader")
@require_POST
def repeal(request: HttpRequest, rule: int) -> HttpResponse:
    """This will repeal a rule."""
    by = actor_of_request(request)
    found = queries.rule_for(rule, asker=by)
    form = RepealForm(request.POST, rules=queries.rules_in_force(by))

    def run(typed: dict[str, Any]) -> object:
        successor = queries.rule_named(typed["successor"], asker=by)
        return actions.repeal_rule(found, reason=typed["reason"], successor=successor, by=by, at=clock.now())

    if is_carried_out(request, form, run, Text("已废止。", "Repealed.")):
        return redirect("centre_rule", rule)
    return _page(request, rule, repeal_form=form)


@for_roles(*READERS)
def compare(request: HttpRequest, rule: int) -> HttpResponse:
    """This will compare two versions, `?old=1&new=2`; without them the last two."""
    by = actor_of_request(request)
    found = queries.rule_for(rule, asker=by)
    versions = queries.versions_of(found, asker=by)
    numbers = [row.number for row in versions]
    new_one = _number(request, "new", numbers, numbers[0] if numbers else 0)
    old_one = _number(request, "old", numbers, next((row for row in numbers if row < new_one), new_one))
    changes = queries.changes_between(found, old_one, new_one, asker=by) if numbers else []
    context = {
        "rule": found,
        "numbers": sorted(numbers),
        "old": old_one,
        "new": new_one,
        "changes": changes,
        "added": sum(row.kind == "added" for row in changes),
        "removed": sum(row.kind == "removed" for row in changes),
    }
    return render(request, "centre/rule_compare.html", context)


def _number(request: HttpRequest, name: str, known: list[int], otherwise: int) -> int:
    typed = request.GET.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 and int(typed) in known else otherwise


def _revise_form(typed: Any = None) -> ReasonForm:
    form = ReasonForm(typed)
    form.fields["reason"].label = spoken("修订理由", "Why it is revised")
    return form


def _page(request: HttpRequest, number: int, **typed: PageForm) -> HttpResponse:
    by = actor_of_request(request)
    rule = queries.rule_for(number, asker=by)
    versions = queries.versions_of(rule, asker=by)
    told = next((row for row in versions if row.state in ("issued", "superseded")), versions[0] if versions else None)
    stands = rule.state in ("issued", "under_review")
    unfinished = next((row for row in versions if row.state in ("draft", "consultation")), None)
    may_revise = stands and unfinished is None and queries.may_draft(rule, asker=by)
    may_repeal = stands and by.has_role("centre_leader")
    context = {
        "rule": rule,
        "row": rules_rows.rule_row(rule),
        "version": told,
        "paragraphs": paragraphs(told.text) if told else [],
        "versions": [(row, rules_rows.version_chip(row)) for row in versions],
        "unfinished": unfinished,
        "reviews": [rules_rows.review_row(row) for row in queries.reviews_of(rule, asker=by)],
        "predecessors": queries.replaced_by(rule, asker=by),
        "clauses": queries.clauses_matched_to(rule, asker=by),
        "owner": DEPARTMENT_BY_CODE[rule.department].name,
        "revise_form": _revise_form() if may_revise else None,
        "repeal_form": RepealForm(rules=queries.rules_in_force(by).exclude(pk=rule.pk)) if may_repeal else None,
    }
    return render(request, "centre/rule.html", context | typed, status=status_of(*typed.values()))
