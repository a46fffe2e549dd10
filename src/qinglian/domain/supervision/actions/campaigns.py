"""Campaigns are launched and ended by discipline officers. Launching asks for the forms."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from qinglian.domain.people import refusing
from qinglian.domain.people.actions import open_duty
from qinglian.domain.people.models import RollEntry
from qinglian.domain.people.queries import on_roll
from qinglian.domain.supervision.campaign_kinds import KIND_BY_CODE, CampaignKind, is_asked
from qinglian.domain.supervision.campaign_policy import may_keep_campaigns, rank_of, signing_heads, signing_leaders
from qinglian.domain.supervision.events import CampaignClosed, CampaignLaunched
from qinglian.domain.supervision.lifecycle import CAMPAIGN
from qinglian.domain.supervision.models import Campaign, SelfCheck
from qinglian.domain.supervision.queries.campaigns import campaign_counts
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.models import Secrecy

OFFICERS = Text("纪检人员", "discipline officers")


@transaction.atomic
def launch_campaign(
    kind: str, *, from_on: date, until_on: date, forms_due_on: date, by: Actor, at: datetime
) -> Campaign:
    """This will launch a campaign and ask its audience on the roll for their self-checks.

    NotNow when it ran in that year already, or when somebody has no layer above: a form that nobody could sign is not asked for.
    """
    if not may_keep_campaigns(by):
        raise refusing.not_yours(OFFICERS, rule="campaign_kept")
    if kind not in KIND_BY_CODE:
        raise refusing.unfilled("kind", Text("哪一个专项", "The kind of campaign"))
    _require_order(from_on, forms_due_on, until_on)
    asked = [row for row in _present() if _is_asked(KIND_BY_CODE[kind], row)]
    _require_layers(asked)

    campaign = _new_campaign(kind, from_on, until_on, forms_due_on, by=by, at=at)
    forms = [
        SelfCheck(
            campaign=campaign, person=row.person, department=row.department, rank=rank_of(row.standings), due_on=forms_due_on
        )
        for row in asked
    ]  # fmt: skip
    for form in SelfCheck.objects.bulk_create(forms):
        _ask_for(form, by=by, at=at)

    event = CampaignLaunched(campaign.pk, kind, campaign.year, len(forms), forms_due_on.isoformat())
    append(event, subject=f"campaign:{campaign.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return campaign


@transaction.atomic
def close_campaign(campaign: Campaign, *, conclusion: str, by: Actor, at: datetime) -> Campaign:
    """This will end a campaign in writing, once every form of people on the roll is through and every problem closed (NotNow before)."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    move = CAMPAIGN.require("close_campaign", state=campaign.state, by=by)
    words = refusing.require_text(conclusion, "conclusion", Text("专项总结", "The conclusion"))
    counts = campaign_counts([campaign], on=at.astimezone(CHINA).date())[campaign.pk]
    forms, problems = counts.due - counts.complete, counts.problems - counts.closed
    if forms or problems:
        raise refusing.not_now(
            Text(f"还有 {forms} 张自查表没有审签完，{problems} 条问题没有办结。", f"{forms} forms are not through and {problems} problems not closed."),
            Text("请先催收自查表、办结问题。", "Ask for the forms and close the problems first."),
            rule="campaign_complete",
        )  # fmt: skip

    campaign.state, campaign.conclusion, campaign.closed_by, campaign.closed_at = move.target, words, by.id, at
    campaign.save(update_fields=["state", "conclusion", "closed_by", "closed_at"])

    event = CampaignClosed(campaign.pk, counts.complete, counts.closed)
    append(event, subject=f"campaign:{campaign.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return campaign


def _present() -> list[RollEntry]:
    return list(on_roll().order_by("department", "pk"))


def _is_asked(kind: CampaignKind, row: RollEntry) -> bool:
    return is_asked(kind, standings=row.standings, is_party_member=row.is_party_member)


def _new_campaign(kind: str, from_on: date, until_on: date, forms_due_on: date, *, by: Actor, at: datetime) -> Campaign:
    try:
        with transaction.atomic():
            return Campaign.objects.create(
                kind=kind, year=from_on.year, from_on=from_on, until_on=until_on, forms_due_on=forms_due_on,
                launched_by=by.id, launched_at=at,
            )  # fmt: skip
    except IntegrityError:
        raise refusing.not_now(
            Text("这个专项今年已经开展。", "This campaign has been launched this year."),
            Text("请在已有的专项里办理。", "Use the one that stands."),
            rule="campaign_once",
        ) from None


def _require_order(from_on: date, forms_due_on: date, until_on: date) -> None:
    if not from_on <= forms_due_on <= until_on:
        raise refusing.not_valid(
            "forms_due_on",
            Text("自查表的期限不在专项的起止日期之内。", "The forms are not due within the campaign's period."),
            Text("请按开始、自查期限、结束的先后填写。", "Put beginning, forms due and end in their order."),
            rule="times_in_order",
        )


def _require_layers(asked: list[RollEntry]) -> None:
    roll = list(on_roll())
    for row in asked:
        rank = rank_of(row.standings)
        has_head = rank != "staff" or signing_heads(row.department, roll)
        if not has_head or not signing_leaders(row.person_id, rank=rank, department=row.department, roll=roll):
            raise refusing.not_now(
                Text(f"{row.person.name}的自查表没有上一级可以签。", f"Nobody stands above {row.person.name} to sign."),
                Text("请先在花名册上配齐科室负责人和分管领导。", "Put the section's head and the leader on the roll first."),
                rule="self_check_layers",
            )  # fmt: skip


def _ask_for(form: SelfCheck, *, by: Actor, at: datetime) -> None:
    name = KIND_BY_CODE[form.campaign.kind].name
    title = Text(f"{name.zh}自查表", f"Self-check: {name.en}")
    about = f"self_check:{form.pk}"
    open_duty("self_check", owed_by=form.person, about=about, title=title, due_on=form.due_on, by=by, at=at)
