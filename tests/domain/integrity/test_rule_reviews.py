"""The yearly review: who owes what, who proposes and approves, what becomes of the rules, and whether the figures fit."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.models import ReviewCampaign, RuleReview, WorkRule
from qinglian.domain.integrity.rule_figures import ReviewFigures, faults_in
from qinglian.domain.people.models import Duty
from qinglian.law.refusal import NotAllowed, NotNow, NotValid
from tests.factories import work_rules as rules

pytestmark = pytest.mark.django_db
AT, TODAY = rules.AT, rules.TODAY


def propose(campaign: ReviewCampaign, *outcomes: str) -> list[RuleReview]:
    """This will propose outcomes for the first rules in their order."""
    reviews = campaign.reviews.order_by("rule__number")
    rows = [
        actions.Outcome(review, outcome, f"理由：{outcome}") for review, outcome in zip(reviews, outcomes, strict=False)
    ]
    return actions.propose_outcomes(campaign, rows, by=rules.head(), at=AT)


def decided(*outcomes: str) -> ReviewCampaign:
    """This will review as many rules, with these outcomes approved."""
    campaign = rules.campaign(len(outcomes))
    actions.approve_outcomes(campaign, propose(campaign, *outcomes), by=rules.leader(), at=AT)
    return campaign


def test_open_campaign_puts_every_rule_in_force_under_review_and_asks_the_head() -> None:
    rules.drafted()
    campaign = rules.campaign(3)
    assert WorkRule.objects.filter(state="under_review").count() == campaign.reviews.count() == 3
    duty = Duty.objects.get(kind="rule_review")
    assert (duty.owed_by_id, duty.due_on, duty.fulfilled_at) == (rules.head().id, campaign.due_on, None)
    (row,) = queries.progress_by_section(campaign)
    assert (row.department, row.total, row.missing) == ("transaction", 3, 3)
    with pytest.raises(NotNow):
        actions.open_rule_review(due_on=TODAY, by=rules.leader(), at=AT)


def test_open_campaign_names_sections_without_a_head_and_is_a_leaders() -> None:
    rules.entered(department="finance")
    with pytest.raises(NotAllowed):
        actions.open_rule_review(due_on=TODAY, by=rules.officer(), at=AT)
    with pytest.raises(NotNow, match="财务科"):
        actions.open_rule_review(due_on=TODAY, by=rules.leader(), at=AT)
    rules.head("finance")
    with pytest.raises(NotValid):
        actions.open_rule_review(due_on=TODAY - timedelta(days=1), by=rules.leader(), at=AT)


def test_duty_of_the_head_is_done_with_the_last_outcome_and_comes_back_with_a_return() -> None:
    campaign = rules.campaign(2)
    propose(campaign, "kept")
    assert Duty.objects.filter(fulfilled_at=None).count() == 1
    _, last = propose(campaign, "kept", "repealed")
    assert Duty.objects.filter(fulfilled_at=None).count() == 0
    back = actions.return_outcome(last, reason="请补充依据", by=rules.leader(), at=AT)
    assert (back.state, back.outcome, back.returned) == ("open", "", 1)
    assert Duty.objects.filter(fulfilled_at=None).count() == 1
    propose(campaign, "kept", "repealed")
    assert Duty.objects.filter(fulfilled_at=None).count() == 0


def test_outcomes_are_the_own_heads_to_propose_and_a_leaders_to_approve() -> None:
    campaign = rules.campaign(1)
    review = campaign.reviews.get()
    for outsider in (rules.head("finance"), rules.leader(), rules.officer()):
        with pytest.raises(NotAllowed):
            actions.propose_outcomes(campaign, [actions.Outcome(review, "kept", "适用")], by=outsider, at=AT)
    for bad in (actions.Outcome(review, "lost", "甲"), actions.Outcome(review, "kept", " ")):
        with pytest.raises(NotValid):
            actions.propose_outcomes(campaign, [bad], by=rules.head(), at=AT)
    with pytest.raises(NotNow):
        actions.approve_outcomes(campaign, [review], by=rules.leader(), at=AT)
    propose(campaign, "kept")
    with pytest.raises(NotAllowed):
        actions.approve_outcomes(campaign, [review], by=rules.head(), at=AT)


def test_approved_outcomes_become_of_the_rules_and_changing_one_record_changes_the_figures() -> None:
    campaign = decided("kept", "kept", "revised", "repealed")
    assert queries.review_figures(campaign) == ReviewFigures(4, 4, kept=3, revised=1, repealed=1)
    assert sorted(WorkRule.objects.values_list("state", flat=True)) == ["issued", "issued", "issued", "repealed"]
    gone = WorkRule.objects.get(state="repealed")
    assert (gone.repealed_on, gone.repeal_ground) == (TODAY, "2026 年度制度审查决定废止：理由：repealed")
    assert gone.repeal_ground_en == "Repealed by the review of 2026: 理由：repealed"
    RuleReview.objects.filter(rule=gone).update(outcome="kept")
    assert queries.review_figures(campaign) == ReviewFigures(4, 4, kept=4, revised=1, repealed=0)


def test_close_campaign_names_what_is_missing_and_ends_the_year() -> None:
    campaign = rules.campaign(2)
    with pytest.raises(NotNow, match="交易管理科 2 项"):
        actions.close_rule_review(campaign, by=rules.leader(), at=AT)
    actions.approve_outcomes(campaign, propose(campaign, "kept", "revised"), by=rules.leader(), at=AT)
    with pytest.raises(NotAllowed):
        actions.close_rule_review(campaign, by=rules.head(), at=AT)
    assert actions.close_rule_review(campaign, by=rules.leader(), at=AT).state == "closed"
    with pytest.raises(NotNow):
        propose(campaign, "kept")
    with pytest.raises(NotNow):
        actions.close_rule_review(campaign, by=rules.leader(), at=AT)


def test_revision_that_a_review_decided_counts_as_reissued_once_its_version_is_issued() -> None:
    campaign = decided("revised")
    one = WorkRule.objects.get()
    assert [row.pk for row in queries.rules_for(rules.leader(), state="revision")] == [one.pk]
    version = actions.draft_revision(one, change="审查决定修订", by=rules.head(), at=AT)
    assert version.review == campaign.reviews.get()
    version = rules.consulted(version)
    actions.issue_version(version, in_force_from=TODAY + timedelta(days=9), by=rules.leader(), at=rules.later(9))
    assert queries.review_figures(campaign).reissued == 1
    assert list(queries.rules_for(rules.leader(), state="revision")) == []


@pytest.mark.parametrize(
    ("figures", "faults"),
    [
        (ReviewFigures(127, 127, 115, 37, 12, 37), 0),
        (ReviewFigures(127, 127, 115, 37, 13), 1),
        (ReviewFigures(127, 128, 116, 37, 12), 1),
        (ReviewFigures(3, 3, 1, 2, 2), 1),
        (ReviewFigures(3, 3, 3, 1, 0, 2), 1),
    ],
)
def test_faults_in_names_what_does_not_fit(figures: ReviewFigures, faults: int) -> None:
    assert len(faults_in(figures)) == faults


def test_database_itself_refuses_half_told_records() -> None:
    campaign = decided("kept")
    wrong = ({"outcome": ""}, {"reason": ""}, {"approved_at": None}, {"successor": WorkRule.objects.get()})
    for change in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            RuleReview.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkRule.objects.update(state="repealed")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewCampaign.objects.filter(pk=campaign.pk).update(pillar="learn")
