"""Festivals: six planned a year, sent ahead to everybody on the roll, read by each, rates with names of who is missing."""

from datetime import date, datetime, timedelta

import pytest

from qinglian.domain.education import actions, queries
from qinglian.domain.education.lifecycle import REMINDER
from qinglian.domain.education.models import FestivalReminder
from qinglian.domain.people.models import Duty
from qinglian.jobs.reminding import remind
from qinglian.law.actor import TIMETABLE, Actor
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record.clock import CHINA
from qinglian.record.models import Fact
from tests.factories import staff
from tests.factories.campaigns import Crew, crew
from tests.law.test_festivals import MOVING, TABLE

pytestmark = pytest.mark.django_db
AHEAD = datetime(2026, 12, 27, 9, 0, tzinfo=CHINA)


@pytest.fixture
def who() -> Crew:
    """This will put the crew on the roll."""
    return crew()


def planned(festival: str = "new_year", year: int = 2027) -> FestivalReminder:
    """This will plan a year and return one of its reminders."""
    actions.plan_festivals(year, by=TIMETABLE, at=AHEAD)
    return FestivalReminder.objects.get(year=year, festival=festival)


def test_plan_festivals_plans_the_six_once(who: Crew) -> None:
    assert actions.plan_festivals(2027, by=TIMETABLE, at=AHEAD) == 6
    assert actions.plan_festivals(2027, by=staff.actor(who.party_head), at=AHEAD) == 0
    rows = FestivalReminder.objects.filter(year=2027).order_by("day")
    assert [row.day - row.send_on for row in rows] == [timedelta(days=5)] * 6
    assert all(row.words_zh and row.words_en for row in rows)
    with pytest.raises(NotAllowed):
        actions.plan_festivals(2028, by=staff.actor(who.member), at=AHEAD)
    with pytest.raises(NotValid):
        actions.plan_festivals(2061, by=TIMETABLE, at=AHEAD)


@pytest.mark.meets("Z24")
@pytest.mark.parametrize("year", sorted(TABLE))
def test_plan_festivals_plans_the_days_of_the_printed_calendar(year: int) -> None:
    actions.plan_festivals(year, by=TIMETABLE, at=AHEAD)
    days = {code: date(year, *day) for code, day in zip(MOVING, TABLE[year], strict=True)}
    planned_days = dict(FestivalReminder.objects.values_list("festival", "day"))
    assert planned_days == days | {"new_year": date(year, 1, 1), "national": date(year, 10, 1)}


@pytest.mark.meets("Z24")
def test_timetable_plans_and_sends_ahead_and_the_read_rate_follows(who: Crew) -> None:
    remind(AHEAD - timedelta(days=1))
    assert FestivalReminder.objects.filter(year__in=(2026, 2027)).count() == 12
    assert not FestivalReminder.objects.filter(state="sent").exists()
    for _ in range(2):
        remind(AHEAD)
    reminder = FestivalReminder.objects.get(state="sent")
    assert (reminder.festival, reminder.day) == ("new_year", date(2027, 1, 1))
    assert Duty.objects.filter(kind="festival_reading", due_on=reminder.day).count() == 8
    assert Fact.objects.get(kind="festival-reminder-sent/v1").fact["body"]["sent_to"] == 8

    for person in (who.member, who.head, who.member):
        actions.read_reminder(reminder, by=staff.actor(person), at=AHEAD)
    rate = queries.read_rates([reminder])[reminder.pk]
    assert (rate.asked, rate.read, rate.share.basis_points) == (8, 2, 2500)
    missing = {duty.owed_by.name for duty in queries.not_read_by(reminder, asker=staff.actor(who.officer))}
    assert missing == {"书记甲", "副主任甲", "科长乙", "经办乙", "纪检甲", "党务科长"}
    assert queries.not_read_by(reminder, asker=staff.actor(who.member)) == []
    figures = {row.code: row for row in queries.festivals_figures(staff.actor(who.member), on=date(2027, 1, 2))}
    assert (figures["festivals_sent"].done, figures["festivals_sent"].due) == (1, 6)
    assert (figures["festivals_read"].done, figures["festivals_read"].due, figures["festivals_read"].overdue) == (
        2,
        8,
        6,
    )


def test_timetable_sends_nothing_for_a_festival_that_is_over(who: Crew) -> None:
    remind(datetime(2026, 10, 2, 9, 0, tzinfo=CHINA))
    assert not FestivalReminder.objects.filter(state="sent").exists()
    with pytest.raises(NotNow):
        actions.send_reminder(FestivalReminder.objects.get(year=2026, festival="spring"), by=TIMETABLE, at=AHEAD)


def test_write_reminder_is_the_party_offices_until_it_is_sent(who: Crew) -> None:
    reminder = planned()
    with pytest.raises(NotAllowed):
        actions.write_reminder(
            reminder, words_zh="新年好。", words_en="A good year.", by=staff.actor(who.head), at=AHEAD
        )
    with pytest.raises(NotValid):
        actions.write_reminder(reminder, words_zh="新年好。", words_en=" ", by=staff.actor(who.party_head), at=AHEAD)
    by = staff.actor(who.party_head)
    written = actions.write_reminder(reminder, words_zh="新年好。", words_en="A good year.", by=by, at=AHEAD)
    assert (written.words_zh, written.written_by, written.state) == ("新年好。", by.id, "planned")


@pytest.mark.parametrize("state", [state.code for state in REMINDER.states])
@pytest.mark.parametrize("act", [move.act for move in REMINDER.moves])
def test_every_act_in_every_state_of_a_reminder(who: Crew, act: str, state: str) -> None:
    reminder = planned()
    FestivalReminder.objects.filter(pk=reminder.pk).update(state=state, sent_at=AHEAD if state == "sent" else None)
    words = {"words_zh": "好。", "words_en": "Good."} if act == "write_reminder" else {}
    move = next(move for move in REMINDER.moves if move.act == act)
    if state in move.source:
        changed = getattr(actions, act)(reminder, **words, by=staff.actor(who.officer), at=AHEAD)
        assert changed.state == move.target
    else:
        with pytest.raises(NotNow):
            getattr(actions, act)(reminder, **words, by=staff.actor(who.officer), at=AHEAD)


def test_read_reminder_is_for_those_whom_it_was_sent_to(who: Crew) -> None:
    reminder = actions.send_reminder(planned(), by=TIMETABLE, at=AHEAD)
    late = staff.member("新来的")
    with pytest.raises(NotNow):
        actions.read_reminder(reminder, by=staff.actor(late), at=AHEAD)
    with pytest.raises(NotAllowed):
        queries.reminders_for(Actor(id="nobody"), year=2027)
    with pytest.raises(NotFound):
        queries.reminder_for(reminder.pk, asker=Actor(id="nobody"))
