"""The facts."""

from qinglian.domain.education.events.festivals import ReminderSent, ReminderWritten

__all__ = ["ReminderSent", "ReminderWritten"]
