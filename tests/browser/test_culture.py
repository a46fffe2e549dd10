"""Meetings, the plan, messages, positions and the reading room in a real browser: both widths, both languages, no fault."""

from datetime import timedelta

import pytest

from qinglian.domain.integrity import actions
from qinglian.domain.people.models import Person
from qinglian.jobs.timetable import tick
from qinglian.record import keys
from qinglian.record.clock import simulated_at
from tests.browser.desk import Desk, axe_clean, fits
from tests.factories import culture, staff
from tests.factories.culture import AT, TODAY

pytestmark = pytest.mark.django_db(transaction=True)


def furnished() -> tuple[Person, dict[str, int]]:
    """This will make a meeting, a plan with closed, overdue and unpaired tasks, messages, positions and books; the officer and the keys are returned."""
    person = staff.party_officer("温如言")
    by, leader, owner = staff.actor(person), staff.deputy("卢敬之"), staff.head("齐正平")
    held = culture.meeting(by, leader)
    actions.record_decision(
        held, item=held.items.get(), words="对抽查发现的问题逐条整改", owner=owner, due_on=TODAY, by=by, at=AT
    )  # fmt: skip
    plan, item, pair = culture.issued_pair(by, leader, owner)
    for task in (item, pair):
        culture.evidenced(task, staff.actor(owner))
    actions.close_task(item, by=staff.actor(leader), at=AT)
    lacking = {}
    for number, kind, section, days in (
        (3, "business", "service", -40),
        (4, "daily", "office", 30),
        (5, "integrity", "party", 10),
    ):
        typed = culture.task_input(
            leader, owner, number, kind, department=section, due_on=TODAY + timedelta(days=days),
            title="窗口一次办结，压减申报材料",
        )  # fmt: skip
        lacking[number] = actions.add_task(plan, typed, by=by, at=AT)
    culture.message(by, "吏不畏吾严而畏吾廉，民不服吾能而服吾公。")
    shown = culture.position(by, owner, photo=culture.photograph())
    culture.position(by, owner, name="交易大厅电子屏", renewed_on=TODAY - timedelta(days=60))
    book = culture.book(by, copies=2)
    tick(at=AT)
    keys_of = {"meeting": held.pk, "plan": plan.pk, "task": lacking[3].pk, "position": shown.pk, "book": book.pk}
    return person, keys_of


@pytest.mark.parametrize(("phone", "language"), [(False, "zh-CN"), (True, "zh-CN"), (False, "en")])
def test_culture_pages(desk: Desk, phone: bool, language: str) -> None:
    keys.make_keys()
    with simulated_at(AT):
        person, pk = furnished()
        page = desk.page(person=person, phone=phone, language=language)
        for name, address in (
            ("meetings", "/centre/meetings/"),
            ("meeting", f"/centre/meetings/{pk['meeting']}/"),
            ("meeting-new", "/centre/meetings/new/"),
            ("plan", f"/centre/plans/{pk['plan']}/"),
            ("task", f"/centre/plans/tasks/{pk['task']}/"),
            ("plan-sheet", f"/centre/plans/{pk['plan']}/sheet/"),
            ("messages", "/centre/messages/"),
            ("message-log", "/centre/messages/log/"),
            ("positions", "/centre/positions/"),
            ("position", f"/centre/positions/{pk['position']}/"),
            ("library", "/centre/library/"),
            ("book", f"/centre/library/{pk['book']}/"),
            ("screen", "/messages/screen/"),
        ):
            answer = page.goto(desk.url(address), timeout=60_000)
            assert answer is not None
            assert answer.status == 200, name
            axe_clean(page)
            fits(page)
            desk.picture(page, f"culture-{name}-{'phone' if phone else 'desk'}-{language[:2]}")
