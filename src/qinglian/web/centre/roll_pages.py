"""The roll: who works in which section, branch and post. The party office puts people on it and moves them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.people import actions, queries
from qinglian.domain.people.establishment import (
    BRANCH_BY_CODE,
    BRANCHES,
    CAUSES,
    DEPARTMENT_BY_CODE,
    DEPARTMENTS,
    STANDINGS,
    WORK_POST_BY_CODE,
    WORK_POSTS,
)
from qinglian.domain.people.policy import may_keep_roll
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre.areas import EVERYBODY
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import PageForm, choice_field, choices_of, line_field, spoken
from qinglian.web.shared.staff_fields import DEPARTMENT_LABELS, department_field
from qinglian.web.shared.tags import word

if TYPE_CHECKING:
    from qinglian.domain.people.models import Person, RollEntry

KEEPERS = ("party_officer", "centre_admin")


@dataclass(frozen=True)
class RollRow:
    """An entry in the reader's words."""

    entry: "RollEntry"
    work_post: Text
    branch: Text | None
    standings: list[Text]


class EntryForm(PageForm):
    """Where a person works. `person` is asked for only when somebody comes on the roll."""

    person = forms.ChoiceField(label=spoken("人员", "Person"))
    department = department_field()
    work_post = choice_field("岗位", "Post of work", {row.code: row.name for row in WORK_POSTS})
    branch = choice_field("所在支部", "Party branch", {row.code: row.name for row in BRANCHES}, required=False)
    is_party_member = forms.BooleanField(label=spoken("党员", "Party member"), required=False)
    standings = forms.MultipleChoiceField(
        label=spoken("身份", "Standing"), required=False, widget=forms.CheckboxSelectMultiple, choices=choices_of(STANDINGS)
    )  # fmt: skip
    area = forms.MultipleChoiceField(
        label=spoken("分管科室（班子成员填）", "Sections answered for (members of the leadership)"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=choices_of(DEPARTMENT_LABELS),
    )
    cause = forms.ChoiceField(
        label=spoken("缘由", "Why"),
        help_text=spoken(
            "选“提拔”或者“新任”的，党委书记须在 30 日内任前谈话。",
            "After a promotion or new appointment the party secretary owes a talk within 30 days.",
        ),
        choices=choices_of(CAUSES),
    )

    def __init__(self, *args: Any, persons: "list[Person] | None" = None, **kwargs: Any) -> None:
        """This will offer these persons, or ask for none."""
        super().__init__(*args, offered={"person": [(one.pk, one.name) for one in persons or ()]}, **kwargs)
        if persons is None:
            del self.fields["person"]


class LeaveForm(PageForm):
    """Why somebody leaves."""

    reason = line_field("离开缘由", "Why")


@for_roles(*EVERYBODY)
def roll_page(request: HttpRequest) -> HttpResponse:
    """This will list the roll by section; keepers add somebody here."""
    by = actor_of_request(request)
    keeps = may_keep_roll(by)
    form = EntryForm(request.POST or None, persons=queries.not_yet_on_roll(by)) if keeps else None

    def enter(typed: dict[str, Any]) -> object:
        person = queries.person_at_centre(typed["person"], asker=by)
        return actions.enter_roll(**typed | {"person": person}, by=by, at=clock.now())

    if form is not None and is_carried_out(request, form, enter):
        name = form.made.person.name
        messages.success(request, word(Text(f"{name}已列入花名册。", f"{name} is on the roll.")))
        return redirect("centre_roll")
    rows = [_row(entry) for entry in queries.roll_for(by)]
    groups = [(section.name, [row for row in rows if row.entry.department == section.code]) for section in DEPARTMENTS]
    members = sum(row.entry.is_party_member for row in rows)
    context = {
        "groups": [group for group in groups if group[1]],
        "total": len(rows),
        "members": members,
        "form": form,
        "keeps": keeps,
    }
    return render(request, "centre/roll.html", context, status=status_of(form))


@for_roles(*KEEPERS)
def entry_page(request: HttpRequest, entry: int) -> HttpResponse:
    """This will move a person on the roll, or take the person off it."""
    by, at = actor_of_request(request), clock.now()
    found = queries.roll_entry_for(entry, asker=by)
    leaves = request.method == "POST" and "leave" in request.POST
    form = EntryForm(
        request.POST if request.method == "POST" and not leaves else None, initial=vars(found) | {"cause": "moved"}
    )
    leaving = LeaveForm(request.POST if leaves else None)
    noted = Text("已记下。", "It is noted.")
    if is_carried_out(
        request, form, lambda typed: actions.enter_roll(found.person, **typed, by=by, at=at), noted
    ) or is_carried_out(request, leaving, lambda typed: actions.leave_roll(found, **typed, by=by, at=at), noted):
        return redirect("centre_roll")
    context = {
        "row": _row(found),
        "department": DEPARTMENT_BY_CODE[found.department].name,
        "form": form,
        "leaving": leaving,
    }
    return render(request, "centre/roll_entry.html", context, status=status_of(form, leaving))


def _row(entry: "RollEntry") -> RollRow:
    branch = BRANCH_BY_CODE.get(entry.branch)
    standings = [STANDINGS[code] for code in entry.standings]
    return RollRow(entry, WORK_POST_BY_CODE[entry.work_post].name, branch.name if branch else None, standings)
