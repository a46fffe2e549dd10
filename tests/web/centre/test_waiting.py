"""What waits for one's decision stands on the own page, with the link that does it, until it is done; nobody else sees it."""

from datetime import timedelta

import pytest
from django.test import Client

from qinglian.domain.education import actions as education
from qinglian.domain.integrity import actions
from qinglian.domain.people.models import Person
from qinglian.domain.supervision import actions as supervision
from qinglian.domain.supervision.models import RiskWarning
from tests.clock import TestClock
from tests.factories import culture, people, rounds, staff, study, work_rules
from tests.factories.staff import actor

pytestmark = pytest.mark.django_db
AT = staff.AT


@pytest.fixture(autouse=True)
def today(clock: TestClock) -> None:
    clock.set(AT + timedelta(hours=1))


def told(person: Person) -> str:
    """This will return what the person's own page says."""
    return people.sign_in(Client(), person).get("/centre/mine/").content.decode()


def waiting(person: Person, link: str) -> bool:
    """This will say whether this page is among what waits for the person."""
    return f'href="{link}"' in told(person).partition("等我经手的")[2].partition("办事入口")[0]


def test_proposal_waits_for_head_then_officer_then_leader() -> None:
    team = rounds.house()
    row = rounds.proposed(rounds.opened_round(team.discipline), team.host)
    link = f"/centre/rounds/proposals/{row.pk}/"
    people_ = (team.head, team.discipline, team.secretary, team.host)

    def seen() -> list[bool]:
        return [waiting(one, link) for one in people_]

    assert seen() == [True, False, False, False]
    actions.review_proposals([row.pk], by=actor(team.head), at=AT)
    assert seen() == [False, True, False, False]
    actions.examine_proposals({row.pk: "R22"}, by=actor(team.discipline), at=AT)
    assert seen() == [False, False, True, False]
    actions.adopt_proposals([row.pk], by=actor(team.secretary), at=AT)
    assert seen() == [False] * 4


def test_proposal_of_another_section_waits_for_its_own_head() -> None:
    team, other = rounds.house(), staff.head("科长乙", department="finance")
    row = rounds.proposed(rounds.opened_round(team.discipline), team.host)
    assert not waiting(other, f"/centre/rounds/proposals/{row.pk}/")


def test_task_waits_for_its_leader_once_the_pair_is_evidenced() -> None:
    leader, owner, officer = staff.deputy(), staff.member("经办甲"), staff.party_officer()
    _, item, pair = culture.issued_pair(actor(officer), leader, owner)
    link = f"/centre/plans/tasks/{item.pk}/"
    culture.evidenced(item, actor(owner))
    assert not waiting(leader, link)
    culture.evidenced(pair, actor(owner))
    assert [waiting(one, link) for one in (leader, officer, owner)] == [True, True, False]
    actions.close_task(item, by=actor(leader), at=AT)
    assert not waiting(leader, link)


def test_plan_waits_for_leaders_until_it_is_issued() -> None:
    leader, officer = staff.deputy(), actor(staff.party_officer())
    plan = culture.plan(officer)
    assert not waiting(leader, f"/centre/plans/{plan.pk}/")
    actions.add_task(plan, culture.task_input(leader, staff.member("经办甲"), 1, "daily"), by=officer, at=AT)
    assert waiting(leader, f"/centre/plans/{plan.pk}/")


def test_comment_waits_for_its_answer_and_the_version_then_for_its_issue(clock: TestClock) -> None:
    leader, member = work_rules.leader(), staff.member("经办甲")
    version = work_rules.consulted()
    head, officer = work_rules.head(), work_rules.officer()
    link = f"/centre/rules/{version.rule_id}/versions/{version.number}/"
    by_id = {one.id: Person.objects.get(pk=one.id) for one in (leader, head, officer)}
    comment = actions.comment_on_version(version, words="建议写明监督人员的人数。", by=actor(member), at=AT)
    assert [waiting(by_id[one.id], link) for one in (head, officer, leader)] == [True, True, False]
    actions.answer_comment(comment, is_adopted=True, answer="采纳。", by=officer, at=AT)
    assert [waiting(by_id[one.id], link) for one in (head, officer, leader)] == [False, False, False]
    clock.set(work_rules.later(8))
    assert [waiting(by_id[one.id], link) for one in (head, officer, leader)] == [False, False, True]


def test_outcome_waits_for_leaders() -> None:
    campaign = work_rules.campaign(1)
    review = campaign.reviews.get()
    leader = Person.objects.get(pk=work_rules.leader().id)
    link = f"/centre/rules/reviews/{campaign.year}/"
    assert not waiting(leader, link)
    actions.propose_outcomes(campaign, [actions.Outcome(review, "kept", "仍然适用。")], by=work_rules.head(), at=AT)
    assert waiting(leader, link)


def test_reflection_waits_for_the_party_office() -> None:
    officer, writer = staff.party_officer(), staff.member("经办甲")
    film = study.film(actor(officer))
    row = education.submit_reflection(film, words="字" * 120, by=actor(writer), at=AT)
    link = f"/centre/study/reflections/{row.pk}/"
    assert [waiting(one, link) for one in (officer, writer)] == [True, False]
    education.read_reflection(row, by=actor(officer), at=AT)
    assert not waiting(officer, link)


def test_warning_waits_for_the_section_of_its_point() -> None:
    head, other = staff.head(), staff.head("科长乙", department="finance")
    row = RiskWarning.objects.create(
        point="R22", watch="drawn", level="red", subject="tender:JC-2026-0001", words_zh="记录改了", words_en="Changed",
        opened_at=AT, seen_at=AT, due_at=AT + timedelta(days=2),
    )  # fmt: skip
    link = f"/supervisor/warnings/{row.pk}/"
    assert [waiting(one, link) for one in (head, other)] == [True, False]
    assert "R22 开标记录事后改动" in told(head)
    supervision.explain_warning(row, explanation="误报。", by=actor(head), at=AT)
    assert not waiting(head, link)


def test_gift_waits_for_discipline_officers_alone() -> None:
    officer, member = staff.discipline_officer(), staff.member("经办甲")
    gift = supervision.declare_gift(
        "茶叶一盒", giver_kind="bidder", circumstances="送到门卫", received_on=AT.date(), by=actor(member), at=AT
    )
    link = f"/centre/gifts/{gift.pk}/"
    assert [waiting(one, link) for one in (officer, member)] == [True, False]
