"""The six festivals' reminders on their day. Part of the watches' process: a duty for each member of staff delays no statutory clock."""

import logging
from datetime import datetime
from functools import partial

from qinglian.domain.education import actions, queries
from qinglian.jobs.steps import carried_out
from qinglian.law.actor import TIMETABLE
from qinglian.record.clock import CHINA

_failures = logging.getLogger("qinglian.jobs.reminding")


def remind(at: datetime) -> int:
    """This will plan the festivals of this year and the next, send the reminders whose day has come, and return how many were sent."""
    today = at.astimezone(CHINA).date()
    years = (today.year, today.year + 1)
    if not queries.are_festivals_planned(years):
        for year in years:
            carried_out(partial(actions.plan_festivals, year, by=TIMETABLE, at=at), log=_failures)
    due = queries.reminders_due(today)
    return sum(
        bool(carried_out(partial(actions.send_reminder, one, by=TIMETABLE, at=at), log=_failures)) for one in due
    )
