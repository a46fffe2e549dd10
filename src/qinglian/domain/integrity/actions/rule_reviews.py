"""The yearly review: opened by a leader, proposed by the heads of sections, approved by a leader, closed when all is decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from qinglian.domain.integrity import rule_policy, rule_refusals
from qinglian.domain.integrity.actions.rule_drafts import REASON, day_of, note
from qinglian.domain.integrity.actions.rule_issues import end_rule
from qinglian.domain.integrity.events import (
    OutcomeApproved,
    OutcomeProposed,
    OutcomeReturned,
    RuleReviewClosed,
    RuleReviewOpened,
)
from qinglian.domain.integrity.lifecycle import REVIEW_CAMPAIGN, RULE_REVIEW, WORK_RULE
from qinglian.domain.integrity.models import ReviewCampaign, RuleReview, WorkRule
from qinglian.domain.integrity.queries import own_department, progress_by_section, review_figures, section_heads
from qinglian.domain.integrity.rule_categories import OUTCOMES
from qinglian.domain.integrity.rule_figures import faults_in
from qinglian.domain.people.actions import fulfil_duty, open_duty
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.domain.people.models import Person
from qinglian.domain.people.refusing import require_text, unlisted
from qinglian.law.actor import Actor
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.models import Secrecy


@dataclass(frozen=True)
class Outcome:
    """What is proposed for one rule: kept, revised (kept, with a new version to come) or repealed (perhaps with a successor)."""

    review: RuleReview
    outcome: str
    reason: str
    successor: WorkRule | None = None


@transaction.atomic
def open_rule_review(*, due_on: date, by: Actor, at: datetime) -> ReviewCampaign:
    """This will open the review of this year: every rule in force comes under review, each section's head owes the section's part by the day.

    NotNow: the year was reviewed, another review runs, nothing is in force, or a section with rules has no head on the roll.
    """
    if not rule_policy.may_issue(by):
        raise rule_refusals.not_a_leader()
    today = day_of(at)
    if due_on < today:
        raise rule_refusals.due_in_past("due_on", rule="rule_review_once")
    rules = list(WorkRule.objects.select_for_update().filter(state="issued").order_by("number"))
    if not rules:
        raise rule_refusals.nothing_to_review()
    heads = section_heads()
    headless = [row.name for code, row in DEPARTMENT_BY_CODE.items() if code not in heads and _owned(rules, code)]
    if headless:
        raise rule_refusals.no_heads(headless)

    campaign = ReviewCampaign(year=today.year, due_on=due_on, opened_by=by.id, opened_at=at)
    try:
        with transaction.atomic():
            campaign.save(force_insert=True)
    except IntegrityError:
        raise rule_refusals.review_stands(today.year) from None
    target = WORK_RULE.require("review_rule", state="issued", by=by).target
    WorkRule.objects.filter(pk__in=[one.pk for one in rules]).update(state=target)
    RuleReview.objects.bulk_create(RuleReview(campaign=campaign, rule=one, department=one.department) for one in rules)

    _note(RuleReviewOpened(campaign.year, due_on.isoformat(), len(rules)), campaign, by=by, at=at)
    for code in DEPARTMENT_BY_CODE:
        if count := len(_owned(rules, code)):
            _owe(campaign, code, heads[code].person, count, by=by, at=at)
    return campaign


@transaction.atomic
def propose_outcomes(campaign: ReviewCampaign, rows: Sequence[Outcome], *, by: Actor, at: datetime) -> list[RuleReview]:
    """This will propose what becomes of rules of the own section, at most 200 at once, all or none. The section's duty is done with the last."""
    campaign = _running(campaign)
    _require_few(rows, at)
    own, reviews = own_department(by), _held(campaign, [row.review for row in rows])
    for row in rows:
        review = reviews[row.review.pk]
        move = RULE_REVIEW.require("propose_outcome", state=review.state, by=by)
        if not rule_policy.may_propose(by, department=review.department, own=own):
            raise rule_refusals.not_your_rule()
        _require_outcome(row, review)
        review.state, review.outcome, review.successor = move.target, row.outcome, row.successor
        review.reason = require_text(row.reason, "reason", REASON, most=1000)
        review.proposed_by, review.proposed_at = by.id, at
        review.save(update_fields=["state", "outcome", "successor", "reason", "proposed_by", "proposed_at"])

        proposed = OutcomeProposed(campaign.year, review.rule.number, review.outcome, review.reason)
        note(proposed, review.rule, by=by, at=at)
        if review.returned:
            _done(f"rule-review:{review.pk}-{review.returned}", campaign, by=by, at=at)
    if not campaign.reviews.filter(department=own, state="open").exists():
        _done(f"rule-reviews:{campaign.year}-{own}", campaign, by=by, at=at)
    return list(reviews.values())


@transaction.atomic
def return_outcome(review: RuleReview, *, reason: str, by: Actor, at: datetime) -> RuleReview:
    """This will send a proposed outcome back to the section's head, with the reason; it becomes a duty again."""
    _running(review.campaign)
    review = _held(review.campaign, [review])[review.pk]
    move = RULE_REVIEW.require("return_outcome", state=review.state, by=by)
    reason = require_text(reason, "reason", REASON, most=1000)

    review.state, review.outcome, review.successor, review.return_reason = move.target, "", None, reason
    review.returned += 1
    review.save(update_fields=["state", "outcome", "successor", "return_reason", "returned"])

    note(OutcomeReturned(review.campaign.year, review.rule.number, reason), review.rule, by=by, at=at)
    head = section_heads().get(review.department)
    if head is not None:
        title = Text(f"重新审查《{review.rule.title}》"[:200], f"Review again: {review.rule.title}"[:200])
        about, due_on = f"rule-review:{review.pk}-{review.returned}", max(review.campaign.due_on, day_of(at))
        open_duty("rule_review", owed_by=head.person, about=about, title=title, due_on=due_on, by=by, at=at)
    return review


@transaction.atomic
def approve_outcomes(campaign: ReviewCampaign, reviews: Sequence[RuleReview], *, by: Actor, at: datetime) -> list[RuleReview]:  # fmt: skip
    """This will approve proposed outcomes, at most 200 at once, all or none: kept and revised rules are in force again, the others repealed."""
    campaign = _running(campaign)
    _require_few(reviews, at)
    held = _held(campaign, reviews)
    for review in held.values():
        move = RULE_REVIEW.require("approve_outcome", state=review.state, by=by)
        review.state, review.approved_by, review.approved_at = move.target, by.id, at
        review.save(update_fields=["state", "approved_by", "approved_at"])
        _carry_out(review, by=by, at=at)

        approved = OutcomeApproved(campaign.year, review.rule.number, review.outcome)
        note(approved, review.rule, by=by, at=at)
    return list(held.values())


@transaction.atomic
def close_rule_review(campaign: ReviewCampaign, *, by: Actor, at: datetime) -> ReviewCampaign:
    """This will end a yearly review once every outcome is approved and the figures hold together (NotNow names what is missing or does not fit)."""
    campaign = ReviewCampaign.objects.select_for_update().get(pk=campaign.pk)
    move = REVIEW_CAMPAIGN.require("close_rule_review", state=campaign.state, by=by)
    missing = [
        (row.name, row.total - row.approved) for row in progress_by_section(campaign) if row.total > row.approved
    ]
    if missing:
        raise rule_refusals.review_incomplete(missing)
    figures = review_figures(campaign)
    if faults := faults_in(figures):
        raise rule_refusals.figures_do_not_fit(faults)

    campaign.state, campaign.closed_at = move.target, at
    campaign.save(update_fields=["state", "closed_at"])

    closed = RuleReviewClosed(campaign.year, figures.reviewed, figures.kept, figures.revised, figures.repealed)
    _note(closed, campaign, by=by, at=at, secrecy=Secrecy.OPEN)
    return campaign


def _carry_out(review: RuleReview, *, by: Actor, at: datetime) -> None:
    """A rule that was repealed or replaced while it was under review stays as it is."""
    one = review.rule
    if one.state != "under_review":
        return
    if review.outcome == "repealed":
        year = review.campaign.year
        ground = Text(
            f"{year} 年度制度审查决定废止：{review.reason}", f"Repealed by the review of {year}: {review.reason}"
        )
        end_rule(one, ground=ground, on=day_of(at), successor=review.successor, by=by, at=at)
        return
    one.state = WORK_RULE.require("keep_rule", state=one.state, by=by).target
    one.save(update_fields=["state"])


def _require_outcome(row: Outcome, review: RuleReview) -> None:
    if row.outcome not in OUTCOMES:
        raise unlisted("outcome", rule="work_rule_known")
    if row.successor is not None and (row.outcome != "repealed" or row.successor.pk == review.rule_id):
        raise rule_refusals.no_successor("successor")


def _require_few(rows: Sequence[object], at: datetime) -> None:
    most = rule("work_rule_batch", on=day_of(at)).number()
    if not 0 < len(rows) <= most:
        raise rule_refusals.too_many("rows", most)


def _running(campaign: ReviewCampaign) -> ReviewCampaign:
    """The campaign, held; outcomes move only while it is open."""
    campaign = ReviewCampaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.state != "open":
        raise rule_refusals.review_over(campaign.year)
    return campaign


def _held(campaign: ReviewCampaign, reviews: Sequence[RuleReview]) -> dict[int, RuleReview]:
    wanted = [review.pk for review in reviews]
    rows = campaign.reviews.select_for_update(of=("self",)).select_related("rule", "campaign", "successor")
    return {row.pk: row for row in rows.filter(pk__in=wanted).order_by("pk")}


def _owned(rules: Sequence[WorkRule], department: str) -> list[WorkRule]:
    return [one for one in rules if one.department == department]


def _owe(campaign: ReviewCampaign, own: str, head: Person, count: int, *, by: Actor, at: datetime) -> None:
    title = Text(
        f"{campaign.year} 年度制度审查：本科室 {count} 项", f"Review of {campaign.year}: {count} rules of your section"
    )
    about = f"rule-reviews:{campaign.year}-{own}"
    open_duty("rule_review", owed_by=head, about=about, title=title, due_on=campaign.due_on, by=by, at=at)


def _done(about: str, campaign: ReviewCampaign, *, by: Actor, at: datetime) -> None:
    """Whoever of the section's heads was asked: the duty is done when the section's part is."""
    for person in _asked(about):
        fulfil_duty("rule_review", owed_by=person, about=about, evidence=f"campaign:{campaign.year}", by=by, at=at)


def _asked(about: str) -> list[str]:
    owed = Person.objects.filter(duties__kind="rule_review", duties__about=about).distinct()
    return [person.pk for person in owed]


def _note(
    event: RuleReviewOpened | RuleReviewClosed, campaign: ReviewCampaign, *, by: Actor, at: datetime,
    secrecy: Secrecy = Secrecy.CONFIDENTIAL,
) -> None:  # fmt: skip
    append(event, subject=f"rule-review:{campaign.year}", by=by.id, at=at, secrecy=secrecy)
