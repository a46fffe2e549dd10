"""The State Council's notices of holidays, as rows, and provisional rows for the years that have none yet."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

import holidays

from qinglian.law.calendar import Holiday, WorkingCalendar, YearNotice, merged
from qinglian.law.text import Text

NEW_YEAR = Text("元旦", "New Year")
SPRING = Text("春节", "Spring Festival")
QINGMING = Text("清明节", "Qingming Festival")
LABOUR = Text("劳动节", "Labour Day")
DRAGON_BOAT = Text("端午节", "Dragon Boat Festival")
MID_AUTUMN = Text("中秋节", "Mid-Autumn Festival")
NATIONAL = Text("国庆节", "National Day")
NATIONAL_AND_MID_AUTUMN = Text("国庆节、中秋节", "National Day and Mid-Autumn Festival")

NOTICES: tuple[YearNotice, ...] = (
    YearNotice(
        2025,
        "国办发明电〔2024〕12号",
        True,
        (
            Holiday(NEW_YEAR, date(2025, 1, 1), date(2025, 1, 1)),
            Holiday(SPRING, date(2025, 1, 28), date(2025, 2, 4)),
            Holiday(QINGMING, date(2025, 4, 4), date(2025, 4, 6)),
            Holiday(LABOUR, date(2025, 5, 1), date(2025, 5, 5)),
            Holiday(DRAGON_BOAT, date(2025, 5, 31), date(2025, 6, 2)),
            Holiday(NATIONAL_AND_MID_AUTUMN, date(2025, 10, 1), date(2025, 10, 8)),
        ),
        (date(2025, 1, 26), date(2025, 2, 8), date(2025, 4, 27), date(2025, 9, 28), date(2025, 10, 11)),
    ),
    YearNotice(
        2026,
        "国办发明电〔2025〕7号",
        True,
        (
            Holiday(NEW_YEAR, date(2026, 1, 1), date(2026, 1, 3)),
            Holiday(SPRING, date(2026, 2, 15), date(2026, 2, 23)),
            Holiday(QINGMING, date(2026, 4, 4), date(2026, 4, 6)),
            Holiday(LABOUR, date(2026, 5, 1), date(2026, 5, 5)),
            Holiday(DRAGON_BOAT, date(2026, 6, 19), date(2026, 6, 21)),
            Holiday(MID_AUTUMN, date(2026, 9, 25), date(2026, 9, 27)),
            Holiday(NATIONAL, date(2026, 10, 1), date(2026, 10, 7)),
        ),
        (
            date(2026, 1, 4),
            date(2026, 2, 14),
            date(2026, 2, 28),
            date(2026, 5, 9),
            date(2026, 9, 20),
            date(2026, 10, 10),
        ),
    ),
)
PROVISIONAL_YEARS = range(2024, 2041)


@lru_cache
def official_calendar(loaded: tuple[YearNotice, ...] = ()) -> WorkingCalendar:
    """This will return the calendar of all notices known (those loaded by the operator win), other years provisional."""
    forecast = (provisional_year(year) for year in PROVISIONAL_YEARS)
    return merged(NOTICES + loaded, provisional=forecast)


def provisional_year(year: int) -> YearNotice:
    """This will forecast a year from the `holidays` package: statutory days are known by rule, worked weekends are not."""
    days = sorted(holidays.country_holidays("CN", years=year, language="zh_CN").items())
    found = [Holiday(Text(name, name), day, day) for day, name in days if day.year == year]
    return YearNotice(year, "provisional", False, tuple(_joined(found)), ())


def _joined(found: list[Holiday]) -> Iterator[Holiday]:
    """Consecutive days of one holiday become one row, named after its first day; bare weekends between them belong to it."""
    current: Holiday | None = None
    for item in found:
        if current and (
            item.first - current.last <= timedelta(days=1) or _only_weekend_between(current.last, item.first)
        ):
            current = Holiday(current.name, current.first, item.last)
            continue
        if current:
            yield current
        current = item
    if current:
        yield current


def _only_weekend_between(last: date, first: date) -> bool:
    gap = [last + timedelta(days=offset) for offset in range(1, (first - last).days)]
    return 0 < len(gap) <= 2 and all(day.weekday() >= 5 for day in gap)
