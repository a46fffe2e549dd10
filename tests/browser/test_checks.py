"""Inspections, checks, corrections and assessments in a real browser: both widths, both languages, no fault."""

from datetime import datetime, timedelta

import pytest

from qinglian.domain.integrity import actions as integrity
from qinglian.domain.integrity.actions import Result
from qinglian.domain.integrity.models import Inspection
from qinglian.domain.supervision import actions
from qinglian.jobs.inspecting import oversee
from qinglian.record import keys
from qinglian.record.clock import CHINA, simulated_at
from tests.browser.desk import Desk, axe_clean, fits
from tests.factories import people, staff

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 12, 14, 9, 0, tzinfo=CHINA)
NOW = datetime(2027, 1, 4, 9, 0, tzinfo=CHINA)


@pytest.mark.parametrize(("phone", "language"), [(False, "zh-CN"), (True, "zh-CN"), (False, "en")])
def test_inspections_checks_corrections_and_scores(desk: Desk, phone: bool, language: str) -> None:
    keys.make_keys()
    officer = staff.discipline_officer("石清源")
    owner = staff.member("钱清白", department="finance", work_post="cashier", branch="first", standings=("key_post",))
    staff.deputy("梅若水", area=("finance",))
    staff.member("何静", department="service", work_post="verifier", standings=("key_post",))
    by = people.actor(people.supervisor())
    oversee(AT)
    oversee(datetime(2026, 12, 26, tzinfo=CHINA))
    week = Inspection.objects.get(kind="weekly")
    sound = [Result("sound", "现场查看，没有发现。")] * len(week.checklist.items)
    actions.hold_check(week, results=sound, conclusion="全员在岗。", by=by, at=week.planned_at + timedelta(minutes=9))
    held = actions.plan_check("cashier", method="documents", planned_on=AT.date(), by=by, at=AT)
    told = [Result("attention", "核对 12 笔退款，2 笔超过五日。")] + [Result("sound", "已查阅台账。")] * (len(held.checklist.items) - 1)  # fmt: skip
    actions.hold_check(held, results=told, conclusion="台账完整，个别退款超期。", by=by, at=AT)
    planned = actions.plan_check("verifier", method="hearing", planned_on=NOW.date(), by=by, at=NOW)
    order = integrity.order_finding(
        held, problem="两笔保证金退款超过五日，没有写明原因。", severity="serious", point="R43", advice="补写原因，设到期提醒。", owner=owner,
        due_on=(AT + timedelta(days=9)).date(), by=by, at=AT,
    )  # fmt: skip
    oversee(NOW)
    inspector, mine = (
        (
            ("inspections", "/supervisor/inspections/"),
            ("checklist", f"/supervisor/inspections/{planned.pk}/"),
            ("inspected", f"/supervisor/inspections/{held.pk}/"),
            ("checks", "/supervisor/checks/?period=2026-H2"),
            ("plan-check", "/supervisor/checks/plan/"),
            ("rectifications", "/supervisor/rectifications/"),
            ("rectification", f"/supervisor/rectifications/{order.pk}/"),
            ("assessments", "/supervisor/assessments/?period=2026-H2"),
            ("lots", "/inspections/"),
        ),
        (("correct", f"/centre/rectifications/{order.pk}/"), ("corrections", "/centre/rectifications/")),
    )
    with simulated_at(NOW):
        for person, pages in ((officer, inspector), (owner, mine)):
            page = desk.page(person=person, phone=phone, language=language)
            for name, address in pages:
                page.goto(desk.url(address))
                axe_clean(page)
                fits(page)
                desk.picture(page, f"{name}-{'phone' if phone else 'desk'}-{language[:2]}")
