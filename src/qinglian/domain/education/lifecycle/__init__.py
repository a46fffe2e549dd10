"""The lawful moves."""

from qinglian.domain.education.lifecycle.activities import ACTIVITY, REFLECTION
from qinglian.domain.education.lifecycle.culture import LOAN, MESSAGE, POSITION
from qinglian.domain.education.lifecycle.families import FAMILY_CONTEST
from qinglian.domain.education.lifecycle.festivals import REMINDER
from qinglian.domain.education.lifecycle.home_visits import HOME_VISIT
from qinglian.domain.education.lifecycle.talks import TALK

__all__ = ["ACTIVITY", "FAMILY_CONTEST", "HOME_VISIT", "LOAN", "MESSAGE", "POSITION", "REFLECTION", "REMINDER", "TALK"]
