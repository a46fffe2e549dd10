"""Working days and periods of days, as a pure function of rows: the State Council's yearly notices of holidays.

Counting: the first day is not counted; the last day counts; a last day inside a statutory holiday moves to the next working day.
Each answer says whether every year that it touched is confirmed by a notice, or only provisional.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from qinglian.law.text import Text
from qinglian.trust.canonical import jcs, sha256

_DAY = timedelta(days=1)
_LONGEST_SEARCH_DAYS = 60
_SATURDAY = 5


@dataclass(frozen=True)
class Holiday:
    """One holiday as the notice writes it: its name and its first and last day."""

    name: Text
    first: date
    last: date

    def covers(self, day: date) -> bool:
        """This will say whether the day lies inside the holiday."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class YearNotice:
    """One year's row: the notice's number, its holidays and the weekend days that are worked instead. Unconfirmed: a forecast."""

    year: int
    number: str
    confirmed: bool
    holidays: tuple[Holiday, ...]
    working_weekends: tuple[date, ...]

    def row(self) -> dict[str, object]:
        """This will return the row as JSON values."""
        return {
            "year": self.year,
            "number": self.number,
            "confirmed": self.confirmed,
            "holidays": [
                {"zh": item.name.zh, "en": item.name.en, "first": item.first.isoformat(), "last": item.last.isoformat()}
                for item in self.holidays
            ],
            "working_weekends": [day.isoformat() for day in self.working_weekends],
        }


def notice_from_row(row: Mapping[str, object]) -> YearNotice:
    """This will read a row in the shape of `YearNotice.row()` (KeyError, ValueError or TypeError when it is malformed)."""
    holidays = [
        Holiday(Text(item["zh"], item["en"]), date.fromisoformat(item["first"]), date.fromisoformat(item["last"]))
        for item in _items(row["holidays"])
    ]
    weekends = [date.fromisoformat(str(day)) for day in _items(row["working_weekends"])]
    return YearNotice(
        int(str(row["year"])), str(row["number"]), bool(row["confirmed"]), tuple(holidays), tuple(weekends)
    )


@dataclass(frozen=True)
class DayAnswer:
    """A day, whether it is confirmed, and where it came from when it was moved off a holiday."""

    on: date
    confirmed: bool
    counted: date
    holiday: Holiday | None = None

    @property
    def is_moved(self) -> bool:
        """Whether the counted day lay on a holiday, so that the answer is a later one."""
        return self.on != self.counted


@dataclass(frozen=True)
class WorkingCalendar:
    """The rows of some years. A day outside them raises ValueError: load the year's notice, or a provisional row."""

    years: tuple[YearNotice, ...]

    def year(self, day: date) -> YearNotice:
        """This will return the row that governs the day's year."""
        if day.year not in self._by_year:
            raise ValueError(
                f"the calendar has no row for {day.year}: load the State Council's notice or a provisional year"
            )
        return self._by_year[day.year]

    def holiday_on(self, day: date) -> Holiday | None:
        """This will return the statutory holiday that covers the day, or None on an ordinary day."""
        return next((item for item in self.year(day).holidays if item.covers(day)), None)

    def is_working_day(self, day: date) -> bool:
        """This will say whether people work on that day: a weekday outside holidays, or a worked weekend."""
        if day in self.year(day).working_weekends:
            return True
        return day.weekday() < _SATURDAY and self.holiday_on(day) is None

    def working_day_from(self, day: date) -> DayAnswer:
        """This will return the day itself when it is a working day, otherwise the next working day."""
        found, confirmed = day, self.year(day).confirmed
        for _ in range(_LONGEST_SEARCH_DAYS):
            if self.is_working_day(found):
                return DayAnswer(found, confirmed, day, self.holiday_on(day))
            found += _DAY
            confirmed = confirmed and self.year(found).confirmed
        raise ValueError(
            f"no working day within {_LONGEST_SEARCH_DAYS} days of {day.isoformat()}: check the calendar's rows"
        )

    def add_working_days(self, start: date, count: int) -> DayAnswer:
        """This will return the last of `count` working days; the first day is not counted. Count must be positive."""
        if count < 1:
            raise ValueError(f"count working days from 1, not {count}")
        found, confirmed, left = start, self.year(start).confirmed, count
        while left:
            found += _DAY
            confirmed = confirmed and self.year(found).confirmed
            left -= self.is_working_day(found)
        return DayAnswer(found, confirmed, found)

    def last_day(self, start: date, days: int) -> DayAnswer:
        """This will return the last of `days` calendar days after `start`, moved off a statutory holiday to the next working day."""
        counted = start + days * _DAY
        if self.holiday_on(counted) is None:
            return DayAnswer(counted, self.year(counted).confirmed, counted)
        return self.working_day_from(counted)

    def document(self) -> bytes:
        """This will return all rows, in order of years, as RFC 8785 bytes: the file that is published under its own hash."""
        return jcs([item.row() for item in sorted(self.years, key=lambda item: item.year)])

    def digest(self) -> str:
        """This will return the hex SHA-256 of `document()`; the notice's fact carries it."""
        return sha256(self.document()).hex()

    @cached_property
    def _by_year(self) -> dict[int, YearNotice]:
        return {item.year: item for item in self.years}


def days_between(first: date, last: date) -> int:
    """This will count the calendar days from `first` to `last`: the first day is not counted, the last one is."""
    return (last - first).days


def merged(notices: Iterable[YearNotice], *, provisional: Iterable[YearNotice]) -> WorkingCalendar:
    """This will build a calendar in which a year's notice replaces its provisional row."""
    by_year = {item.year: item for item in provisional}
    by_year.update({item.year: item for item in notices})
    return WorkingCalendar(tuple(by_year[year] for year in sorted(by_year)))


def _items(value: object) -> list[dict[str, str]]:
    if not isinstance(value, list):
        raise TypeError(f"a list was expected, not {value!r}")
    return value
