"""The tables."""

from qinglian.domain.education.models.festivals import FestivalReminder

__all__ = ["FestivalReminder"]
