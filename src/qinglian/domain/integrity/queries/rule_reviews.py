"""Yearly reviews: how far they are, in which section what is missing, and whether the figures hold together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When

from qinglian.domain.integrity import rule_policy
from qinglian.domain.integrity.models import ReviewCampaign, RuleReview, RuleVersion, WorkRule
from qinglian.domain.integrity.queries.work_rules import own_department, refuse_readers
from qinglian.domain.integrity.rule_figures import ReviewFigures, figures_of
from qinglian.domain.people.as_of import had
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.domain.people.leading import heads_of
from qinglian.domain.people.models import RollEntry
from qinglian.domain.people.queries import on_roll
from qinglian.domain.people.refusing import unknown
from qinglian.law.actor import Actor
from qinglian.law.text import Text

WHAT = Text("项审查", "review")


@dataclass(frozen=True)
class ReviewProgress:
    """One section in a campaign: its rules under review, how many are proposed or approved, who has to propose the rest."""

    department: str
    name: Text
    head: str
    total: int
    proposed: int  # proposed or approved
    approved: int

    @property
    def missing(self) -> int:
        """How many have no proposed outcome."""
        return self.total - self.proposed


def rule_reviews_by_year(asker: Actor) -> list[ReviewCampaign]:
    """This will list the yearly reviews, newest first (NotAllowed for strangers)."""
    if not rule_policy.may_read_rules(asker):
        raise refuse_readers()
    return list(ReviewCampaign.objects.order_by("-year"))


def rule_review_of_year(year: int, *, asker: Actor) -> ReviewCampaign:
    """This will return the review of a year (NotFound when there is none)."""
    found = next((row for row in rule_reviews_by_year(asker) if row.year == year), None)
    if found is None:
        raise unknown(Text("次年度审查", "yearly review"))
    return found


def reviews_for(
    asker: Actor, campaign: ReviewCampaign, *, department: str = "", state: str = "", outcome: str = ""
) -> QuerySet[RuleReview]:
    """This will list a campaign's reviews by the rule's number, narrowed to a section, state or outcome ("stayed": kept or revised)."""
    rule_review_of_year(campaign.year, asker=asker)
    rows = campaign.reviews.select_related("rule", "successor").order_by("rule__number")
    rows = rows.filter(department=department) if department else rows
    rows = rows.filter(state=state) if state else rows
    if outcome:
        rows = rows.filter(outcome__in=("kept", "revised") if outcome == "stayed" else (outcome,))
    return rows.annotate(is_reissued=_is_reissued())


def review_for(campaign: ReviewCampaign, number: int, *, asker: Actor) -> RuleReview:
    """This will return one review of a campaign (NotFound when there is none)."""
    found = reviews_for(asker, campaign).filter(pk=number).first()
    if found is None:
        raise unknown(WHAT)
    return found


def reviews_named(campaign: ReviewCampaign, numbers: Sequence[int], *, asker: Actor) -> list[RuleReview]:
    """This will return these reviews of a campaign in the order of their numbers given (NotFound when one is missing)."""
    found = {row.pk: row for row in reviews_for(asker, campaign).filter(pk__in=list(numbers))}
    if set(numbers) - set(found):
        raise unknown(WHAT)
    return [found[number] for number in numbers]


def reviews_of(rule: WorkRule, *, asker: Actor) -> list[RuleReview]:
    """This will list the reviews of one rule, newest first."""
    if not rule_policy.may_read_rules(asker):
        raise refuse_readers()
    return list(RuleReview.objects.filter(rule=rule).select_related("campaign").order_by("-campaign__year"))


def review_figures(campaign: ReviewCampaign, *, on: date | None = None) -> ReviewFigures:
    """This will count what a campaign had come to at the end of a day (None: now), from its reviews alone. One query."""
    approved = Case(When(had("approved_at", on=on), then="outcome"), default=Value(""))
    return figures_of(campaign.reviews.values_list(approved, _is_reissued(on)))


def progress_by_section(campaign: ReviewCampaign) -> list[ReviewProgress]:
    """This will say how far each section is, in the establishment's order. Two queries."""
    rows = list(campaign.reviews.values_list("department", "state"))
    heads = section_heads()
    told = []
    for code, department in DEPARTMENT_BY_CODE.items():
        states = [state for owner, state in rows if owner == code]
        if states:
            head = heads[code].person.name if code in heads else ""
            proposed, approved = len(states) - states.count("open"), states.count("approved")
            told.append(ReviewProgress(code, department.name, head, len(states), proposed, approved))
    return told


def section_heads() -> dict[str, RollEntry]:
    """This will return the head of each section by the section's code, as the roll stands now."""
    roll = list(on_roll())
    heads = {code: heads_of(code, roll) for code in DEPARTMENT_BY_CODE}
    return {code: found[0] for code, found in heads.items() if found}


def may_propose(review: RuleReview, *, asker: Actor) -> bool:
    """Whether the asker proposes the outcome of this review."""
    return rule_policy.may_propose(asker, department=review.department, own=own_department(asker))


def _is_reissued(on: date | None = None) -> Exists:
    issued = RuleVersion.objects.filter(had("issued_on", on=on), state__in=("issued", "superseded"))
    return Exists(issued.filter(review=OuterRef("pk")))
