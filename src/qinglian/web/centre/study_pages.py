"""Activities: the year's list, planning, one activity with its acts, and what a member of staff is asked to come to."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.education import actions, queries, study_refusals
from qinglian.domain.education.activity_kinds import ACTIVITY_KINDS, KIND_BY_CODE, WAYS
from qinglian.domain.education.activity_policy import READERS
from qinglian.domain.education.lifecycle import ACTIVITY
from qinglian.domain.people import queries as people_queries
from qinglian.domain.people.establishment import BRANCH_BY_CODE, PILLARS
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.domain.people.share import Share
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.record.clock import CHINA
from qinglian.web.centre import study_forms
from qinglian.web.centre.study_words import audience_words, chip_of
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import CHOOSE, PageForm
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.staff_fields import person_choice, person_choices
from qinglian.web.shared.years import year_asked

if TYPE_CHECKING:
    from qinglian.domain.education.models import Activity
    from qinglian.law.actor import Actor

PAGE = 30
STATES: dict[str, Text] = {"": Text("全部", "All"), "happened": Text("已举行", "Held")} | {
    one: ACTIVITY.state(one).label for one in ("planned", "called_off")
}


@for_roles(*READERS)
def activities(request: HttpRequest) -> HttpResponse:
    """This will list a year's activities, narrowed by kind and state, with the counts of the four types above."""
    by, this_year = actor_of_request(request), clock.today().year
    year, kind, state = year_asked(request), request.GET.get("kind", ""), request.GET.get("state", "")
    kind, state = kind if kind in KIND_BY_CODE else "", state if state in STATES else ""
    sheet: Any = sheet_of(queries.activities_for(by, year=year, kind=kind, state=state), request=request, size=PAGE)
    context = {
        "sheet": sheet,
        "rows": [_row(row) for row in sheet.rows],
        "year": year,
        "years": (this_year, this_year - 1),
        "kind": kind,
        "kinds": ACTIVITY_KINDS,
        "state": state,
        "states": STATES.items(),
        "told": queries.coverage_for(by, year=year),
        "plans": queries.branch_that_plans(by) is not None,
    }
    return render(request, "centre/study.html", context)


@for_roles(*CENTRE_ROLES)
def own(request: HttpRequest) -> HttpResponse:
    """This will show what the signed-in person is asked to come to, where to sign in, and what the person took part in this year."""
    by, now = actor_of_request(request), clock.now()
    seats = queries.attended_by(by, year=now.year)
    context = {
        "coming": [_row(row) for row in queries.asked_to_come(by)],
        "seats": [(_row(row), came) for row, came in seats],
        "share": Share(sum(came for _, came in seats), len(seats)),
        "year": now.year,
    }
    return render(request, "centre/study_mine.html", context)


@for_roles(*CENTRE_ROLES)
def new(request: HttpRequest) -> HttpResponse:
    """This will plan an activity."""
    return _planning(request, None)


@for_roles(*CENTRE_ROLES)
def edit(request: HttpRequest, activity: int) -> HttpResponse:
    """This will change the plan of an activity before sign-in is opened."""
    by = actor_of_request(request)
    found = queries.activity_for(activity, asker=by)
    if not queries.runs_activity(found, asker=by):
        raise study_refusals.only_runners()
    ACTIVITY.require("edit_activity", state=found.state, by=by)
    return _planning(request, found)


@for_roles(*READERS)
def one(request: HttpRequest, activity: int) -> HttpResponse:
    """This will show one activity; who runs it acts here, one press for each step."""
    by, at = actor_of_request(request), clock.now()
    found = queries.activity_for(activity, asker=by)
    presence = queries.presence_of(found, asker=by)
    forms = _forms(presence)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act in ACTS:
        shape, do, done = ACTS[act]
        form = forms[shape](request.POST, request.FILES) if shape else PageForm(request.POST)
        if is_carried_out(request, form, lambda typed: do(found, typed, by, at), done):
            return redirect("centre_study_activity", activity)
        return _shown(request, found, presence, {act: form})
    return _shown(request, found, presence, {})


@for_roles(*READERS)
def material(request: HttpRequest, activity: int, sha256: str) -> FileResponse:
    """This will give a file of an activity."""
    by = actor_of_request(request)
    found, path = queries.material_file(queries.activity_for(activity, asker=by), sha256, asker=by)
    return FileResponse(path.open("rb"), filename=found.file_name, content_type=found.media_type, as_attachment=True)


# ---- the acts of an activity's page: which form, what is done, what is said then ----

Do = Callable[["Activity", dict[str, Any], "Actor", Any], object]


def _add_material(activity: "Activity", typed: dict[str, Any], by: "Actor", at: Any) -> object:
    file = typed["file"]
    return actions.add_material(activity, title=typed["title"], file_name=file.name, chunks=file.chunks(), by=by, at=at)


ACTS: dict[str, tuple[str, Do, Text]] = {
    "open": ("", lambda one, _typed, by, at: actions.open_sign_in(one, by=by, at=at), Text("签到已开始。", "Sign-in is open.")),
    "end": ("", lambda one, _typed, by, at: actions.end_sign_in(one, by=by, at=at), Text("签到已结束。请写会议记录，归档。", "Sign-in has ended. Write the minutes and file.")),
    "close": ("minutes", lambda one, typed, by, at: actions.close_activity(one, **typed, by=by, at=at), Text("已归档。", "It is filed.")),
    "call-off": ("reason", lambda one, typed, by, at: actions.call_off_activity(one, **typed, by=by, at=at), Text("已取消。", "It is called off.")),
    "list": ("persons", lambda one, typed, by, at: actions.list_attendance(one, **typed, by=by, at=at), Text("已补记。", "They are entered.")),
    "catch-up": ("persons", lambda one, typed, by, at: actions.note_catch_up(one, **typed, by=by, at=at), Text("补学已记下。", "Catching up is noted.")),
    "commit": ("commitment", lambda one, typed, by, at: actions.make_commitment(one, **typed, by=by, at=at), Text("承诺已记下，到期提醒本人。", "The commitment is noted; the person is reminded.")),
    "share": ("thought", lambda one, typed, by, at: actions.share_thought(one, **typed, by=by, at=at), Text("已分享。", "It is shared.")),
    "material": ("material", _add_material, Text("材料已上传。", "The file is here.")),
}  # fmt: skip


def _forms(presence: list[queries.Presence]) -> dict[str, Callable[..., PageForm]]:
    everybody = [person_choice(row.person, row.name, row.department) for row in presence]
    missing = [choice for choice, row in zip(everybody, presence, strict=True) if not row.how]
    return {
        "minutes": study_forms.MinutesForm,
        "reason": study_forms.ReasonForm,
        "persons": lambda *typed, **kept: study_forms.PersonsForm(*typed, offered={"persons": missing}, **kept),
        "commitment": lambda *typed, **kept: study_forms.CommitmentForm(
            *typed, offered={"person": [CHOOSE, *everybody]}, **kept
        ),
        "thought": study_forms.ThoughtForm,
        "material": study_forms.MaterialForm,
    }


def _shown(request: HttpRequest, activity: "Activity", presence: list[queries.Presence], typed: dict[str, PageForm]) -> HttpResponse:  # fmt: skip
    by, at = actor_of_request(request), clock.now()
    fresh = _forms(presence)
    came = [row for row in presence if row.how]
    context = _row(activity) | {
        "runs": queries.runs_activity(activity, asker=by),
        "pillar": PILLARS[activity.pillar],
        "share": Share(len(came), len(presence)),
        "came": [(row, WAYS[row.how]) for row in came],
        "missing": [row for row in presence if not row.how],
        "branches": BRANCH_BY_CODE,
        "forms": {
            act.replace("-", "_"): typed.get(act) or fresh[shape]() for act, (shape, _, _) in ACTS.items() if shape
        },
        "refused": next((form for act, form in typed.items() if not ACTS[act][0]), None),
        "commitments": activity.commitments.select_related("person").order_by("due_on", "pk"),
        "thoughts": activity.thoughts.select_related("person").order_by("at", "pk"),
        "material": activity.material.order_by("added_at"),
        "directives": activity.directives.order_by("issued_on"),
        "questions": activity.questions.count(),
        "result": queries.test_result(activity, asker=by, on=at),
        "takes_test": queries.may_take_self_test(activity, asker=by),
        "is_here": any(row.person == by.id for row in came),
        "is_expected": any(row.person == by.id for row in presence),
        "today": at.astimezone(CHINA).date(),
    }
    return render(request, "centre/study_activity.html", context, status=status_of(*typed.values()))


def _row(activity: "Activity") -> dict[str, Any]:
    expected = getattr(activity, "expected_count", 0)
    return {
        "activity": activity,
        "kind_label": KIND_BY_CODE[activity.kind].label,
        "kind": KIND_BY_CODE[activity.kind],
        "chip": chip_of(activity),
        "audience": audience_words(activity),
        "share": Share(getattr(activity, "attended_count", 0), expected),
    }


def _planning(request: HttpRequest, activity: "Activity | None") -> HttpResponse:
    by, at = actor_of_request(request), clock.now()
    branch = queries.branch_that_plans(by)
    if branch is None:
        raise study_refusals.only_runners()
    choices = _choices(by, at)
    initial = study_forms.planned_values(activity) if activity else study_forms.asked_values(request.GET, choices)
    form = study_forms.PlanForm(request.POST or None, choices=choices, branch=branch, initial=initial)

    def store(_typed: dict[str, Any]) -> "Activity":
        plan = form.plan()
        if activity:
            return actions.edit_activity(activity, plan=plan, by=by, at=at)
        return actions.plan_activity(plan, by=by, at=at)

    if is_carried_out(request, form, store, Text("计划已保存。", "The plan is saved.")):
        return redirect("centre_study_activity", form.made.pk)
    groups = (
        (Text("都要填的", "Always"), Text("", ""), form.group(form.ALWAYS)),
        (Text("这类活动要填的", "By kind"), Text("别的种类留空", "Leave empty what the kind does not need"), form.group(form.BY_KIND)),
        (Text("和什么有关", "Linked with"), Text("没有就不选", "Choose nothing where there is nothing"), form.group(form.LINKED)),
    )  # fmt: skip
    context = {"form": form, "groups": groups, "activity": activity}
    return render(request, "centre/study_plan.html", context, status=status_of(form))


def _choices(by: "Actor", at: Any) -> dict[str, list[tuple[str, Any]]]:
    people = person_choices(people_queries.roll_for(by))
    standing = queries.directives_for(by, state="standing", on=at.astimezone(CHINA).date())[:50]
    return {
        "listed": people,
        "speaker": people,
        "directives": [(str(row.pk), row.title) for row in standing],
        "film": [(str(board.film.pk), board.film.title) for board in queries.films_for(by)],
        "case": [(str(row.pk), row.title) for row in queries.cases_for(by)[:100]],
        "venue": [(str(row.pk), row.name) for row in queries.venues_for(by)[:100]],
        "series": [(str(row.pk), row.title) for row in queries.series_for(by)[:100]],
    }
