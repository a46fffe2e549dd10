"""What the weekly inspection is drawn from, when a lot may be known, which period a check belongs to. Pure but for the calendar's rows."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from qinglian.law.calendar import WorkingCalendar
from qinglian.law.rulebook import rule
from qinglian.law.rules_checks import START
from qinglian.record.clock import CHINA
from qinglian.trust.weekly import Lot, quarter_of, week_of

_WEEK = timedelta(days=7)
_DAYS = 7


def next_monday(on: date) -> date:
    """This will return the first Monday after a day: the first week that a commitment of that day can govern."""
    return on + timedelta(days=_DAYS - on.weekday())


def scope_from(monday: date, *, calendar: WorkingCalendar, sections: Sequence[str], on: date) -> dict[str, Any]:
    """This will say what the weeks from `monday` to the end of its quarter are drawn from.

    A week's days are its working days. A week without any is drawn from all seven: who is on duty over a holiday is inspected too.
    """
    period = quarter_of(monday)
    weeks: dict[str, list[str]] = {}
    while quarter_of(monday) == period:
        days = [monday + timedelta(days=n) for n in range(_DAYS)]
        weeks[week_of(monday)] = [day.isoformat() for day in days if calendar.is_working_day(day)] or [
            day.isoformat() for day in days
        ]
        monday += _WEEK
    hours = [int(hour) for hour in str(rule("inspection_hours", on=on).value).split("|")]
    return {"period": period, "weeks": weeks, "hours": hours, "sections": list(sections)}


def known_from(lot: Lot) -> datetime:
    """This will return the moment from which inspectors may know a lot: the morning of its day."""
    day = date.fromisoformat(lot.day)
    return datetime.combine(day, time(rule("inspection_lot_hour", on=day).number()), CHINA)


def held_from(lot: Lot) -> datetime:
    """This will return the moment from which the inspection may be held: the hour that was drawn."""
    return datetime.combine(date.fromisoformat(lot.day), time(lot.hour), CHINA)


def over_at(monday: date) -> datetime:
    """This will return the moment at which a week is over."""
    return datetime.combine(monday + _WEEK, time(), CHINA)


def period_months(year: int) -> int:
    """This will return how many months a period of checks has in a year: by the row in force on the year's first day."""
    return rule("check_period_months", on=date(year, 1, 1)).number()


def is_check_fresh(checked_on: date | None, *, days: int, on: date) -> bool:
    """This will say whether a point that is to be checked every so many days was checked in time, seen from a day."""
    return checked_on is not None and on - checked_on <= timedelta(days=days)


def check_period(on: date) -> str:
    """This will name the period of periodic checks that a day lies in: `2026-H2`, the second part of the year."""
    return f"{on.year}-H{(on.month - 1) // period_months(on.year) + 1}"


def periods_until(on: date) -> list[str]:
    """This will list the periods of last year and this one that have begun by a day, the latest last; none from before the rule."""
    years = range(max(START.year, on.year - 1), on.year + 1)
    every = [f"{year}-H{part}" for year in years for part in range(1, 12 // period_months(year) + 1)]
    return [period for period in every if days_of(period)[0] <= on]


def days_of(period: str) -> tuple[date, date]:
    """This will return a period's first and last day (ValueError for what is none)."""
    year, part = (int(word) for word in period.split("-H"))
    months = period_months(year)
    if not 1 <= part <= 12 // months:
        raise ValueError(period)
    first = date(year, (part - 1) * months + 1, 1)
    after = date(year + (part * months) // 12, (part * months) % 12 + 1, 1)
    return first, after - timedelta(days=1)
