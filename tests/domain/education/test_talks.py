"""Talks: five groups of the secretary, the second tier in its own area, duties on appointment; what was said stays with the two."""

import itertools
import logging
from datetime import date, timedelta

import pytest
from cryptography.exceptions import InvalidTag
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from qinglian.domain.education import actions, queries
from qinglian.domain.education.actions import Told
from qinglian.domain.education.lifecycle import TALK
from qinglian.domain.education.models import Talk
from qinglian.domain.education.talk_tiers import GROUPS
from qinglian.domain.people.actions import enter_roll, leave_roll
from qinglian.domain.people.models import Duty, Person
from qinglian.domain.people.roles import ROLES
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record.models import Fact, Secrecy
from tests.factories import people, staff

pytestmark = pytest.mark.django_db
AT = staff.AT
YEAR = AT.year
CANARY = "金丝雀要求严守工作纪律"
REPLY = "金丝雀表态坚决照办"
TOLD = Told(AT - timedelta(hours=1), "二楼谈话室", CANARY, REPLY)


class Centre:
    """A small centre: secretary, deputy of the transaction area, two heads, a host, party and discipline officers."""

    def __init__(self) -> None:
        self.secretary = staff.party_secretary()
        self.deputy = staff.deputy()
        self.head = staff.head()
        self.outside = staff.head("科长乙", department="finance", branch="first")
        self.host = staff.member("主持甲")
        self.party = staff.party_officer()
        self.discipline = staff.discipline_officer()

    def open_round(self) -> None:
        """This will plan the year."""
        actions.open_talk_round(year=YEAR, due_on=date(YEAR, 12, 20), by=staff.actor(self.party), at=AT)

    def talk(self, talker: Person, listener: Person) -> Talk:
        """This will find a planned talk."""
        return Talk.objects.get(talker=talker, listener=listener, state="planned")

    def hold(self, talker: Person, listener: Person) -> Talk:
        """This will hold a planned talk."""
        return actions.hold_talk(self.talk(talker, listener), told=TOLD, by=staff.actor(talker), at=AT)


@pytest.fixture
def centre() -> Centre:
    """This will build the centre with its round opened."""
    found = Centre()
    found.open_round()
    return found


def test_open_talk_round_plans_every_tier_as_duties_once(centre: Centre) -> None:
    pairs = {(talk.talker.name, talk.listener.name, talk.tier) for talk in Talk.objects.all()}
    assert pairs == {
        ("书记甲", "副主任甲", "first"), ("书记甲", "科长甲", "first"), ("书记甲", "科长乙", "first"), ("书记甲", "纪检甲", "first"),
        ("副主任甲", "科长甲", "second"), ("科长甲", "主持甲", "third"),
    }  # fmt: skip
    assert Duty.objects.filter(kind="talk").count() == 6
    centre.open_round()
    assert (Talk.objects.count(), Duty.objects.count()) == (6, 6)
    with pytest.raises(NotAllowed):
        actions.open_talk_round(year=YEAR, due_on=date(YEAR, 12, 20), by=staff.actor(centre.head), at=AT)
    with pytest.raises(NotValid):
        actions.open_talk_round(year=YEAR, due_on=date(YEAR + 1, 1, 1), by=staff.actor(centre.party), at=AT)


@pytest.mark.meets("Z11")
def test_matrix_is_complete_only_when_each_of_five_groups_is(centre: Centre) -> None:
    asker = staff.actor(centre.party)
    matrix = queries.talk_matrix(asker, year=YEAR)
    assert [group.code for group in matrix.groups] == list(GROUPS)
    for listener in (centre.deputy, centre.head, centre.discipline):
        assert queries.talk_matrix(asker, year=YEAR).is_complete is False
        centre.hold(centre.secretary, listener)
    left = queries.talk_matrix(asker, year=YEAR)
    assert {group.code: (group.done, group.due, group.share.percent) for group in left.groups} == {
        "leadership": (1, 1, 100), "deputy_division": (1, 1, 100), "section_head": (1, 2, 50), "branch_secretary": (0, 0, 0), "key_post": (2, 3, 66),
    }  # fmt: skip
    assert left.is_complete is False
    centre.hold(centre.secretary, centre.outside)
    assert queries.talk_matrix(asker, year=YEAR).is_complete is True


@pytest.mark.meets("Z12")
def test_second_tier_holds_the_own_area_and_nobody_outside_it(centre: Centre) -> None:
    by = staff.actor(centre.deputy)
    assert [row.person.name for row in queries.may_talk_with(by)] == ["科长甲"]
    with pytest.raises(NotValid, match="不在您的谈话范围"):
        actions.plan_talk(centre.outside, due_on=AT.date(), by=by, at=AT)
    share = queries.talk_matrix(staff.actor(centre.party), year=YEAR).second[0]
    assert (share.done, share.due) == (0, 1)
    centre.hold(centre.deputy, centre.head)
    share = queries.talk_matrix(staff.actor(centre.party), year=YEAR).second[0]
    assert (share.done, share.due, share.is_complete) == (1, 1, True)
    extra = actions.plan_talk(centre.head, due_on=AT.date(), by=by, at=AT)
    assert (extra.kind, extra.tier) == ("reminder", "second")


def test_hold_talk_refuses_who_left_the_area_since(centre: Centre) -> None:
    talk = centre.talk(centre.deputy, centre.head)
    enter_roll(centre.head, department="finance", work_post="cashier", cause="moved", by=people.admin(), at=AT)
    with pytest.raises(NotNow):
        actions.hold_talk(talk, told=TOLD, by=staff.actor(centre.deputy), at=AT)
    centre.open_round()
    talk.refresh_from_db()
    duty = Duty.objects.get(kind="talk", about=f"talk:{talk.pk}")
    assert (talk.state, duty.waived_at is not None) == ("dropped", True)


@pytest.mark.meets("Z13")
def test_promotion_opens_a_talk_duty_at_once_and_coverage_counts_who_is_on_the_roll(centre: Centre) -> None:
    by = staff.actor(centre.secretary)
    new = staff.member("新任甲", work_post="notice_officer", standings=("key_post",), cause="promoted")
    entry = staff.entry(new)
    duty = Duty.objects.get(kind="talk_on_appointment")
    assert (duty.owed_by, duty.about, duty.fulfilled_at) == (centre.secretary, f"roll:{entry.pk}", None)
    with pytest.raises(NotAllowed):
        actions.hold_appointment_talk(entry, told=TOLD, by=staff.actor(centre.deputy), at=AT)
    held = actions.hold_appointment_talk(queries.appointment_for(entry.pk, asker=by), told=TOLD, by=by, at=AT)
    duty.refresh_from_db()
    assert (duty.fulfilled_at, duty.evidence, held.kind) == (AT, f"talk:{held.pk}", "appointment")
    with pytest.raises(NotNow):
        actions.hold_appointment_talk(entry, told=TOLD, by=by, at=AT)
    everybody = queries.talk_matrix(staff.actor(centre.party), year=YEAR).everybody
    assert (everybody.done, everybody.due) == (1, 7)
    for talker, listener in (
        (centre.secretary, centre.deputy), (centre.secretary, centre.head), (centre.secretary, centre.outside),
        (centre.secretary, centre.discipline), (centre.head, centre.host),
    ):  # fmt: skip
        centre.hold(talker, listener)
    assert queries.talk_matrix(staff.actor(centre.party), year=YEAR).everybody.is_complete is False
    leave_roll(staff.entry(centre.party), reason="到龄退休", by=people.admin(), at=AT)
    assert queries.talk_matrix(staff.actor(centre.party), year=YEAR).everybody.is_complete is True


def test_said_in_a_talk_is_for_the_two_and_the_discipline_officer_alone(centre: Centre) -> None:
    talk = centre.hold(centre.secretary, centre.deputy)
    for reader in (centre.secretary, centre.deputy, centre.discipline):
        said = queries.said_in(talk, asker=staff.actor(reader))
        assert said is not None
        assert (said.requirements, said.reply) == (CANARY, REPLY)
    for role in ROLES:
        if role.code != "discipline_officer":
            with pytest.raises(NotAllowed):
                queries.said_in(talk, asker=Actor("per-other", "org-x", frozenset({role.code})))
    with pytest.raises(NotFound):
        queries.talk_for(talk.pk, asker=staff.actor(centre.host))


def test_words_of_a_talk_are_in_no_table_no_fact_and_no_log(centre: Centre, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    talk = centre.hold(centre.secretary, centre.deputy)
    sealed = bytes(talk.sealed)
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            assert not any("金丝雀" in str(cell) or "金丝雀".encode() in _bytes(cell) for row in cursor for cell in row)
    assert "金丝雀" not in caplog.text
    facts = Fact.objects.filter(subject=f"talk:{talk.pk}")
    assert {fact.secrecy for fact in facts} == {Secrecy.CONFIDENTIAL}
    other = centre.hold(centre.secretary, centre.head)
    Talk.objects.filter(pk=other.pk).update(sealed=sealed)
    other.refresh_from_db()
    with pytest.raises(InvalidTag):  # words of one talk do not open as another's
        queries.said_in(other, asker=staff.actor(centre.discipline))


def _bytes(cell: object) -> bytes:
    return bytes(cell) if isinstance(cell, bytes | memoryview) else b""


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"requirements": " "}, "requirements"),
        ({"reply": ""}, "reply"),
        ({"place": ""}, "place"),
        ({"held_at": AT + timedelta(hours=1)}, "held_at"),
        ({"held_at": AT - timedelta(days=400)}, "held_at"),
    ],
)
def test_hold_talk_wants_time_place_requirements_and_reply(
    centre: Centre, changes: dict[str, object], field: str
) -> None:
    told = Told(**{**vars(TOLD), **changes})
    with pytest.raises(NotValid) as refused:
        actions.hold_talk(
            centre.talk(centre.secretary, centre.head), told=told, by=staff.actor(centre.secretary), at=AT
        )
    assert refused.value.field == field


def test_hold_talk_is_the_talkers_own_act(centre: Centre) -> None:
    talk = centre.talk(centre.secretary, centre.head)
    for other in (centre.deputy, centre.head, centre.party):
        with pytest.raises(NotAllowed):
            actions.hold_talk(talk, told=TOLD, by=staff.actor(other), at=AT)


def test_talk_lifecycle_in_every_state_with_every_act() -> None:
    lawful = {("planned", "hold_talk"), ("planned", "drop_talk")}
    by = Actor("per-all", "org-c", frozenset({"centre_leader", "party_officer"}))
    for state, move in itertools.product(TALK.states, TALK.moves):
        if (state.code, move.act) in lawful:
            assert TALK.require(move.act, state=state.code, by=by).target == move.target
        else:
            with pytest.raises(NotNow):
                TALK.require(move.act, state=state.code, by=by)


def test_database_keeps_one_routine_talk_a_year_and_no_talk_with_oneself(centre: Centre) -> None:
    talk = centre.talk(centre.secretary, centre.head)
    for changes in ({}, {"listener": centre.secretary}, {"kind": "reminder", "pillar": "build"}, {"kind": "reminder", "state": "held"}):  # fmt: skip
        row = {"kind": "routine", "tier": "first", "year": YEAR, "talker": centre.secretary, "listener": talk.listener, "due_on": AT.date(), "planned_at": AT}  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Talk.objects.create(**{**row, **changes})


def test_figures_follow_the_records_in_a_constant_number_of_queries(centre: Centre) -> None:
    asker = staff.actor(centre.party)
    with CaptureQueriesContext(connection) as before:
        first = {one.code: (one.done, one.due) for one in queries.talk_figures(asker, on=AT.date())}
    centre.hold(centre.secretary, centre.deputy)
    with CaptureQueriesContext(connection) as after:
        second = {one.code: (one.done, one.due) for one in queries.talk_figures(asker, on=AT.date())}
    assert (first["talks_leadership"], second["talks_leadership"]) == ((0, 1), (1, 1))
    assert len(before) == len(after) <= 4
    assert queries.talk_figures(staff.actor(centre.host), on=AT.date()) == []
    assert queries.talks_for(staff.actor(centre.host), year=YEAR).count() == 1
