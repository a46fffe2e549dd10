"""Integrity pledges: the campaign with its coverage, one's own pledge to read and sign, and the one that was signed."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.integrity.pledge_standing import STATES
from qinglian.domain.integrity.pledge_text import CLOSING, TOPICS, composed, digest_of, opening_of, text_of, title_of
from qinglian.domain.integrity.policy import may_open_campaigns
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE, DEPARTMENTS, WORK_POST_BY_CODE
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.refusal import NotNow
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre.areas import EVERYBODY
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.accounts_step_up import require_step_up
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import PageForm, day_field, radio_field
from qinglian.web.shared.tags import word

CHIPS = {"signed": "ok", "due": "wait", "overdue": "stop", "expired": "warn"}


@dataclass(frozen=True)
class Section:
    """One section's coverage: how many are on the roll, how many have signed, how many are late."""

    name: Text
    staff: int
    signed: int
    late: int


class CampaignForm(PageForm):
    """The pledges of a year."""

    due_on = day_field("签订期限", "To be signed by")
    is_public = radio_field("是否公开", "Who may read them", {
        "yes": Text("公开：按岗位公布承诺内容，不公布姓名", "The public: the words by post, without names"),
        "no": Text("内部：只有本人、科室负责人和领导看", "Internal: the signer, the section's head and leaders"),
    })  # fmt: skip

    def clean_is_public(self) -> bool:
        """This will return whether the public may read them."""
        return bool(self.cleaned_data["is_public"] == "yes")


@for_roles(*EVERYBODY)
def pledges_page(request: HttpRequest) -> HttpResponse:
    """This will list the campaigns and lead to one's own pledge; the party office asks for this year's here."""
    by, today = actor_of_request(request), clock.today()
    form = CampaignForm(request.POST or None)
    if is_carried_out(
        request, form, lambda typed: actions.open_pledge_campaign(year=today.year, **typed, by=by, at=clock.now()),
        Text("已发起，每人在“要我办的”里收到。", "Everybody is asked now."),
    ):  # fmt: skip
        return redirect("centre_pledge_campaign", form.made.pk)
    campaigns = list(queries.campaigns_for(by)[:20])
    is_due = may_open_campaigns(by) and not any(row.year == today.year for row in campaigns)
    context = {
        "rows": [(row, title_of(row.year)) for row in campaigns],
        "own": queries.own_standing(by, on=today),
        "form": form if is_due or form.errors else None,
        "year": today.year,
    }
    return render(request, "centre/pledges.html", context, status=status_of(form))


@for_roles(*EVERYBODY)
def campaign_page(request: HttpRequest, number: int) -> HttpResponse:
    """This will show a campaign: signed of staff, each section's bar, and by name whom the reader may see."""
    by = actor_of_request(request)
    campaign = queries.campaign_for(number, asker=by)
    rows = queries.coverage_in(campaign, on=clock.today())
    own = next((row.entry for row in rows if row.entry.person_id == by.id), None)
    seen = [row for row in rows if queries.may_see_standing(row.entry, asker=by, own=own)]
    signed = sum(row.is_signed for row in rows)
    context = {
        "campaign": campaign,
        "title": title_of(campaign.year),
        "signed": signed,
        "staff": len(rows),
        "sections": [_section(code.code, code.name, rows) for code in DEPARTMENTS],
        "missing": [_named(row) for row in seen if not row.is_signed],
        "done": [_named(row) for row in seen if row.is_signed],
    }
    return render(request, "centre/pledge_campaign.html", context)


@for_roles(*CENTRE_ROLES)
def own_pledge(request: HttpRequest) -> HttpResponse:
    """This will show the pledge of the reader's post with the risk points that it comes from; signing wants a step-up."""
    by, today = actor_of_request(request), clock.today()
    refused: Any = None
    if request.method == "POST":
        require_step_up(request)
        try:
            pledge = actions.sign_pledge(read=request.POST.get("read", "")[:64], by=by, at=clock.now())
        except NotNow as refusal:
            refused = refusal
        else:
            messages.success(request, word(Text("已签订。", "Signed.")))
            return redirect("centre_pledge", pledge.pk)
    own, campaign = queries.own_standing(by, on=today), queries.campaign_on(today)
    if own is None or campaign is None:
        return render(request, "centre/pledge_none.html")
    work_post = own.entry.work_post
    context = {
        "own": own,
        "chip": (CHIPS[own.state], STATES[own.state]),
        "title": title_of(campaign.year),
        "opening": opening_of(work_post, campaign.year),
        "clauses": [(one.words, TOPICS.get(one.topic), BY_CODE.get(one.point)) for one in composed(work_post)],
        "closing": CLOSING,
        "campaign": campaign,
        "read": digest_of(text_of(work_post, campaign.year).zh),
        "refusal": refused,
    }
    return render(request, "centre/pledge_sign.html", context, status=409 if refused else 200)


@for_roles(*EVERYBODY)
def pledge_page(request: HttpRequest, number: int) -> HttpResponse:
    """This will show a pledge as it was signed, with its hash."""
    pledge = queries.pledge_for(number, asker=actor_of_request(request))
    context = {
        "pledge": pledge,
        "title": title_of(pledge.campaign.year),
        "words": Text(pledge.text, pledge.translation),
        "post": WORK_POST_BY_CODE[pledge.work_post].name,
        "is_expired": pledge.expires_on < clock.today(),
    }
    return render(request, "centre/pledge.html", context)


def _section(code: str, name: Text, rows: list[queries.Standing]) -> Section:
    own = [row for row in rows if row.entry.department == code]
    late = sum(row.state in {"overdue", "expired"} for row in own)
    return Section(name, len(own), sum(row.is_signed for row in own), late)


def _named(row: queries.Standing) -> tuple[queries.Standing, tuple[str, Text], Text, Text]:
    names = DEPARTMENT_BY_CODE[row.entry.department].name, WORK_POST_BY_CODE[row.entry.work_post].name
    return row, (CHIPS[row.state], STATES[row.state]), *names
