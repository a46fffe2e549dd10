"""Campaigns and self-checks: no layer is skipped, missing forms are named, problems are counted by layer, content is for few."""

from datetime import date, timedelta

import pytest

from qinglian.domain.integrity import actions as integrity
from qinglian.domain.integrity import queries as corrections
from qinglian.domain.people.actions import leave_roll
from qinglian.domain.people.models import Duty
from qinglian.domain.supervision import actions, queries
from qinglian.domain.supervision.actions import Seen
from qinglian.domain.supervision.lifecycle import CAMPAIGN, SELF_CHECK
from qinglian.domain.supervision.models import Problem, SelfCheck, SelfCheckSignature
from qinglian.jobs.inspecting import oversee
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid, Refusal
from qinglian.record.models import Fact
from tests.factories import people, staff
from tests.factories.campaigns import AT, DAY, Crew, corrected, crew, form_of, launched, through, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Crew:
    """This will put the crew on the roll."""
    return crew()


def test_launch_campaign_asks_its_audience_and_runs_once_a_year(who: Crew) -> None:
    campaign = launched(who)
    assert {form.rank: 0 for form in SelfCheck.objects.all()} == {"staff": 0, "head": 0, "leader": 0}
    assert SelfCheck.objects.count() == Duty.objects.filter(kind="self_check", due_on=date(2026, 11, 20)).count() == 8
    assert Fact.objects.get(kind="campaign-launched/v1").secrecy == "confidential"
    with pytest.raises(NotNow):
        launched(who)
    officials = launched(who, kind="illicit_profit")
    assert officials.forms.count() == 6  # leaders, heads and the officer, who holds a key post
    assert not officials.forms.filter(person=who.member).exists()
    assert campaign.forms.filter(person=who.member).exists()


def test_launch_campaign_is_the_officers_and_wants_dates_in_order(who: Crew) -> None:
    told = {"from_on": DAY, "until_on": date(2026, 12, 31), "forms_due_on": date(2026, 11, 20)}
    with pytest.raises(NotAllowed):
        actions.launch_campaign("two_leads_five", **told, by=staff.actor(who.head), at=AT)
    with pytest.raises(NotValid):
        actions.launch_campaign("unheard_of", **told, by=staff.actor(who.officer), at=AT)
    with pytest.raises(NotValid):
        actions.launch_campaign("two_leads_five", **told | {"forms_due_on": date(2027, 1, 1)}, by=staff.actor(who.officer), at=AT)  # fmt: skip


def test_launch_campaign_is_refused_while_somebody_has_no_layer_above(who: Crew) -> None:
    leave_roll(staff.entry(who.head), reason="工作调动离开中心", by=people.admin(), at=AT)
    with pytest.raises(NotNow, match="经办甲"):
        launched(who)


@pytest.mark.meets("Z27")
def test_self_check_passes_from_staff_to_head_to_leader_and_skips_none(who: Crew) -> None:
    campaign = launched(who)
    form = form_of(campaign, who.member)
    with pytest.raises(NotNow):
        actions.review_self_check(form, words="属实。", seen=[], by=staff.actor(who.head), at=AT)
    with pytest.raises(NotNow):
        actions.approve_self_check(form, words="同意。", seen=[], by=staff.actor(who.leader), at=AT)

    own = actions.sign_self_check(form, words="自查一条。", seen=[Seen("gifts", "收过一盒茶叶。")], by=staff.actor(who.member), at=AT)  # fmt: skip
    assert own.state == "with_head"
    assert Duty.objects.get(kind="self_check", owed_by=who.member).fulfilled_at == AT
    assert Duty.objects.get(kind="self_check_review").owed_by == who.head
    with pytest.raises(NotNow):
        actions.approve_self_check(form, words="同意。", seen=[], by=staff.actor(who.leader), at=AT)
    with pytest.raises(NotNow):
        actions.sign_self_check(form, words="再交一次。", seen=[], by=staff.actor(who.member), at=AT)

    actions.review_self_check(form, words="另有一条。", seen=[Seen("delays", "答复超过两日。")], by=staff.actor(who.head), at=AT)  # fmt: skip
    assert queries.self_checks_to_sign(staff.actor(who.leader)) == [form]
    actions.approve_self_check(form, words="同意整改。", seen=[Seen("waste", "打印浪费。")], by=staff.actor(who.leader), at=AT)  # fmt: skip
    counts = queries.campaign_counts([campaign], on=DAY)[campaign.pk]
    assert (counts.due, counts.handed_in, counts.complete) == (8, 1, 1)
    assert dict(counts.by_layer) == {"self": 1, "head": 1, "leader": 1, "discipline": 0}
    assert list(SelfCheckSignature.objects.values_list("layer", flat=True).order_by("pk")) == ["self", "head", "leader"]
    missing = {one.name: one.waits_for for one in queries.missing_forms(campaign, asker=staff.actor(who.officer))}
    assert len(missing) == 7
    assert "经办甲" not in missing
    assert missing["经办乙"] == ("经办乙",)
    assert queries.missing_forms(campaign, asker=staff.actor(who.member)) == []


def test_layers_sign_for_their_own_alone(who: Crew) -> None:
    form = form_of(launched(who), who.member)
    told = {"words": "属实。", "seen": []}
    with pytest.raises(NotAllowed):
        actions.sign_self_check(form, **told, by=staff.actor(who.other), at=AT)
    actions.sign_self_check(form, **told, by=staff.actor(who.member), at=AT)
    with pytest.raises(NotAllowed):
        actions.review_self_check(form, **told, by=staff.actor(who.other_head), at=AT)
    actions.review_self_check(form, **told, by=staff.actor(who.head), at=AT)
    for stranger in (who.secretary, who.officer):
        with pytest.raises(NotAllowed):
            actions.approve_self_check(form, **told, by=staff.actor(stranger), at=AT)
    with pytest.raises(NotValid):
        actions.approve_self_check(form, words=" ", seen=[], by=staff.actor(who.leader), at=AT)
    with pytest.raises(NotValid):
        actions.approve_self_check(form, words="同意。", seen=[Seen("none", "x")], by=staff.actor(who.leader), at=AT)
    assert form_of(form.campaign, who.member).state == "with_leader"


@pytest.mark.parametrize(("whose", "signer"), [("head", "leader"), ("leader", "secretary"), ("secretary", "officer")])
def test_heads_and_leaders_go_to_whoever_stands_above(who: Crew, whose: str, signer: str) -> None:
    form = form_of(launched(who), getattr(who, whose))
    actions.sign_self_check(form, words="没有问题。", seen=[], by=staff.actor(getattr(who, whose)), at=AT)
    with pytest.raises(NotAllowed):
        actions.approve_self_check(form, words="同意。", seen=[], by=staff.actor(getattr(who, whose)), at=AT)
    done = actions.approve_self_check(form, words="同意。", seen=[], by=staff.actor(getattr(who, signer)), at=AT)
    assert done.state == "complete"


def test_successor_of_a_head_signs_what_waited_for_the_predecessor(who: Crew) -> None:
    form = form_of(launched(who), who.member)
    actions.sign_self_check(form, words="没有问题。", seen=[], by=staff.actor(who.member), at=AT)
    leave_roll(staff.entry(who.head), reason="工作调动离开中心", by=people.admin(), at=AT)
    successor = staff.head("科长丙")
    actions.review_self_check(form, words="属实。", seen=[], by=staff.actor(successor), at=AT)
    assert Duty.objects.get(kind="self_check_review", owed_by=who.head).waived_at == AT


@pytest.mark.parametrize("state", [state.code for state in SELF_CHECK.states])
@pytest.mark.parametrize("act", ["sign_self_check", "review_self_check", "approve_self_check"])
def test_every_act_in_every_state_of_a_self_check(who: Crew, act: str, state: str) -> None:
    form = form_of(launched(who), who.member)
    SelfCheck.objects.filter(pk=form.pk).update(state=state)
    by = {"sign_self_check": who.member, "review_self_check": who.head, "approve_self_check": who.leader}[act]
    move = next(move for move in SELF_CHECK.moves if move.act == act)
    if state in move.source:
        assert getattr(actions, act)(form, words="属实。", seen=[], by=staff.actor(by), at=AT).state == move.target
    else:
        with pytest.raises(NotNow):
            getattr(actions, act)(form, words="属实。", seen=[], by=staff.actor(by), at=AT)


@pytest.mark.meets("Z26")
def test_close_campaign_wants_every_form_through_and_every_problem_closed(who: Crew) -> None:
    campaign = launched(who)
    officer = staff.actor(who.officer)
    report = told(words="接受代理机构宴请。", source="report", found_on=DAY)
    problem = actions.register_campaign_problem(campaign, item="banquets", told=report, by=officer, at=AT)
    with pytest.raises(NotNow, match="8 张自查表没有审签完，1 条问题没有办结"):
        actions.close_campaign(campaign, conclusion="成效明显。", by=officer, at=AT)
    for person, leader in (
        (who.member, who.leader), (who.head, who.leader), (who.other, who.leader), (who.other_head, who.leader),
        (who.leader, who.secretary), (who.secretary, who.officer), (who.officer, who.secretary), (who.party_head, who.secretary),
    ):  # fmt: skip
        through(campaign, who, person, leader=leader)
    order = corrected(problem, who.head, evidence="已谈话提醒，退还费用。")
    integrity.close_rectification(order, words="整改到位。", by=officer, at=AT)
    counts = queries.campaign_counts([campaign], on=DAY)[campaign.pk]
    assert (counts.due, counts.complete, counts.problems, counts.closed) == (8, 8, 1, 1)
    with pytest.raises(NotAllowed):
        actions.close_campaign(campaign, conclusion="成效明显。", by=staff.actor(who.head), at=AT)
    closed = actions.close_campaign(campaign, conclusion="成效明显。", by=officer, at=AT)
    assert (closed.state, closed.conclusion) == ("closed", "成效明显。")
    for act in (
        lambda: actions.close_campaign(campaign, conclusion="再结束一次。", by=officer, at=AT),
        lambda: actions.register_campaign_problem(campaign, item="banquets", told=report, by=officer, at=AT),
    ):
        with pytest.raises(NotNow):
            act()
    assert {move.target for move in CAMPAIGN.moves} == {"closed"}


def test_who_left_the_roll_is_no_longer_missing(who: Crew) -> None:
    campaign = launched(who)
    leave_roll(staff.entry(who.other), reason="到龄办理退休", by=people.admin(), at=AT)
    assert queries.campaign_counts([campaign], on=DAY)[campaign.pk].due == 7
    assert "经办乙" not in {one.name for one in queries.missing_forms(campaign, asker=staff.actor(who.officer))}


def test_content_of_a_self_check_is_for_the_person_the_layers_above_and_the_officer(who: Crew) -> None:
    form = form_of(launched(who), who.member)
    actions.sign_self_check(
        form, words="机密说明。", seen=[Seen("gifts", "机密问题。")], by=staff.actor(who.member), at=AT
    )
    problem = Problem.objects.get()

    def readers() -> set[str]:
        found = set()
        for name in ("member", "head", "other", "other_head", "leader", "secretary", "officer", "party_head"):
            try:
                queries.self_check_for(form.pk, asker=staff.actor(getattr(who, name)))
                queries.problem_for(problem.pk, asker=staff.actor(getattr(who, name)))
            except NotFound:
                continue
            found.add(name)
        return found

    assert readers() == {"member", "head", "officer"}
    actions.review_self_check(form, words="属实。", seen=[], by=staff.actor(who.head), at=AT)
    assert readers() == {"member", "head", "leader", "officer"}
    for stranger in (Actor(id="per-none"), Actor(id="per-sup", roles=frozenset({"supervisor"}))):
        with pytest.raises(Refusal):
            queries.self_check_for(form.pk, asker=stranger)
    order = problem.finding.rectification
    integrity.hand_in_rectification(order, evidence="机密整改。", by=staff.actor(who.head), at=AT)
    supervisor = Actor(id="per-sup", roles=frozenset({"supervisor"}))
    for asker in (
        supervisor,
        *(staff.actor(one) for one in (who.leader, who.secretary, who.other_head, who.party_head)),
    ):
        assert order not in corrections.rectifications_for(asker)
        with pytest.raises(NotFound):
            corrections.rectification_for(order.pk, asker=asker)
        with pytest.raises(NotFound):
            corrections.finding_for(order.finding_id, asker=asker)
    assert list(corrections.findings_for(supervisor)) == []
    for asker in (who.head, who.officer):
        assert corrections.rectification_for(order.pk, asker=staff.actor(asker)) == order
    assert not any("机密" in str(fact.fact) for fact in Fact.objects.all())
    assert not any("机密" in f"{duty.title_zh}{duty.about}{duty.evidence}" for duty in Duty.objects.all())


@pytest.mark.parametrize(("whose", "presses"), [("member", "leader"), ("head", "leader"), ("leader", "secretary"), ("secretary", "")])  # fmt: skip
def test_what_is_late_of_a_self_check_goes_up_and_never_down(who: Crew, whose: str, presses: str) -> None:
    person = getattr(who, whose)
    form = form_of(launched(who), person)
    actions.sign_self_check(form, words="一条。", seen=[Seen("gifts", "机密问题。")], by=staff.actor(person), at=AT)
    order = Problem.objects.get().finding.rectification
    assert order.owner == (who.head if whose == "member" else person)
    oversee(AT + timedelta(days=30))
    order.refresh_from_db()
    assert (order.escalated_at is not None, order.escalated_to) == (True, getattr(who, presses) if presses else None)


def test_a_draft_of_nobody_is_read_by_the_head_before_it_is_handed_up(who: Crew) -> None:
    form = form_of(launched(who), who.member)
    with pytest.raises(NotFound):
        queries.self_check_for(form.pk, asker=staff.actor(who.head))


def test_figures_count_forms_problems_and_gifts_in_few_questions(who: Crew, django_assert_num_queries: object) -> None:
    through(launched(who), who, who.member)
    by = staff.actor(who.member)
    with django_assert_num_queries(3):  # type: ignore[operator]
        figures = {row.code: row for row in queries.campaigns_figures(by, on=DAY + timedelta(days=40))}
    assert (figures["self_checks"].done, figures["self_checks"].due, figures["self_checks"].overdue) == (1, 8, 7)
