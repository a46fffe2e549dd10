"""Every question, filtered for who asks."""

from qinglian.domain.education.queries.festivals import (
    ReadRate,
    are_festivals_planned,
    festivals_figures,
    not_read_by,
    own_reading,
    read_rates,
    reminder_for,
    reminders_due,
    reminders_for,
    sections_of,
)

__all__ = [
    "ReadRate",
    "are_festivals_planned",
    "festivals_figures",
    "not_read_by",
    "own_reading",
    "read_rates",
    "reminder_for",
    "reminders_due",
    "reminders_for",
    "sections_of",
]
