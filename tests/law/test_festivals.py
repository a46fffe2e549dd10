"""The six festivals: an independent table of 2020 to 2035, and the `holidays` package for every year that we vouch for."""

from datetime import date

import holidays
import pytest

from qinglian.law.festivals import FESTIVALS, FIRST_YEAR, LAST_YEAR, festival_around, festival_day, festivals_of

# Written by hand from printed calendars: Spring Festival, Qingming, Dragon Boat, Mid-Autumn (month, day).
TABLE = {
    2020: ((1, 25), (4, 4), (6, 25), (10, 1)), 2021: ((2, 12), (4, 4), (6, 14), (9, 21)),
    2022: ((2, 1), (4, 5), (6, 3), (9, 10)), 2023: ((1, 22), (4, 5), (6, 22), (9, 29)),
    2024: ((2, 10), (4, 4), (6, 10), (9, 17)), 2025: ((1, 29), (4, 4), (5, 31), (10, 6)),
    2026: ((2, 17), (4, 5), (6, 19), (9, 25)), 2027: ((2, 6), (4, 5), (6, 9), (9, 15)),
    2028: ((1, 26), (4, 4), (5, 28), (10, 3)), 2029: ((2, 13), (4, 4), (6, 16), (9, 22)),
    2030: ((2, 3), (4, 5), (6, 5), (9, 12)), 2031: ((1, 23), (4, 5), (6, 24), (10, 1)),
    2032: ((2, 11), (4, 4), (6, 12), (9, 19)), 2033: ((1, 31), (4, 4), (6, 1), (9, 8)),
    2034: ((2, 19), (4, 5), (6, 20), (9, 27)), 2035: ((2, 8), (4, 5), (6, 10), (9, 16)),
}  # fmt: skip
MOVING = ("spring", "qingming", "dragon_boat", "mid_autumn")
NAMED = {
    "元旦": "new_year", "春节": "spring", "清明节": "qingming", "端午节": "dragon_boat", "中秋节": "mid_autumn", "国庆节": "national",
}  # fmt: skip


@pytest.mark.parametrize("year", sorted(TABLE))
def test_festivals_agree_with_printed_calendars(year: int) -> None:
    days = {code: date(year, *day) for code, day in zip(MOVING, TABLE[year], strict=True)}
    days |= {"new_year": date(year, 1, 1), "national": date(year, 10, 1)}
    assert {row.code: festival_day(row.code, year) for row in FESTIVALS} == days


@pytest.mark.parametrize("year", range(2008, LAST_YEAR + 1))
def test_festivals_agree_with_the_holidays_package(year: int) -> None:
    """Since 2008 all six are holidays by law. A day that is two festivals carries both names."""
    package = holidays.country_holidays("CN", years=year, language="zh_CN")
    named = {
        (NAMED[name], day)
        for day, names in package.items()
        for name in names.split("; ")
        if name in NAMED
    }  # fmt: skip
    missing = {(row.code, day) for row, day in festivals_of(year)} - named
    assert missing == set()


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1])
def test_years_that_we_do_not_vouch_for_are_refused(year: int) -> None:
    with pytest.raises(ValueError, match="right for 1990 to 2060"):
        festival_day("spring", year)


def test_unknown_festival_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        festival_day("christmas", 2026)


def test_festivals_of_a_year_are_six_earliest_first() -> None:
    assert [row.code for row, _ in festivals_of(2026)] == [
        "new_year", "spring", "qingming", "dragon_boat", "mid_autumn", "national",
    ]  # fmt: skip
    assert [row.code for row, _ in festivals_of(2025)][-2:] == ["national", "mid_autumn"]


def test_festival_around_is_the_nearest_also_across_the_turn_of_the_year() -> None:
    assert festival_around(date(2025, 12, 28), days=15) == "new_year"
    assert festival_around(date(2026, 9, 29), days=15) == "national"
    assert festival_around(date(2026, 8, 1), days=15) == ""
