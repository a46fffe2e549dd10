"""The year that a page shows, and the day as of which it tells its figures."""

from datetime import date, timedelta

from django.http import HttpRequest

from qinglian.record import clock

FIRST, LAST = 2000, 2100  # whatever lies outside is a slip of the finger


def year_if_asked(request: HttpRequest) -> int | None:
    """This will read `?year=` as `year_asked` does, for a list that is not of one year: without it every year is meant (None)."""
    return year_asked(request) if request.GET.get("year") else None


def years_offered(year: int | None) -> list[int]:
    """This will list the years that a list offers, newest first: this one, the two before, and the one that is shown."""
    this = clock.today().year
    return sorted({this, this - 1, this - 2, year or this}, reverse=True)


def year_asked(request: HttpRequest) -> int:
    """This will read `?year=`; whatever is no year between 2000 and 2100 is this one."""
    text = request.GET.get("year", "")
    is_year = text.isascii() and text.isdigit() and len(text) == 4 and FIRST <= int(text) <= LAST
    return int(text) if is_year else clock.today().year


def day_asked(request: HttpRequest) -> date:
    """This will return the last day of `?month=2026-11` that is not ahead; whatever is no month is this one."""
    today = clock.today()
    try:
        asked = date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return today
    if asked > today:
        return today
    following = (asked.replace(day=28) + timedelta(days=4)).replace(day=1)
    return min(today, following - timedelta(days=1))
