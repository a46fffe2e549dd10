"""Study in the reader's words: chips of states and names of audiences. Rows of data and small translations."""

from typing import TYPE_CHECKING

from qinglian.domain.education.activity_kinds import AUDIENCES
from qinglian.domain.education.lifecycle import ACTIVITY, REFLECTION
from qinglian.domain.people.establishment import BRANCH_BY_CODE, DEPARTMENT_BY_CODE, STANDINGS
from qinglian.law.text import Text

if TYPE_CHECKING:
    from qinglian.domain.education.models import Activity

_STATUS = {"planned": "wait", "open": "run", "held": "warn", "closed": "ok", "called_off": "stop"}
_REFLECTION_STATUS = {"draft": "wait", "submitted": "run", "read": "ok", "answered": "ok"}


def chip_of(activity: "Activity") -> tuple[str, Text]:
    """This will return an activity's chip."""
    return _STATUS[activity.state], ACTIVITY.state(activity.state).label


def reflection_chip(state: str) -> tuple[str, Text]:
    """This will return a reflection's chip."""
    return _REFLECTION_STATUS[state], REFLECTION.state(state).label


def audience_words(activity: "Activity") -> Text:
    """This will name whom an activity is for."""
    of = activity.audience_of
    if activity.audience == "branch":
        return BRANCH_BY_CODE[of].name
    if activity.audience == "department":
        return DEPARTMENT_BY_CODE[of].name
    return STANDINGS[of] if activity.audience == "standing" else AUDIENCES[activity.audience]
