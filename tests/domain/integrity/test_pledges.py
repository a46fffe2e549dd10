"""Pledges: composed for the post, signed in person, renewed yearly; a missing one blocks the acts that need it."""

from datetime import date, timedelta

import pytest

from qinglian.domain.experts.actions import add_expert, admit_expert
from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.leader_pledge import TEN_DONTS, leader_text
from qinglian.domain.integrity.models import Pledge
from qinglian.domain.integrity.pledge_standing import Signed, due_for, expiry_of, standing
from qinglian.domain.integrity.pledge_text import TOPICS, composed, digest_of, text_of
from qinglian.domain.people.actions import appoint_person, enter_roll, reset_sign_in
from qinglian.domain.people.establishment import WORK_POSTS
from qinglian.domain.people.models import Duty
from qinglian.domain.projects import actions as project_actions
from qinglian.law.articles import spelt
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.law.text import Text
from qinglian.record.models import Fact
from tests.factories import experts, people, projects, rounds, staff

pytestmark = pytest.mark.django_db
AT = rounds.AT
LATE = AT + timedelta(days=20)


@pytest.fixture
def team() -> rounds.House:
    """This will staff the centre."""
    return rounds.house()


@pytest.mark.meets("Z46")
def test_every_posts_pledge_has_the_three_topics_and_words_of_its_own() -> None:
    texts = {post.code: text_of(post.code, 2026).zh for post in WORK_POSTS}
    assert len(set(texts.values())) == len(WORK_POSTS)
    for post, text in texts.items():
        assert {clause.topic for clause in composed(post)} >= set(TOPICS)
        assert all(topic in text for topic in ("不收送礼金", "不违规宴请", "不泄露工作信息"))
        assert any(clause.point for clause in composed(post))


@pytest.mark.meets("Z46")
def test_sign_pledge_freezes_the_words_and_counts_to_all_of_the_staff(team: rounds.House) -> None:
    campaign = rounds.campaign(team.party)
    everybody = [team.secretary, team.deputy, team.party, team.discipline, team.head, team.host]
    for who in everybody:
        rounds.signed(who)
    rows = queries.coverage_in(campaign, on=rounds.TODAY)
    assert [row.is_signed for row in rows] == [True] * len(everybody)
    pledge = Pledge.objects.get(person=team.host)
    assert (pledge.work_post, pledge.sha256, pledge.expires_on) == ("host", digest_of(pledge.text), date(2027, 11, 2))
    assert not Duty.objects.filter(kind="pledge", fulfilled_at=None).exists()
    assert Fact.objects.filter(kind="pledge-signed/v1").exclude(secrecy="confidential").count() == 0


def test_sign_pledge_in_a_public_campaign_is_an_open_fact_without_a_name(team: rounds.House) -> None:
    rounds.campaign(team.party, is_public=True)
    pledge = rounds.signed(team.host)
    fact = Fact.objects.get(kind="pledge-signed/v1", secrecy="open")
    assert (fact.fact["body"]["sha256"], team.host.pk in str(fact.fact), "主持甲" in str(fact.fact)) == (
        pledge.sha256, False, False,
    )  # fmt: skip
    (shown,) = queries.public_pledges()
    assert (shown.work_post, shown.signed) == ("host", 1)


def test_public_pledges_hold_none_of_an_internal_campaign(team: rounds.House) -> None:
    rounds.campaign(team.party)
    rounds.signed(team.host)
    assert queries.public_pledges() == []


def test_open_pledge_campaign_is_the_party_offices_and_yearly(team: rounds.House) -> None:
    with pytest.raises(NotAllowed):
        rounds.campaign(team.head)
    with pytest.raises(NotValid):
        rounds.campaign(team.party, due_on=rounds.TODAY - timedelta(days=1))
    rounds.campaign(team.party)
    with pytest.raises(NotNow, match="pledge_campaign"):
        rounds.campaign(team.party)


def test_sign_pledge_is_refused_without_campaign_roll_or_the_words_that_were_read(team: rounds.House) -> None:
    with pytest.raises(NotNow, match="pledge_campaign"):
        rounds.signed(team.host)
    rounds.campaign(team.party)
    with pytest.raises(NotNow, match="pledge_own"):
        actions.sign_pledge(read="0" * 64, by=staff.actor(team.host), at=AT)
    with pytest.raises(NotAllowed, match="pledge_own"):
        actions.sign_pledge(read="0" * 64, by=people.actor(people.staff("centre_host")), at=AT)
    rounds.signed(team.host)
    with pytest.raises(NotNow, match="pledge_own"):
        rounds.signed(team.host)


def test_ask_for_new_pledges_makes_a_new_pledge_due_after_a_change_of_post(team: rounds.House) -> None:
    rounds.campaign(team.party)
    rounds.signed(team.host)
    assert actions.ask_for_new_pledges(at=AT) == 0
    moved_at = AT + timedelta(days=30)
    enter_roll(
        team.host, department="expert", work_post="register_keeper", cause="moved", by=people.admin(), at=moved_at
    )
    assert (actions.ask_for_new_pledges(at=moved_at), actions.ask_for_new_pledges(at=moved_at)) == (1, 0)
    duty = Duty.objects.get(kind="pledge", owed_by=team.host, fulfilled_at=None)
    assert (duty.about, duty.due_on) == ("pledge:2026-register_keeper", moved_at.date() + timedelta(days=15))
    pledge = rounds.signed(team.host, at=moved_at)
    assert (pledge.work_post, Pledge.objects.filter(person=team.host).count()) == ("register_keeper", 2)


def test_ask_for_new_pledges_waives_what_was_owed_for_the_former_post(team: rounds.House) -> None:
    rounds.campaign(team.party)
    enter_roll(team.host, department="expert", work_post="register_keeper", cause="moved", by=people.admin(), at=AT)
    actions.ask_for_new_pledges(at=AT)
    assert Duty.objects.get(owed_by=team.host, about="pledge:2026-host").waived_at == AT
    assert Duty.objects.get(owed_by=team.head, about="pledge:2026-host").waived_at is None


def test_ask_for_new_pledges_asks_again_who_comes_back_to_the_former_post(team: rounds.House) -> None:
    rounds.campaign(team.party)
    for days, (department, post) in enumerate((("expert", "register_keeper"), ("transaction", "host")), start=1):
        at = AT + timedelta(days=days)
        enter_roll(team.host, department=department, work_post=post, cause="moved", by=people.admin(), at=at)
        assert actions.ask_for_new_pledges(at=at) == 1
    standing = Duty.objects.filter(kind="pledge", owed_by=team.host, fulfilled_at=None, waived_at=None)
    assert [duty.about for duty in standing] == ["pledge:2026-host"]


ACT = Text("办这件事", "do this")


def test_require_pledge_blocks_who_is_overdue_says_so_and_lets_pass_once_signed(team: rounds.House) -> None:
    by = staff.actor(team.host)
    queries.require_pledge(by, act=ACT, at=LATE)  # nothing is asked yet
    rounds.campaign(team.party)
    queries.require_pledge(by, act=ACT, at=AT)  # asked, not yet due
    with pytest.raises(NotNow, match="到期未签，不能办这件事"):
        queries.require_pledge(by, act=ACT, at=LATE)
    queries.require_pledge(people.actor(people.staff("centre_host")), act=ACT, at=LATE)  # not on the roll
    rounds.signed(team.host, at=LATE)
    queries.require_pledge(by, act=ACT, at=LATE)
    with pytest.raises(NotNow, match="已经到期"):
        queries.require_pledge(by, act=ACT, at=LATE + timedelta(days=366))


def test_admit_expert_waits_for_the_keepers_pledge(team: rounds.House) -> None:
    keeper = staff.member("库管甲", department="expert", work_post="register_keeper", roles=("expert_officer", "staff"))
    rounds.campaign(team.party)
    expert = add_expert(experts.typed(), by=experts.officer(), at=AT)
    with pytest.raises(NotNow, match="pledge_signed"):
        admit_expert(expert, by=staff.actor(keeper), at=LATE)
    rounds.signed(keeper, at=LATE)
    assert admit_expert(expert, by=staff.actor(keeper), at=LATE).state == "active"


def test_pledge_for_is_its_signers_their_heads_and_those_who_see_all(team: rounds.House) -> None:
    rounds.campaign(team.party)
    pledge = rounds.signed(team.host)
    for who in (team.host, team.head, team.secretary, team.discipline, team.party):
        assert queries.pledge_for(pledge.pk, asker=staff.actor(who)) == pledge
    for who in (staff.head("科长乙", department="finance"), staff.member("职工乙")):
        with pytest.raises(NotFound):
            queries.pledge_for(pledge.pk, asker=staff.actor(who))


def test_coverage_in_costs_two_queries(team: rounds.House, django_assert_num_queries) -> None:
    campaign = rounds.campaign(team.party)
    rounds.signed(team.host)
    with django_assert_num_queries(2):
        assert len(queries.coverage_in(campaign, on=rounds.TODAY)) == 6


def test_standing_knows_signed_due_overdue_and_expired() -> None:
    due, on = date(2026, 3, 31), date(2026, 4, 1)
    old = Signed(2025, "host", date(2026, 3, 1))
    asked = {"work_post": "host", "year": 2026, "due_on": due}
    assert standing(**asked, signed=[], on=due) == "due"
    assert standing(**asked, signed=[], on=on) == "overdue"
    assert standing(**asked, signed=[old], on=due) == "expired"
    assert standing(**asked, signed=[Signed(2026, "host", date(2027, 3, 1))], on=on) == "signed"
    assert standing(**asked, signed=[Signed(2026, "cashier", date(2027, 3, 1))], on=on) == "overdue"
    assert expiry_of(date(2028, 2, 29)) == date(2029, 2, 28)
    assert due_for(campaign_due_on=due, opened_on=date(2026, 3, 1), in_post_since=date(2026, 3, 30)) == date(
        2026, 4, 14
    )


@pytest.mark.meets("D03")
def test_submit_project_waits_for_the_leaders_pledge_of_ten_points() -> None:
    owner = projects.tenderer()
    by, leader = projects.operator(owner), people.person(owner, "buyer_reviewer")
    project = projects.draft(owner)
    with pytest.raises(NotValid, match="没有写明负责人"):
        project_actions.submit_project(project, by=by, at=AT)
    with pytest.raises(NotValid, match="没有写明负责人"):
        project_actions.pledge_as_leader(project, by=by, at=AT)
    project = project_actions.edit_project(
        project, typed=projects.typed(code=project.code, leader=leader.pk), by=by, at=AT
    )
    with pytest.raises(NotNow, match=f"{leader.name}还没有签廉洁公开承诺书"):
        project_actions.submit_project(project, by=by, at=AT)
    namesake = people.person(owner, "buyer_reviewer")
    namesake.name = leader.name
    namesake.save()
    for other in (by, people.actor(namesake)):
        with pytest.raises(NotAllowed, match=leader.name):
            project_actions.pledge_as_leader(project, by=other, at=AT)
    pledge = project_actions.pledge_as_leader(project, by=people.actor(leader), at=AT)
    assert all(
        f"{n}. {one.words.zh}。（{spelt(one.articles).zh}）" in pledge.text for n, one in enumerate(TEN_DONTS, start=1)
    )
    assert len(TEN_DONTS) == 10
    assert list(queries.leader_pledges(words=project.code)) == [pledge]
    assert Fact.objects.get(kind="leader-pledge-signed/v1").secrecy == "open"
    assert project_actions.submit_project(project, by=by, at=AT).state == "submitted"


@pytest.mark.meets("D03")
def test_submit_project_wants_the_pledge_of_who_leads_now() -> None:
    owner = projects.tenderer()
    by, first, second = projects.operator(owner), projects.reviewer(owner), people.person(owner, "buyer_reviewer")
    project = projects.draft(owner, leader=first.id)
    project_actions.pledge_as_leader(project, by=first, at=AT)
    typed = projects.typed(code=project.code, leader=second.pk)
    project = project_actions.edit_project(project, typed=typed, by=by, at=AT)
    with pytest.raises(NotNow, match=second.name):
        project_actions.submit_project(project, by=by, at=AT)
    project_actions.pledge_as_leader(project, by=people.actor(second), at=AT)
    second.posts.update(until_at=AT)
    with pytest.raises(NotValid, match="不是本单位在任的"):
        project_actions.submit_project(project, by=by, at=AT)


@pytest.mark.meets("D03")
def test_login_that_a_colleague_made_or_reset_signs_no_public_pledge_until_the_centre_has_reset_it() -> None:
    owner = projects.tenderer()
    registrant = people.actor(people.person(owner, "registrant", "buyer_operator"))
    post = appoint_person(
        owner, login="leader", name="丁一", title="复核人", roles=["buyer_reviewer"], by=registrant, at=AT
    )
    leader = people.actor(post.person)
    project = projects.draft(owner, leader=leader.id)
    for opened in (lambda: None, lambda: reset_sign_in(post.person, organisation=owner, by=registrant, at=AT)):
        opened()
        with pytest.raises(NotAllowed, match="本单位的人代开") as refused:
            project_actions.pledge_as_leader(project, by=leader, at=AT)
        assert refused.value.rule == "leader_pledge.login"
    reset_sign_in(post.person, organisation=owner, by=people.admin(), at=AT)
    assert project_actions.pledge_as_leader(project, by=leader, at=AT).signed_by == post.person


def test_sign_leader_pledge_is_for_one_project_and_once() -> None:
    owner = projects.tenderer()
    leader = people.person(owner, "buyer_operator")
    told = {"project": "P-000001", "project_name": "一号路", "owner": owner, "leader": leader, "at": AT}
    first = actions.sign_leader_pledge(**told, by=people.actor(leader))
    assert actions.sign_leader_pledge(**told, by=people.actor(leader)) == first
    assert first.text == leader_text(project="一号路", code="P-000001", leader=leader.name)
    with pytest.raises(NotNow):
        queries.require_leader_pledge(project="P-000002", leader=leader)


def test_goods_and_services_name_a_leader_or_none_and_who_is_named_pledges() -> None:
    owner = projects.tenderer()
    by, leader = projects.operator(owner), projects.reviewer(owner)
    assert project_actions.submit_project(projects.draft(owner, kind="goods"), by=by, at=AT).leader is None
    named = projects.draft(owner, kind="services", leader=leader.id)
    with pytest.raises(NotNow, match="leader_pledge"):
        project_actions.submit_project(named, by=by, at=AT)


def test_leader_is_one_of_the_owners_people() -> None:
    stranger = projects.reviewer(projects.tenderer())
    guardian = people.person(owner := projects.tenderer(), "guardian")
    for person in (stranger.id, guardian.pk, "per-nobody"):
        with pytest.raises(NotValid) as refused:
            projects.draft(owner, leader=person)
        assert (refused.value.field, refused.value.rule) == ("leader", "leader_pledge.named")
