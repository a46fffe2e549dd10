"""Whether something had happened by the end of a day: what figures, lists and reports of that day are told by.

By the house's style a moment's name ends in `_at` and a day's in `_on`, so the name says what it is compared with.
"""

from datetime import date, datetime, time

from django.db.models import Q

from qinglian.record.clock import CHINA


def end_of(on: date) -> datetime:
    """This will return the last moment of a day in China."""
    return datetime.combine(on, time.max, tzinfo=CHINA)


def had(field: str, *, on: date | None) -> Q:
    """This will say of rows that this moment or day lies not behind the end of `on` (None: now): it had happened by then."""
    return Q(**{f"{field}__isnull": False}) if on is None else Q(**{f"{field}__lte": _end(field, on)})


def had_not(field: str, *, on: date | None) -> Q:
    """This will say of rows that this moment or day is empty or lies behind the end of `on` (None: now): it had not happened by then."""
    return Q(**{field: None}) if on is None else Q(**{field: None}) | Q(**{f"{field}__gt": _end(field, on)})


def late_on(on: date, *, done: str = "fulfilled_at", due: str = "due_on") -> Q:
    """This will say of rows that they were late on this day: due before it and, by its end, not done (a duty: fulfilled)."""
    return Q(**{f"{due}__lt": on}) & had_not(done, on=on)


def _end(field: str, on: date) -> date:
    return on if field.endswith("_on") else end_of(on)
