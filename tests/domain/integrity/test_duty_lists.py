"""Lists of duties: two for each leading post, drafted by the party office, signed together, reviewed together; missing signatures are named."""

from datetime import timedelta
from itertools import product

import pytest

from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.duty_templates import FOR_SECTIONS, line_of
from qinglian.domain.integrity.lifecycle import DUTY_LIST
from qinglian.domain.integrity.models import DutyList
from qinglian.domain.people.establishment import DEPARTMENTS
from qinglian.domain.people.models import Duty
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.law.text import Text
from tests.factories import rounds, staff

pytestmark = pytest.mark.django_db
AT, YEAR = rounds.AT, rounds.TODAY.year


@pytest.fixture
def team() -> rounds.House:
    """This will staff the centre."""
    return rounds.house()


def issued(team: rounds.House) -> int:
    """This will draft and issue the lists of the year."""
    actions.draft_duty_lists(year=YEAR, by=staff.actor(team.party), at=AT)
    review_on = rounds.DUE + timedelta(days=30)
    return actions.issue_duty_lists(
        year=YEAR, due_on=rounds.DUE, review_on=review_on, by=staff.actor(team.party), at=AT
    )


def test_draft_duty_lists_makes_both_for_each_leading_post_once(team: rounds.House) -> None:
    by = staff.actor(team.party)
    assert actions.draft_duty_lists(year=YEAR, by=by, at=AT) == 6  # secretary, deputy, head
    with pytest.raises(NotNow, match="duty_lists"):
        actions.draft_duty_lists(year=YEAR, by=by, at=AT)
    staff.head("科长乙", department="finance")
    assert actions.draft_duty_lists(year=YEAR, by=by, at=AT) == 2
    with pytest.raises(NotAllowed):
        actions.draft_duty_lists(year=YEAR, by=staff.actor(team.head), at=AT)


def test_edit_duty_list_changes_a_draft_alone(team: rounds.House) -> None:
    by = staff.actor(team.party)
    actions.draft_duty_lists(year=YEAR, by=by, at=AT)
    row = DutyList.objects.get(person=team.head, kind="business")
    assert actions.edit_duty_list(row, items=[" 按时开标 ", ""], by=by, at=AT).items == ["按时开标"]
    for items in ([], ["长" * 201], ["条"] * 21):
        with pytest.raises(NotValid, match="duty_list_items"):
            actions.edit_duty_list(row, items=items, by=by, at=AT)
    actions.issue_duty_lists(year=YEAR, due_on=rounds.DUE, review_on=rounds.DUE, by=by, at=AT)
    with pytest.raises(NotNow):
        actions.edit_duty_list(row, items=["改"], by=by, at=AT)


@pytest.mark.meets("Z17")
def test_sign_duty_lists_signs_both_and_missing_signatures_are_named(team: rounds.House) -> None:
    assert issued(team) == 6
    rows = actions.sign_duty_lists(year=YEAR, by=staff.actor(team.head), at=AT)
    assert [(row.kind, row.state, len(row.sha256)) for row in rows] == [
        ("business", "signed", 64),
        ("integrity", "signed", 64),
    ]
    missing = [
        row.entry.person.name for row in queries.holders_in(YEAR, asker=staff.actor(team.party)) if not row.has_signed
    ]
    assert sorted(missing) == sorted(["书记甲", "副主任甲"])
    for who in (team.secretary, team.deputy):
        actions.sign_duty_lists(year=YEAR, by=staff.actor(who), at=AT)
    assert all(row.has_signed for row in queries.holders_in(YEAR, asker=staff.actor(team.party)))
    assert not Duty.objects.filter(kind="duty_list", fulfilled_at=None).exists()


@pytest.mark.meets("Z17")
def test_review_duty_lists_reviews_both_in_writing(team: rounds.House) -> None:
    issued(team)
    by = staff.actor(team.head)
    with pytest.raises(NotNow):
        actions.review_duty_lists(year=YEAR, business="已完成", integrity="已履行", by=by, at=AT)
    actions.sign_duty_lists(year=YEAR, by=by, at=AT)
    with pytest.raises(NotValid):
        actions.review_duty_lists(year=YEAR, business="已完成", integrity=" ", by=by, at=AT)
    actions.review_duty_lists(year=YEAR, business="已完成", integrity="已履行", by=by, at=AT)
    (holder,) = queries.holders_in(YEAR, asker=by)
    assert (holder.has_reviewed, holder.lists["integrity"].review) == (True, "已履行")
    assert Duty.objects.get(kind="duty_list_review", owed_by=team.head).fulfilled_at == AT


def test_sign_duty_lists_wants_both_and_a_leading_post(team: rounds.House) -> None:
    with pytest.raises(NotNow, match="duty_lists"):
        actions.sign_duty_lists(year=YEAR, by=staff.actor(team.head), at=AT)
    issued(team)
    with pytest.raises(NotAllowed):
        actions.sign_duty_lists(year=YEAR, by=staff.actor(team.host), at=AT)


def test_issue_duty_lists_wants_drafts_and_days_to_come(team: rounds.House) -> None:
    by = staff.actor(team.party)
    with pytest.raises(NotNow):
        actions.issue_duty_lists(year=YEAR, due_on=rounds.DUE, review_on=rounds.DUE, by=by, at=AT)
    actions.draft_duty_lists(year=YEAR, by=by, at=AT)
    yesterday = rounds.TODAY - timedelta(days=1)
    with pytest.raises(NotValid):
        actions.issue_duty_lists(year=YEAR, due_on=yesterday, review_on=rounds.DUE, by=by, at=AT)


def test_duty_list_for_is_its_holders_and_those_who_see_all(team: rounds.House) -> None:
    issued(team)
    row = DutyList.objects.get(person=team.head, kind="business")
    for who in (team.head, team.secretary, team.party):
        assert queries.duty_list_for(row.pk, asker=staff.actor(who)) == row
    with pytest.raises(NotFound):
        queries.duty_list_for(row.pk, asker=staff.actor(team.host))


@pytest.mark.parametrize(("state", "move"), list(product([one.code for one in DUTY_LIST.states], DUTY_LIST.moves)))
def test_every_move_of_a_list_in_every_state(state: str, move) -> None:
    by = Actor("per-x", roles=frozenset(move.roles))
    if state in move.source:
        assert DUTY_LIST.require(move.act, state=state, by=by).target == move.target
    else:
        with pytest.raises(NotNow):
            DUTY_LIST.require(move.act, state=state, by=by)


def test_edit_duty_list_keeps_a_line_of_the_template_in_chinese_whatever_it_was_read_in(team: rounds.House) -> None:
    by, line = staff.actor(team.party), FOR_SECTIONS["transaction"].business[0]
    actions.draft_duty_lists(year=YEAR, by=by, at=AT)
    row = DutyList.objects.get(person=team.head, kind="business")
    assert actions.edit_duty_list(row, items=[line.en, "Ours alone"], by=by, at=AT).items == [line.zh, "Ours alone"]
    row.refresh_from_db()
    assert [line_of(words) for words in row.items] == [line, Text("Ours alone", "Ours alone")]


def test_every_section_has_a_template() -> None:
    assert set(FOR_SECTIONS) == {row.code for row in DEPARTMENTS}


def test_figures_come_out_of_the_records(team: rounds.House, django_assert_max_num_queries) -> None:
    issued(team)
    actions.sign_duty_lists(year=YEAR, by=staff.actor(team.head), at=AT)
    rounds.campaign(team.party)
    rounds.signed(team.host)
    found = rounds.opened_round(team.discipline)
    rounds.adopted(found, rounds.proposed(found, team.host), team)
    with django_assert_max_num_queries(9):
        figures = queries.pledges_figures(staff.actor(team.secretary), on=rounds.DUE + timedelta(days=1))
    assert {row.code: (row.done, row.due, row.overdue) for row in figures} == {
        "points_adopted": (1, 56, 0),
        "pledges_signed": (1, 6, 5),
        "duty_lists_signed": (1, 3, 2),
        "duty_lists_reviewed": (0, 3, 0),
    }
