"""Study in the reader's words: chips of states, names of audiences, and how a form's act is carried out. Rows of data and small translations."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest

from qinglian.domain.education.activity_kinds import AUDIENCES
from qinglian.domain.education.lifecycle import ACTIVITY, REFLECTION
from qinglian.domain.people.establishment import BRANCH_BY_CODE, DEPARTMENT_BY_CODE, STANDINGS
from qinglian.law.refusal import NotNow, NotValid
from qinglian.law.text import Text
from qinglian.web.shared.forms import PageForm
from qinglian.web.shared.tags import word

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


def is_done(request: HttpRequest, form: PageForm, act: Callable[[], object], said: Text) -> bool:
    """This will carry an act out: True and a message, or False with the refusal at its field of the form."""
    try:
        act()
    except (NotValid, NotNow) as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, word(said))
    return True
