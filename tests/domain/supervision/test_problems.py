"""Problems: registered as findings, corrected by the section, checked by another; late ones escalate; counted by festival, style and year."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from qinglian.domain.integrity import actions as integrity
from qinglian.domain.people.actions import leave_roll
from qinglian.domain.people.models import Duty, RollEntry
from qinglian.domain.supervision import actions, queries
from qinglian.domain.supervision.actions import Seen
from qinglian.domain.supervision.models import Problem
from qinglian.jobs.inspecting import oversee
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record.models import Fact
from tests.factories import people, staff
from tests.factories.campaigns import (
    AT,
    DAY,
    Crew,
    corrected,
    crew,
    form_of,
    launched,
    style_problem,
    tendering_problem,
    told,
)

pytestmark = pytest.mark.django_db
SUPERVISOR = Actor(id="per-sup", organisation="org-sup", roles=frozenset({"supervisor"}))


@pytest.fixture
def who() -> Crew:
    """This will put the crew on the roll."""
    return crew()


@pytest.mark.meets("Z25")
def test_style_problem_has_style_source_festival_correction_and_closing_date(who: Crew) -> None:
    problem = style_problem(who)
    order = problem.finding.rectification
    assert (problem.style, problem.source, problem.festival, order.due_on) == (
        "hedonism", "inspection", "mid_autumn", date(2026, 11, 17),
    )  # fmt: skip
    duty = Duty.objects.get(kind="rectification")
    assert (duty.owed_by, duty.title_zh) == (who.head, f"整改单第 {order.pk} 号")
    corrected(problem, who.head, evidence="退还月饼券，谈话提醒。")
    officer = staff.actor(who.officer)
    integrity.return_rectification(order, words="补退还凭据。", due_on=DAY + timedelta(days=5), by=officer, at=AT)
    corrected(problem, who.head, evidence="补了退还凭据。")
    integrity.close_rectification(order, words="整改到位。", by=officer, at=AT)
    closed = queries.problem_for(problem.pk, asker=SUPERVISOR).finding.rectification
    assert (closed.state, closed.closed_at, closed.round) == ("closed", AT, 2)
    assert not Duty.objects.filter(kind__in=("rectification", "recheck"), fulfilled_at=None, waived_at=None).exists()
    style_problem(who, style="extravagance", found_on=date(2026, 2, 12))
    style_problem(who, style="formalism", found_on=date(2026, 8, 1))
    rows = {row.festival: row for row in queries.style_counts(SUPERVISOR, year=2026)}
    assert rows["mid_autumn"].counts == (0, 0, 1, 0)
    assert (rows["mid_autumn"].total, rows["mid_autumn"].closed) == (1, 1)
    assert (rows["spring"].counts, rows[""].counts) == ((0, 0, 0, 1), (1, 0, 0, 0))
    assert rows["national"].total == 0
    kinds = set(Fact.objects.filter(subject=f"problem:{problem.pk}").values_list("kind", "secrecy"))
    assert kinds == {("problem-registered/v1", "confidential")}


@pytest.mark.meets("Z45")
def test_problem_that_is_late_reminds_its_owner_and_escalates_by_itself(who: Crew) -> None:
    order = style_problem(who).finding.rectification
    oversee(AT + timedelta(days=12))
    order.refresh_from_db()
    assert (order.reminded_at is not None, order.escalated_at) == (True, None)
    late = AT + timedelta(days=18)
    oversee(late)
    order.refresh_from_db()
    assert (order.escalated_at, order.escalated_to) == (late, who.leader)
    assert Duty.objects.get(kind="urge").owed_by == who.leader


def test_festival_of_a_problem_may_be_named_or_denied(who: Crew) -> None:
    by, june = staff.actor(who.officer), told(found_on=date(2026, 6, 1))
    named = actions.register_style_problem("extravagance", told=june, festival="spring", by=by, at=AT)
    none = actions.register_style_problem(
        "extravagance", told=told(found_on=date(2026, 9, 25)), festival="", by=by, at=AT
    )
    assert (named.festival, none.festival) == ("spring", "")
    with pytest.raises(NotValid):
        actions.register_style_problem("extravagance", told=june, festival="christmas", by=by, at=AT)


def test_register_style_problem_is_the_officers_and_says_what_is_missing(who: Crew) -> None:
    with pytest.raises(NotAllowed):
        actions.register_style_problem("hedonism", told=told(), by=staff.actor(who.head), at=AT)
    for wrong in (
        {"style": "rudeness"},
        {"department": "moon"},
        {"source": "rumour"},
        {"words": " "},
        {"severity": "dire"},
    ):
        with pytest.raises(NotValid):
            style_problem(who, **wrong)
    with pytest.raises(NotValid):
        style_problem(who, found_on=date(2026, 11, 3))


def test_problem_is_corrected_by_the_head_of_its_section_and_checked_by_another_person(who: Crew) -> None:
    problem = style_problem(who)
    for other in (who.other_head, who.member, who.officer):
        with pytest.raises(NotAllowed):
            corrected(problem, other)
    order = corrected(problem, who.head)
    with pytest.raises(NotAllowed):
        integrity.close_rectification(order, words="好。", by=staff.actor(who.head), at=AT)
    assert integrity.close_rectification(order, words="好。", by=staff.actor(who.officer), at=AT).state == "closed"


def test_problem_of_a_section_without_a_head_is_the_leaders_over_it_and_of_nobody_is_refused(who: Crew) -> None:
    assert style_problem(who, department="office").finding.rectification.owner == who.secretary
    RollEntry.objects.filter(until_at=None).update(until_at=AT)
    with pytest.raises(NotNow, match="没有人负责这个科室的整改"):
        style_problem(who, department="office")


def test_officer_hands_in_for_an_owner_who_has_left_and_another_checks(who: Crew) -> None:
    problem = style_problem(who)
    leave_roll(staff.entry(who.head), reason="工作调动离开中心", by=people.admin(), at=AT)
    order = corrected(problem, who.officer)
    with pytest.raises(NotAllowed):
        integrity.close_rectification(order, words="好。", by=staff.actor(who.officer), at=AT)
    second = staff.actor(staff.discipline_officer("纪检乙"))
    assert integrity.close_rectification(order, words="好。", by=second, at=AT).state == "closed"
    assert not Duty.objects.filter(kind="rectification", fulfilled_at=None).exists()


def test_section_answers_for_what_others_found_and_not_for_what_its_people_told(who: Crew) -> None:
    def score() -> int:
        rows = queries.assessment_of("2026-H2", asker=SUPERVISOR, at=AT + timedelta(days=1))
        return next(row for row in rows if row.department == "transaction").counts["minor"]

    form = form_of(launched(who), who.member)
    actions.sign_self_check(form, words="一条。", seen=[Seen("gifts", "一盒茶叶。")], by=staff.actor(who.member), at=AT)
    assert score() == 0
    style_problem(who)
    assert score() == 1


@pytest.mark.meets("Z28")
def test_ledger_compares_years_and_computes_the_share_of_repeated_problems(who: Crew) -> None:
    by = staff.actor(who.officer)
    first, other = tendering_problem(who, year=2023), tendering_problem(who, year=2023, category="agency", point="R12")
    second, third, fourth = (tendering_problem(who, year=year) for year in (2024, 2025, 2026))
    fresh = tendering_problem(who, year=2026, category="disclosure", point="R05")
    tendering_problem(who, year=2026, category="splitting", point="R05")
    assert queries.earlier_like(third, asker=SUPERVISOR) == [second, first]
    assert queries.earlier_like(fresh, asker=SUPERVISOR) == []
    for one in (first, other, fresh):
        actions.mark_problem(one, mark="new", repeats=None, by=by, at=AT)
    for one, earlier in ((second, first), (third, second), (fourth, third)):
        actions.mark_problem(one, mark="repeated", repeats=earlier, by=by, at=AT)
    years = {row.year: row for row in queries.ledger_years(SUPERVISOR, on=DAY)}
    assert [(row.ordinal, row.total, row.new, row.repeated, row.unmarked) for row in years.values()] == [
        (1, 2, 2, 0, 0), (2, 1, 0, 1, 0), (3, 1, 0, 1, 0), (4, 3, 1, 1, 1),
    ]  # fmt: skip
    assert [row.share.basis_points for row in years.values()] == [0, 10_000, 10_000, 5_000]


def test_mark_problem_names_one_of_an_earlier_year(who: Crew) -> None:
    by = staff.actor(who.officer)
    old, new = tendering_problem(who, year=2024), tendering_problem(who, year=2025)
    for mark, repeats in (("repeated", None), ("new", old), ("repeated", style_problem(who)), ("maybe", None)):
        with pytest.raises(NotValid):
            actions.mark_problem(new, mark=mark, repeats=repeats, by=by, at=AT)
    with pytest.raises(NotValid):
        actions.mark_problem(old, mark="repeated", repeats=new, by=by, at=AT)
    with pytest.raises(NotAllowed):
        actions.mark_problem(new, mark="new", repeats=None, by=staff.actor(who.head), at=AT)


def test_register_tendering_problem_wants_category_point_and_a_year_of_the_ledger(who: Crew) -> None:
    for wrong in ({"year": 2022}, {"year": 2026, "category": "bad"}, {"year": 2026, "point": "R99"}):
        with pytest.raises(NotValid):
            tendering_problem(who, **wrong)  # type: ignore[arg-type]


def test_registers_are_closed_to_staff_and_strangers(who: Crew) -> None:
    problem = style_problem(who)
    for asker in (staff.actor(who.member), Actor(id="nobody")):
        with pytest.raises(NotAllowed):
            queries.problems_for(asker, register="style")
        with pytest.raises(NotFound):
            queries.problem_for(problem.pk, asker=asker)
    assert list(queries.problems_for(SUPERVISOR, register="style", state="standing")) == [problem]


def test_database_keeps_each_problem_in_its_register(who: Crew) -> None:
    problem = style_problem(who)
    for wrong in ({"style": ""}, {"register": "tendering"}, {"register": "campaign"}, {"mark": "repeated"}):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Problem.objects.filter(pk=problem.pk).update(**wrong)
