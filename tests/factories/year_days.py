"""The days of the year that `tests.factories.year` plays: what is done in October, what was due and is not, the day after."""

from datetime import date, datetime, timedelta

from tests.factories import staff

AT: datetime = staff.AT
"""2 November 2026, 9:00: when what was open is done."""

ON = date(2026, 10, 31)
"""The last day of the month whose report must not change."""

DONE_AT = AT - timedelta(days=20)
"""13 October, 9:00."""

DONE_ON, LATE_ON, AHEAD_ON = DONE_AT.date(), date(2026, 10, 25), date(2026, 12, 20)
LAST_YEAR = AT.year - 1


def last_year(moment: datetime) -> datetime:
    """This will return the same moment a year before."""
    return moment.replace(year=LAST_YEAR)
