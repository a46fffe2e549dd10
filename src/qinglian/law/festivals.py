"""The six festivals around which integrity is recalled: their days in any year, three by the sun and three by the moon. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from lunar_python import Lunar, Solar

from qinglian.law.text import Text

FIRST_YEAR, LAST_YEAR = 1990, 2060


@dataclass(frozen=True)
class Festival:
    """One festival: its code and name, and its day as people say it."""

    code: str
    name: Text
    day: Text


FESTIVALS: tuple[Festival, ...] = (
    Festival("new_year", Text("元旦", "New Year"), Text("公历一月一日", "1 January")),
    Festival("spring", Text("春节", "Spring Festival"), Text("农历正月初一", "first day of the first lunar month")),
    Festival("qingming", Text("清明节", "Qingming"), Text("清明节气当日", "day of the solar term Qingming")),
    Festival("dragon_boat", Text("端午节", "Dragon Boat Festival"), Text("农历五月初五", "fifth day of the fifth lunar month")),
    Festival("mid_autumn", Text("中秋节", "Mid-Autumn Festival"), Text("农历八月十五", "fifteenth day of the eighth lunar month")),
    Festival("national", Text("国庆节", "National Day"), Text("公历十月一日", "1 October")),
)  # fmt: skip
FESTIVAL_BY_CODE: dict[str, Festival] = {row.code: row for row in FESTIVALS}
LUNAR = {"spring": (1, 1), "dragon_boat": (5, 5), "mid_autumn": (8, 15)}
FIXED = {"new_year": (1, 1), "national": (10, 1)}


@cache
def festival_day(code: str, year: int) -> date:
    """This will return the festival's day in that year of the calendar (KeyError: no such festival, ValueError: a year we do not vouch for)."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"no festivals of {year}: the tables are right for {FIRST_YEAR} to {LAST_YEAR}")
    if code in FIXED:
        return date(year, *FIXED[code])
    if code in LUNAR:
        return _plain(Lunar.fromYmd(year, *LUNAR[code]).getSolar())
    if code == "qingming":
        return _plain(Solar.fromYmd(year, 4, 10).getLunar().getJieQiTable()["清明"])
    raise KeyError(code)


def festivals_of(year: int) -> list[tuple[Festival, date]]:
    """This will list the six festivals of a year with their days, earliest first."""
    return sorted(((row, festival_day(row.code, year)) for row in FESTIVALS), key=lambda pair: pair[1])


def festival_around(day: date, *, days: int) -> str:
    """This will return the code of the festival that lies within this many days of the day, the nearest first ("" when none does)."""
    years = (year for year in (day.year - 1, day.year, day.year + 1) if FIRST_YEAR <= year <= LAST_YEAR)
    near = [(abs(when - day), row.code) for year in years for row, when in festivals_of(year)]
    close = [pair for pair in near if pair[0] <= timedelta(days=days)]
    return min(close)[1] if close else ""


def _plain(solar: Solar) -> date:
    return date(solar.getYear(), solar.getMonth(), solar.getDay())
