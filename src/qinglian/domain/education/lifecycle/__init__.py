"""The lawful moves."""

from qinglian.domain.education.lifecycle.families import (
    FAMILY_CONTEST,
)
from qinglian.domain.education.lifecycle.home_visits import (
    HOME_VISIT,
)
from qinglian.domain.education.lifecycle.talks import (
    TALK,
)

__all__ = [
    "FAMILY_CONTEST",
    "HOME_VISIT",
    "TALK",
]
