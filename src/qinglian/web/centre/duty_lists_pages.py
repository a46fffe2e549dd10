"""Lists of duties: who holds which, whose signatures are missing; one's own to sign and to review."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.duty_templates import LISTS, line_of
from qinglian.domain.integrity.lifecycle import DUTY_LIST
from qinglian.domain.integrity.policy import may_open_campaigns
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE, WORK_POST_BY_CODE
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.refusal import NotNow, NotValid, Refusal
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre.areas import EVERYBODY
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.accounts_step_up import require_step_up
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import PageForm, day_field, spoken, words_field
from qinglian.web.shared.tags import word
from qinglian.web.shared.years import year_asked

STATUS = {"draft": "wait", "issued": "warn", "signed": "ok", "reviewed": "ok"}


class IssueForm(PageForm):
    """By when the lists are signed and reviewed."""

    due_on = day_field("签订期限", "To be signed by")
    review_on = day_field("述责期限", "To be reviewed by")


class LinesForm(PageForm):
    """The lines of a list."""

    items = words_field(
        "清单", "The list", rows=8, most=5000, help_text=spoken("一行一条，最多 20 条", "One duty a line, at most 20")
    )


class ReviewForm(PageForm):
    """How both lists were kept."""

    business = words_field("业务责任履行情况", "How the business duties were kept", rows=4)
    integrity = words_field("廉政责任履行情况", "How the integrity duties were kept", rows=4)


@for_roles(*EVERYBODY)
def duty_lists_page(request: HttpRequest) -> HttpResponse:
    """This will list the leading posts with both lists of a year; the party office drafts and issues them here."""
    return _register(request)


@for_roles("party_officer")
@require_POST
def draft_lists(request: HttpRequest) -> HttpResponse:
    """This will draft the lists of every leading post that has none of this year."""
    try:
        many = actions.draft_duty_lists(year=clock.today().year, by=actor_of_request(request), at=clock.now())
    except NotNow as refusal:
        return _register(request, refusal=refusal)
    messages.success(request, word(Text(f"已草拟 {many} 份，核对后下发。", f"{many} drafts: check them, then issue.")))
    return redirect("centre_duty_lists")


@for_roles("party_officer")
@require_POST
def issue_lists(request: HttpRequest) -> HttpResponse:
    """This will issue the year's drafts for signature."""
    form = IssueForm(request.POST)
    by, year = actor_of_request(request), clock.today().year
    if is_carried_out(
        request, form, lambda typed: actions.issue_duty_lists(year=year, **typed, by=by, at=clock.now()),
        Text("已下发，各领导岗位在“要我办的”里收到。", "Issued: each holder is asked now."),
    ):  # fmt: skip
        return redirect("centre_duty_lists")
    return _register(request, form=form)


@for_roles(*EVERYBODY)
def duty_list_page(request: HttpRequest, number: int) -> HttpResponse:
    """This will show one list; the party office changes it while it is a draft."""
    by = actor_of_request(request)
    found = queries.duty_list_for(number, asker=by)
    lines = [line_of(words) for words in found.items]
    form = LinesForm(request.POST or None, initial={"items": "\n".join(word(line) for line in lines)})
    if is_carried_out(
        request, form, lambda typed: actions.edit_duty_list(found, items=typed["items"].splitlines(), by=by, at=clock.now()),
        Text("已保存。", "Saved."),
    ):  # fmt: skip
        return redirect("centre_duty_list", number)
    context = {
        "found": found,
        "lines": lines,
        "label": LISTS[found.kind],
        "chip": _chip(found),
        "department": DEPARTMENT_BY_CODE[found.department].name,
        "form": form if (found.state == "draft" and may_open_campaigns(by)) or form.errors else None,
    }
    return render(request, "centre/duty_list.html", context, status=status_of(form))


@for_roles(*CENTRE_ROLES)
def own_lists(request: HttpRequest) -> HttpResponse:
    """This will show one's own two lists of the year: signed here (with a step-up), reviewed here at its end."""
    by, year = actor_of_request(request), clock.today().year
    form, refused = ReviewForm(request.POST if request.POST.get("act") == "review" else None), None
    if request.method == "POST":
        try:
            if request.POST.get("act") == "review":
                is_done = form.is_valid()
                if is_done:
                    actions.review_duty_lists(year=year, **form.cleaned_data, by=by, at=clock.now())
            else:
                require_step_up(request)
                is_done = bool(actions.sign_duty_lists(year=year, by=by, at=clock.now()))
        except (NotValid, NotNow) as refusal:
            refused, is_done = refusal, False
        if is_done:
            messages.success(request, word(Text("已记下。", "It is noted.")))
            return redirect("centre_own_lists")
    rows = list(queries.own_lists(by, year=year))
    states = {row.state for row in rows}
    context = {
        "year": year,
        "rows": [(row, LISTS[row.kind], _chip(row), [line_of(words) for words in row.items]) for row in rows],
        "may_sign": states == {"issued"},
        "form": form if states == {"signed"} else None,
        "refusal": refused,
    }
    return render(request, "centre/duty_lists_own.html", context, status=422 if form.errors or refused else 200)


def _register(request: HttpRequest, *, form: IssueForm | None = None, refusal: Refusal | None = None) -> HttpResponse:
    by, year = actor_of_request(request), year_asked(request)
    holders = queries.holders_in(year, asker=by)
    lists = [row for holder in holders for row in holder.lists.values()]
    is_ours = may_open_campaigns(by) and year == clock.today().year
    context = {
        "year": year,
        "rows": [_holder(row) for row in holders],
        "signed": sum(row.has_signed for row in holders),
        "reviewed": sum(row.has_reviewed for row in holders),
        "missing": [row.entry.person.name for row in holders if not row.has_signed],
        "kinds": list(LISTS.values()),
        "may_draft": is_ours and len(lists) < len(holders) * len(LISTS),
        "form": (form or IssueForm()) if is_ours and any(row.state == "draft" for row in lists) else None,
        "has_own": any(row.entry.person_id == by.id for row in holders),
        "refusal": refusal,
    }
    return render(request, "centre/duty_lists.html", context, status=409 if refusal else status_of(form))


def _holder(row: queries.Holder) -> tuple[Any, ...]:
    entry = row.entry
    names = DEPARTMENT_BY_CODE[entry.department].name, WORK_POST_BY_CODE[entry.work_post].name
    return entry, *names, [(row.lists.get(kind), _chip(row.lists.get(kind))) for kind in LISTS]


def _chip(row: Any) -> tuple[str, Text]:
    if row is None:
        return "stop", Text("还没有", "None yet")
    return STATUS[row.state], DUTY_LIST.state(row.state).label
