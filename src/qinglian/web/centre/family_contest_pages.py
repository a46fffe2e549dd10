"""The contest of clean families: nominate, vote once, review, award; stories with consent alone."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qinglian.domain.education import actions, queries
from qinglian.domain.education.family_policy import may_organise_families
from qinglian.domain.education.lifecycle import FAMILY_CONTEST
from qinglian.domain.people import queries as people_queries
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre.family_forms import AwardForm, ContestForm, NomineeForm
from qinglian.web.centre.talk_pages import READERS
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.filing_forms import posted
from qinglian.web.shared.forms import CHOOSE, PageForm
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.staff_fields import person_choices
from qinglian.web.shared.tags import word
from qinglian.web.shared.years import year_if_asked

STATUS = {"nominating": "run", "voting": "run", "review": "wait", "awarded": "ok"}
STEPS = ("nominating", "voting", "review", "awarded")


@for_roles(*READERS)
def contests_page(request: HttpRequest) -> HttpResponse:
    """This will list contests with the families that were awarded; the party office opens one here."""
    by = actor_of_request(request)
    form = ContestForm(posted(request)) if may_organise_families(by) else None
    if form is not None and is_carried_out(
        request, form, lambda typed: actions.open_family_contest(**typed, by=by, at=clock.now()),
        Text("评比已开始，可以推荐。", "The contest is open for nominations."),
    ):  # fmt: skip
        return redirect("centre_family_contests")
    year = year_if_asked(request)
    sheet: Any = sheet_of(queries.family_contests_for(by, year=year), request=request, size=20)
    awarded = list(queries.awarded_families(by, year=year))
    rows = [
        (
            row,
            (STATUS[row.state], FAMILY_CONTEST.state(row.state).label),
            [one.member.name for one in awarded if one.contest_id == row.pk],
        )
        for row in sheet.rows
    ]
    context = {"sheet": sheet, "rows": rows, "form": form, "year": year, "awarded": len(awarded)}
    return render(request, "centre/family_contests.html", context, status=status_of(form))


@for_roles(*READERS)
def contest_page(request: HttpRequest, contest: int) -> HttpResponse:
    """This will show one contest: nominations and votes, one's own vote, what comes next."""
    by = actor_of_request(request)
    found = queries.family_contest_for(contest, asker=by)
    nominees = queries.nominees_of(found, asker=by)
    form = _form(request, found, nominees, by)
    if form is not None and is_carried_out(
        request, form, lambda typed: _act(found, typed, by), Text("已记下。", "It is noted.")
    ):
        return redirect("centre_family_contest", contest)
    is_counted = found.state in ("review", "awarded")
    context = {
        "contest": found,
        "chip": (STATUS[found.state], FAMILY_CONTEST.state(found.state).label),
        "nominees": nominees,
        "is_counted": is_counted,
        "most": max((row.votes or 0 for row in nominees), default=0),
        "cast": queries.votes_cast(found),
        "may_vote": found.state == "voting" and by.has_role(*CENTRE_ROLES) and not queries.has_voted(found, asker=by),
        "has_voted": queries.has_voted(found, asker=by),
        "form": form,
        "organises": may_organise_families(by),
    }
    return render(request, "centre/family_contest.html", context, status=status_of(form))


@require_POST
@for_roles("party_officer")
def move_contest(request: HttpRequest, contest: int) -> HttpResponse:
    """This will open the voting or end it."""
    by = actor_of_request(request)
    found = queries.family_contest_for(contest, asker=by)
    act = actions.close_family_voting if found.state == "voting" else actions.open_family_voting
    said = (
        Text("投票已结束，请评审。", "The vote is closed; review it next.")
        if found.state == "voting"
        else Text("推荐已结束，投票开始。", "Nominations are closed; the vote is open.")
    )
    act(found, by=by, at=clock.now())
    messages.success(request, word(said))
    return redirect("centre_family_contest", contest)


@require_POST
@for_roles(*CENTRE_ROLES)
def vote(request: HttpRequest, nomination: int) -> HttpResponse:
    """This will count the own vote, once."""
    by = actor_of_request(request)
    found = queries.nomination_for(nomination, asker=by)
    actions.vote_for_family(found, by=by, at=clock.now())
    messages.success(
        request, word(Text("已投票。投给谁，平台不保存。", "Your vote counts. For whom it was is kept nowhere."))
    )
    return redirect("centre_family_contest", found.contest_id)


@require_POST
@for_roles(*CENTRE_ROLES)
def consent(request: HttpRequest, nomination: int) -> HttpResponse:
    """This will note whether the own family's story may be shown."""
    by = actor_of_request(request)
    found = queries.nomination_for(nomination, asker=by)
    agreed = request.POST.get("agreed") == "yes"
    actions.consent_to_story(found, agreed=agreed, by=by, at=clock.now())
    shown = Text("您已同意刊出事迹。", "You agree that the story is shown.")
    messages.success(request, word(shown if agreed else Text("事迹不刊出。", "The story is not shown.")))
    return redirect("centre_family_contest", found.contest_id)


def _form(request: HttpRequest, contest: Any, nominees: list[Any], by: Any) -> PageForm | None:
    if contest.state == "nominating" and by.has_role(*CENTRE_ROLES):
        people = person_choices(people_queries.roll_for(by))
        return NomineeForm(posted(request), offered={"member": [CHOOSE, *people]})
    if contest.state == "review" and may_organise_families(by):
        families = [(str(row.nomination.pk), row.nomination.member.name) for row in nominees]
        return AwardForm(posted(request), offered={"awarded": families})
    return None


def _act(contest: Any, data: dict[str, Any], by: Any) -> None:
    if contest.state == "nominating":
        member = people_queries.staff_member(data["member"], asker=by)
        actions.nominate_family(contest, member=member, story=data["story"], by=by, at=clock.now())
    else:
        awarded = [int(number) for number in data["awarded"]]
        actions.award_families(contest, awarded=awarded, review=data["review"], by=by, at=clock.now())
