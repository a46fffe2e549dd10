"""Periods and working days, on the notices of 2025 and 2026 and by property."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian.law.calendar import WorkingCalendar, days_between, notice_from_row
from qinglian.law.holiday_notices import NOTICES, official_calendar, provisional_year

CALENDAR = official_calendar()
DAYS_2026 = st.dates(date(2026, 1, 1), date(2026, 11, 30))


def test_last_day_counts_as_the_picture_does():
    answer = CALENDAR.last_day(date(2026, 11, 19), 20)
    assert (answer.on, answer.confirmed, answer.is_moved) == (date(2026, 12, 9), True, False)
    assert days_between(date(2026, 11, 19), date(2026, 12, 4)) == 15


@pytest.mark.parametrize(
    ("start", "counted", "moved_to"),
    [
        (date(2026, 9, 11), date(2026, 10, 1), date(2026, 10, 8)),
        (date(2026, 9, 17), date(2026, 10, 7), date(2026, 10, 8)),
        (date(2026, 9, 5), date(2026, 9, 25), date(2026, 9, 28)),
        (date(2026, 1, 26), date(2026, 2, 15), date(2026, 2, 24)),
        (date(2026, 4, 12), date(2026, 5, 2), date(2026, 5, 6)),
    ],
)
def test_last_day_on_a_statutory_holiday_moves_to_the_next_working_day(start, counted, moved_to):
    answer = CALENDAR.last_day(start, 20)
    assert (answer.counted, answer.on) == (counted, moved_to)
    assert answer.holiday is not None


def test_last_day_on_an_ordinary_weekend_stays():
    assert CALENDAR.last_day(date(2026, 10, 25), 20).on == date(2026, 11, 14)


def test_worked_weekends_are_working_days_and_bridged_days_are_not():
    days = [date(2026, 9, 20), date(2026, 10, 10), date(2026, 10, 6), date(2026, 11, 14), date(2026, 11, 16)]
    assert [CALENDAR.is_working_day(day) for day in days] == [True, True, False, False, True]


def test_add_working_days_crosses_a_holiday():
    assert CALENDAR.add_working_days(date(2026, 9, 30), 3).on == date(2026, 10, 10)


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: str(notice.year))
def test_notice_agrees_with_the_holidays_package(notice):
    package = holidays.country_holidays("CN", years=notice.year)
    calendar = WorkingCalendar((notice,))
    first = date(notice.year, 1, 1)
    days = [first + timedelta(days=offset) for offset in range((date(notice.year, 12, 31) - first).days + 1)]
    differing = [day for day in days if calendar.is_working_day(day) != package.is_working_day(day)]
    assert differing == []


def test_answer_in_a_year_without_notice_is_provisional():
    answers = [CALENDAR.last_day(date(2026, 12, 20), 20), CALENDAR.add_working_days(date(2026, 12, 30), 5)]
    assert [answer.confirmed for answer in answers] == [False, False]


def test_loaded_notice_confirms_its_year():
    row = {**provisional_year(2027).row(), "number": "国办发明电〔2026〕9号", "confirmed": True}
    calendar = official_calendar((notice_from_row(row),))
    assert calendar.last_day(date(2026, 12, 20), 20).confirmed
    assert calendar.digest() != CALENDAR.digest()


def test_provisional_spring_festival_is_one_span():
    span = next(item for item in provisional_year(2027).holidays if item.covers(date(2027, 2, 6)))
    assert (span.first, span.last) == (date(2027, 2, 5), date(2027, 2, 10))


def test_row_and_back_is_the_same_notice():
    assert [notice_from_row(notice.row()) for notice in NOTICES] == list(NOTICES)


def test_day_outside_the_rows_is_refused():
    with pytest.raises(ValueError, match="no row for 2019"):
        CALENDAR.is_working_day(date(2019, 5, 1))


def test_add_working_days_refuses_zero():
    with pytest.raises(ValueError, match="from 1"):
        CALENDAR.add_working_days(date(2026, 5, 6), 0)


@given(start=DAYS_2026, count=st.integers(1, 30))
def test_add_working_days_passes_exactly_that_many(start, count):
    end = CALENDAR.add_working_days(start, count).on
    passed = [start + timedelta(days=offset) for offset in range(1, (end - start).days + 1)]
    assert sum(CALENDAR.is_working_day(day) for day in passed) == count
    assert CALENDAR.is_working_day(end)


@given(start=DAYS_2026, days=st.integers(0, 60))
def test_last_day_never_comes_early_nor_rests_on_a_holiday(start, days):
    answer = CALENDAR.last_day(start, days)
    assert answer.on >= start + timedelta(days=days)
    assert CALENDAR.holiday_on(answer.on) is None
    assert answer.is_moved == (CALENDAR.holiday_on(answer.counted) is not None)
