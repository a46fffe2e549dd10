"""What is asked of me: everything that the signed-in member of staff owes, earliest due first, with the page where it is done."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.people import queries
from qinglian.domain.people.as_of import end_of
from qinglian.domain.people.duty_kinds import DUTY_KIND_BY_CODE
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE, PILLARS, WORK_POST_BY_CODE
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre.areas import areas_for
from qinglian.web.centre.duty_links import link_of
from qinglian.web.centre.waiting import decisions_before
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request

if TYPE_CHECKING:
    from qinglian.domain.people.models import Duty

SOON_DAYS = 7
DONE_SHOWN = 10


@dataclass(frozen=True)
class Asked:
    """One duty in the reader's words: status chip, the act, what it is about, until when, where it is done."""

    chip: tuple[str, Text]
    label: Text
    pillar: Text
    title: Text
    due_on: date
    link: str


@for_roles(*CENTRE_ROLES)
def mine(request: HttpRequest) -> HttpResponse:
    """This will list what the person owes, in groups: overdue, within a week, later; below, what was done last."""
    by, today = actor_of_request(request), clock.today()
    owed = [_asked(duty, today) for duty in queries.asked_of(by)]
    groups = (
        (Text("已过期限", "Overdue"), [row for row in owed if row.due_on < today]),
        (Text("七日内", "Within a week"), [row for row in owed if today <= row.due_on <= today + timedelta(SOON_DAYS)]),
        (Text("以后", "Later"), [row for row in owed if row.due_on > today + timedelta(SOON_DAYS)]),
    )
    entry = queries.roll_entry_of(by.id)
    context = {
        "groups": [(label, rows) for label, rows in groups if rows],
        "owed": len(owed),
        "done": [(_asked(duty, today), duty.fulfilled_at) for duty in queries.done_by(by)[:DONE_SHOWN]],
        "waiting": decisions_before(by, on=today),
        "entry": entry,
        "areas": areas_for(by.roles),
        "department": DEPARTMENT_BY_CODE[entry.department].name if entry else None,
        "work_post": WORK_POST_BY_CODE[entry.work_post].name if entry else None,
    }
    return render(request, "centre/mine.html", context)


def _asked(duty: "Duty", today: date) -> Asked:
    kind = DUTY_KIND_BY_CODE[duty.kind]
    title = Text(duty.title_zh, duty.title_en)
    return Asked(chip_of(duty, today), kind.label, PILLARS[kind.pillar], title, duty.due_on, link_of(duty))


def chip_of(duty: "Duty", today: date) -> tuple[str, Text]:
    """This will say in icon and words how a duty stands at the end of a day."""
    if duty.fulfilled_at is not None and duty.fulfilled_at <= end_of(today):
        return "ok", Text("已办", "Done")
    if duty.due_on < today:
        return "stop", Text("已逾期", "Overdue")
    return (
        ("warn", Text("快到期", "Due soon"))
        if duty.due_on <= today + timedelta(SOON_DAYS)
        else ("wait", Text("待办", "To do"))
    )
