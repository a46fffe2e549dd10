"""Problems: registered, corrected by the section, returned, closed by another; counted by festival, style and year."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from qinglian.domain.people.models import Duty
from qinglian.domain.supervision import actions, queries
from qinglian.domain.supervision.lifecycle import PROBLEM
from qinglian.domain.supervision.models import Problem
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record.models import Fact
from tests.factories import staff
from tests.factories.campaigns import AT, DAY, Crew, crew, style_problem, tendering_problem

pytestmark = pytest.mark.django_db
SUPERVISOR = Actor(id="per-sup", organisation="org-sup", roles=frozenset({"supervisor"}))


@pytest.fixture
def who() -> Crew:
    """This will put the crew on the roll."""
    return crew()


@pytest.mark.meets("Z25")
def test_style_problem_has_style_source_festival_correction_and_closing_date(who: Crew) -> None:
    problem = style_problem(who)
    assert (problem.style, problem.source, problem.festival, problem.due_on) == (
        "hedonism", "inspection", "mid_autumn", date(2026, 11, 17),
    )  # fmt: skip
    duty = Duty.objects.get(kind="problem_correction")
    assert (duty.owed_by, duty.title_zh) == (who.head, f"整改问题第{problem.pk}号（四风问题）")
    actions.correct_problem(problem, correction="退还月饼券，谈话提醒。", by=staff.actor(who.head), at=AT)
    actions.return_problem(problem, remark="补退还凭据。", by=staff.actor(who.officer), at=AT)
    actions.correct_problem(problem, correction="补了退还凭据。", by=staff.actor(who.head), at=AT)
    closed = actions.close_problem(problem, remark="整改到位。", by=staff.actor(who.officer), at=AT)
    assert (closed.state, closed.closed_at, closed.correction) == ("closed", AT, "补了退还凭据。")
    duty.refresh_from_db()
    assert duty.fulfilled_at == AT
    style_problem(who, style="extravagance", found_on=date(2026, 2, 12))
    style_problem(who, style="formalism", found_on=date(2026, 8, 1))
    rows = {row.festival: row for row in queries.style_counts(SUPERVISOR, year=2026)}
    assert rows["mid_autumn"].counts == (0, 0, 1, 0)
    assert (rows["mid_autumn"].total, rows["mid_autumn"].closed) == (1, 1)
    assert (rows["spring"].counts, rows[""].counts) == ((0, 0, 0, 1), (1, 0, 0, 0))
    assert rows["national"].total == 0
    kinds = set(Fact.objects.filter(subject=f"problem:{problem.pk}").values_list("kind", "secrecy"))
    assert kinds == {(f"problem-{act}/v1", "confidential") for act in ("registered", "corrected", "returned", "closed")}


def test_festival_of_a_problem_may_be_named_or_denied(who: Crew) -> None:
    told = {"words": "公款购买年货。", "department": "office", "source": "accounts", "found_on": date(2026, 6, 1)}
    by = staff.actor(who.officer)
    named = actions.register_style_problem("extravagance", **told, festival="spring", by=by, at=AT)
    none = actions.register_style_problem("extravagance", **told | {"found_on": date(2026, 9, 25)}, festival="", by=by, at=AT)  # fmt: skip
    assert (named.festival, none.festival) == ("spring", "")
    with pytest.raises(NotValid):
        actions.register_style_problem("extravagance", **told, festival="christmas", by=by, at=AT)


def test_register_style_problem_is_the_officers_and_says_what_is_missing(who: Crew) -> None:
    with pytest.raises(NotAllowed):
        actions.register_style_problem(
            "hedonism", words="x", department="office", source="report", found_on=DAY, by=staff.actor(who.head), at=AT
        )
    for wrong in ({"style": "rudeness"}, {"department": "moon"}, {"source": "rumour"}, {"words": " "}):
        with pytest.raises(NotValid):
            style_problem(who, **wrong)
    with pytest.raises(NotValid):
        style_problem(who, found_on=date(2026, 11, 3))


@pytest.mark.parametrize("state", [state.code for state in PROBLEM.states])
@pytest.mark.parametrize("act", [move.act for move in PROBLEM.moves])
def test_every_act_in_every_state_of_a_problem(who: Crew, act: str, state: str) -> None:
    problem = style_problem(who)
    Problem.objects.filter(pk=problem.pk).update(state=state, closed_at=AT if state == "closed" else None)
    move = next(move for move in PROBLEM.moves if move.act == act)
    by = who.head if act == "correct_problem" else who.officer
    words = {"correction": "已改。"} if act == "correct_problem" else {"remark": "已核。"}
    if state in move.source:
        assert getattr(actions, act)(problem, **words, by=staff.actor(by), at=AT).state == move.target
    else:
        with pytest.raises(NotNow):
            getattr(actions, act)(problem, **words, by=staff.actor(by), at=AT)


def test_problem_is_corrected_by_its_own_section_and_closed_by_another_person(who: Crew) -> None:
    problem = style_problem(who)
    with pytest.raises(NotAllowed):
        actions.correct_problem(problem, correction="已改。", by=staff.actor(who.other_head), at=AT)
    with pytest.raises(NotAllowed):
        actions.correct_problem(problem, correction="已改。", by=staff.actor(who.member), at=AT)
    actions.correct_problem(problem, correction="已改。", by=staff.actor(who.officer), at=AT)
    with pytest.raises(NotAllowed):
        actions.close_problem(problem, remark="好。", by=staff.actor(who.officer), at=AT)
    second = staff.discipline_officer("纪检乙")
    assert actions.close_problem(problem, remark="好。", by=staff.actor(second), at=AT).state == "closed"


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
    for wrong in ({"style": ""}, {"register": "tendering"}, {"register": "campaign"}, {"pillar": "learn"}, {"mark": "repeated"}, {"state": "closed"}):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Problem.objects.filter(pk=problem.pk).update(**wrong)
