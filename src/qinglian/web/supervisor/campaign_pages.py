"""Special campaigns: forms due and received, who is missing, problems found by layer and closed."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.domain.supervision import actions, queries
from qinglian.domain.supervision.campaign_kinds import AUDIENCES, CAMPAIGN_KINDS, KIND_BY_CODE
from qinglian.domain.supervision.campaign_policy import READERS, may_keep_campaigns
from qinglian.domain.supervision.lifecycle import CAMPAIGN, SELF_CHECK
from qinglian.domain.supervision.problem_kinds import LAYERS
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.record.clock import CHINA
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import PageForm, choice_field, day_field, words_field
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.years import year_if_asked
from qinglian.web.supervisor.problem_pages import ProblemForm
from qinglian.web.supervisor.problem_rows import problem_row

if TYPE_CHECKING:
    from datetime import datetime

    from qinglian.domain.supervision.models import Campaign
    from qinglian.domain.supervision.queries import CampaignCounts
    from qinglian.law.actor import Actor

PAGE = 20
CHIPS = {"running": "run", "closed": "ok"}


class CampaignForm(PageForm):
    """A campaign to launch."""

    kind = choice_field("专项", "Campaign", {row.code: row.name for row in CAMPAIGN_KINDS})
    from_on = day_field("开始", "From")
    forms_due_on = day_field("自查表期限", "Forms due")
    until_on = day_field("结束", "Until")


class ConclusionForm(PageForm):
    """What the campaign came to."""

    conclusion = words_field("专项总结", "Conclusion", rows=4, most=4000)


@for_roles(*READERS)
def campaigns_page(request: HttpRequest) -> HttpResponse:
    """This will list campaigns with their counts, newest first; with `?year=` those of a year."""
    by, today, year = actor_of_request(request), clock.today(), year_if_asked(request)
    found = queries.campaigns_for(by, year=year)
    sheet: Any = sheet_of(found, request=request, size=PAGE)
    counts = queries.campaign_counts(found, on=today)
    context = {
        "sheet": sheet,
        "rows": [_row(row, counts[row.pk]) for row in sheet.rows],
        "year": year,
        "sums": {
            name: sum(getattr(one, name) for one in counts.values())
            for name in ("due", "complete", "problems", "closed")
        },
        "keeps": may_keep_campaigns(by),
    }
    return render(request, "supervisor/campaigns.html", context)


@for_roles("discipline_officer")
def new_campaign(request: HttpRequest) -> HttpResponse:
    """This will launch a campaign."""
    by, at = actor_of_request(request), clock.now()
    form = CampaignForm(request.POST or None)
    if is_carried_out(
        request, form, lambda typed: actions.launch_campaign(**typed, by=by, at=at),
        Text("专项已开始，自查表已派给每个人。", "The campaign has begun; forms are asked for."),
    ):  # fmt: skip
        return redirect("supervisor_campaigns")
    kinds = [(row, AUDIENCES[row.audience]) for row in CAMPAIGN_KINDS]
    context = {"form": form, "kinds": kinds}
    return render(request, "supervisor/campaign_form.html", context, status=status_of(form))


@for_roles(*READERS)
def campaign_page(request: HttpRequest, campaign: int) -> HttpResponse:
    """This will show one campaign: counts, missing forms by name, problems as far as one may read them; discipline officers end it here."""
    by, at = actor_of_request(request), clock.now()
    found = queries.campaign_for(campaign, asker=by)
    form = ConclusionForm(request.POST or None)
    if is_carried_out(
        request, form, lambda typed: actions.close_campaign(found, **typed, by=by, at=at), Text("专项已结束。", "The campaign has ended.")
    ):  # fmt: skip
        return redirect("supervisor_campaign", campaign)
    today, keeps = at.astimezone(CHINA).date(), may_keep_campaigns(by)
    counts = queries.campaign_counts([found], on=today)[found.pk]
    sheet: Any = sheet_of(queries.problems_for(by, register="campaign", campaign=found.pk), request=request, size=PAGE)
    context = {
        "row": _row(found, counts),
        "layers": [(LAYERS[layer], n) for layer, n in counts.by_layer],
        "most": max((n for _, n in counts.by_layer), default=0),
        "missing": [
            (one, DEPARTMENT_BY_CODE[one.form.department].name, SELF_CHECK.state(one.form.state).label, one.form.due_on < today)
            for one in queries.missing_forms(found, asker=by)
        ],
        "sheet": sheet,
        "rows": [problem_row(row, today=today) for row in sheet.rows],
        "hidden": counts.problems - sheet.total,
        "form": form if (keeps and found.state == "running") or form.errors else None,
        "keeps": keeps,
    }  # fmt: skip
    return render(request, "supervisor/campaign.html", context, status=status_of(form))


@for_roles("discipline_officer")
def new_problem(request: HttpRequest, campaign: int) -> HttpResponse:
    """This will register what discipline officers found in a campaign."""
    by, at = actor_of_request(request), clock.now()
    found = queries.campaign_for(campaign, asker=by)
    form = ProblemForm(request.POST or None)
    form.fields["item"] = choice_field("属于", "Item", {row.code: row.label for row in KIND_BY_CODE[found.kind].items})
    form.order_fields(("item", "severity", "department", "source", "found_on", "words", "concerns"))
    if is_carried_out(
        request, form, lambda typed: _register(found, dict(typed), by=by, at=at),
        Text("问题已登记。", "The problem is registered."),
    ):  # fmt: skip
        return redirect("supervisor_campaign", campaign)
    context = {
        "form": form,
        "title": Text("登记专项问题", "Register a campaign's problem"),
        "back": "supervisor_campaigns",
    }
    return render(request, "supervisor/problem_form.html", context, status=status_of(form))


def _register(campaign: "Campaign", typed: dict[str, Any], *, by: "Actor", at: "datetime") -> None:
    actions.register_campaign_problem(campaign, told=actions.Told.taken_from(typed), **typed, by=by, at=at)


def _row(campaign: "Campaign", counts: "CampaignCounts") -> dict[str, Any]:
    kind = KIND_BY_CODE[campaign.kind]
    return {
        "campaign": campaign,
        "kind": kind,
        "audience": AUDIENCES[kind.audience],
        "chip": (CHIPS[campaign.state], CAMPAIGN.state(campaign.state).label),
        "counts": counts,
    }
