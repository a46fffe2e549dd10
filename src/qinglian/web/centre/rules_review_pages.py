"""The yearly review: its figures, how far each section is, what the head has to propose and a leader to approve."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.lifecycle import REVIEW_CAMPAIGN
from qinglian.domain.integrity.rule_categories import OUTCOMES
from qinglian.domain.integrity.rule_figures import faults_in
from qinglian.domain.integrity.rule_policy import READERS
from qinglian.domain.people.establishment import DEPARTMENTS
from qinglian.law.refusal import NotNow, NotValid, Refusal
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre import rules_rows
from qinglian.web.centre.rules_forms import CampaignForm, DecideForm, OutcomeForm
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import PageForm
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.tags import word

if TYPE_CHECKING:
    from qinglian.domain.integrity.models import ReviewCampaign, RuleReview

PAGE = 40
OUTCOME_FILTERS = {
    "": Text("全部结论", "All outcomes"),
    "stayed": Text("保留（含修订）", "Kept, revised ones too"),
} | OUTCOMES
STATE_FILTERS = {
    "": Text("全部", "All"), "open": Text("待审查", "To be reviewed"),
    "proposed": Text("待批准", "To be approved"), "approved": Text("已批准", "Approved"),
}  # fmt: skip


@for_roles(*READERS)
def latest(request: HttpRequest) -> HttpResponse:
    """This will show the newest review; a leader opens this year's here."""
    by, at = actor_of_request(request), clock.now()
    found = queries.rule_reviews_by_year(by)
    form = CampaignForm(request.POST or None)
    if is_carried_out(
        request, form, lambda typed: actions.open_rule_review(**typed, by=by, at=at),
        Text("审查已开始，任务已派给各科室负责人。", "The review is open; each head has the task."),
    ):  # fmt: skip
        return redirect("centre_rule_review", form.made.year)
    if found and request.method != "POST":
        return _page(request, found[0])
    context = {
        "form": form if by.has_role("centre_leader") else None,
        "in_force": queries.rules_in_force(by).count(),
    }
    return render(request, "centre/rule_review_opening.html", context, status=status_of(form))


@for_roles(*READERS)
def one(request: HttpRequest, year: int) -> HttpResponse:
    """This will show the review of a year."""
    return _page(request, queries.rule_review_of_year(year, asker=actor_of_request(request)))


@for_roles("section_head")
@require_POST
def propose(request: HttpRequest, year: int) -> HttpResponse:
    """This will propose the outcomes that were chosen; rows without one are left for later."""
    by = actor_of_request(request)
    campaign = queries.rule_review_of_year(year, asker=by)
    forms = {
        review.pk: (review, OutcomeForm(request.POST, prefix=f"r{review.pk}"))
        for review in _own_open(campaign, request)
    }
    chosen = [(review, form) for review, form in forms.values() if form.has_changed()]
    refused = _propose(campaign, chosen, request)
    if refused is None:
        said = Text(f"已提出 {len(chosen)} 项结论，等待领导批准。", f"{len(chosen)} proposed; a leader approves them.")
        messages.success(request, word(said))
        return redirect("centre_rule_review", year)
    return _page(request, campaign, refusal=refused, proposing=list(forms.values()))


@for_roles("centre_leader")
@require_POST
def decide(request: HttpRequest, year: int) -> HttpResponse:
    """This will approve the chosen outcomes, or return them with the reason (`do=return`)."""
    by, at = actor_of_request(request), clock.now()
    campaign = queries.rule_review_of_year(year, asker=by)
    waiting = [row.pk for row in queries.reviews_for(by, campaign, state="proposed")]
    form = DecideForm(request.POST, waiting=waiting)

    def run(typed: dict[str, Any]) -> int:
        chosen = queries.reviews_named(campaign, [int(pk) for pk in typed["reviews"]], asker=by)
        if request.POST.get("do") == "return":
            for review in chosen:
                actions.return_outcome(review, reason=typed["reason"], by=by, at=at)
        else:
            actions.approve_outcomes(campaign, chosen, by=by, at=at)
        return len(chosen)

    if is_carried_out(request, form, run):
        messages.success(request, word(Text(f"已办理 {form.made} 项。", f"Done: {form.made}.")))
        return redirect("centre_rule_review", year)
    return _page(request, campaign, decide_form=form)


@for_roles("centre_leader")
@require_POST
def close(request: HttpRequest, year: int) -> HttpResponse:
    """This will end a review."""
    by = actor_of_request(request)
    campaign = queries.rule_review_of_year(year, asker=by)
    try:
        actions.close_rule_review(campaign, by=by, at=clock.now())
    except NotNow as refusal:
        return _page(request, campaign, refusal=refusal)
    messages.success(request, word(Text("年度审查已结束。", "The review has ended.")))
    return redirect("centre_rule_review", year)


def _propose(
    campaign: "ReviewCampaign", chosen: "list[tuple[RuleReview, OutcomeForm]]", request: HttpRequest
) -> Refusal | None:
    if not all(form.is_valid() for _, form in chosen):
        return _nothing_told()
    rows = [
        actions.Outcome(review, form.cleaned_data["outcome"], form.cleaned_data["reason"]) for review, form in chosen
    ]
    try:
        actions.propose_outcomes(campaign, rows, by=actor_of_request(request), at=clock.now())
    except (NotValid, NotNow) as refusal:
        return refusal
    return None


def _nothing_told() -> Refusal:
    return NotValid(
        Text("有的结论没有写理由。", "An outcome has no reason."),
        rule="reason_given",
        article="PLT",
        next_step=Text("请逐项写明理由后再交。", "Give a reason for each."),
    )


def _own_open(campaign: "ReviewCampaign", request: HttpRequest) -> "list[RuleReview]":
    by = actor_of_request(request)
    own = queries.own_department(by)
    if campaign.state != "open" or not own or not by.has_role("section_head"):
        return []
    return list(queries.reviews_for(by, campaign, department=own, state="open"))


def _page(
    request: HttpRequest, campaign: "ReviewCampaign", *, refusal: Refusal | None = None,
    proposing: "list[tuple[RuleReview, OutcomeForm]] | None" = None, decide_form: PageForm | None = None,
) -> HttpResponse:  # fmt: skip
    by, today = actor_of_request(request), clock.today()
    wanted = {name: request.GET.get(name, "")[:20] for name in ("department", "state", "outcome")}
    found: Any = queries.reviews_for(by, campaign, **wanted)
    sheet: Any = sheet_of(found, request=request, size=PAGE)
    figures, leads = queries.review_figures(campaign), by.has_role("centre_leader")
    waiting = list(queries.reviews_for(by, campaign, state="proposed")) if leads and campaign.state == "open" else []
    years = queries.rule_reviews_by_year(by)
    own = [(row, OutcomeForm(prefix=f"r{row.pk}")) for row in _own_open(campaign, request)]
    context = {
        "campaign": campaign,
        "chip": rules_rows.chip_of(REVIEW_CAMPAIGN, campaign.state),
        "is_late": campaign.state == "open" and campaign.due_on < today,
        "figures": figures,
        "faults": faults_in(figures),
        "sections": queries.progress_by_section(campaign),
        "sheet": sheet,
        "approved": found.filter(state="approved").count(),
        "reissued": found.filter(is_reissued=True).count(),
        "rows": [rules_rows.review_row(row) for row in sheet.rows],
        "wanted": wanted,
        "departments": [(row.code, row.name) for row in DEPARTMENTS],
        "states": STATE_FILTERS.items(),
        "outcomes": OUTCOME_FILTERS.items(),
        "proposing": proposing or own,
        "waiting": [rules_rows.review_row(row) for row in waiting],
        "decide_form": decide_form or (DecideForm(waiting=[row.pk for row in waiting]) if waiting else None),
        "may_close": leads and campaign.state == "open",
        "years": [row.year for row in years if row.pk != campaign.pk],
        "opens_form": CampaignForm() if leads and campaign.year < today.year and campaign.state == "closed" else None,
        "refusal": refusal,
    }
    status = 409 if isinstance(refusal, NotNow) else 422 if refusal else status_of(decide_form)
    return render(request, "centre/rule_review.html", context, status=status)
