"""Inspections, checks, corrections and assessments in a real browser: both widths, both languages, no fault."""

from datetime import timedelta

import pytest

from qinglian.domain.integrity import actions as integrity
from qinglian.domain.integrity.actions import Result
from qinglian.domain.integrity.models import Inspection
from qinglian.domain.supervision import actions
from qinglian.jobs.inspecting import oversee
from qinglian.law.actor import Actor
from qinglian.record import clock, keys
from qinglian.record.clock import CHINA
from tests.browser.desk import Desk, axe_clean, fits
from tests.factories import staff

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("phone", "language"), [(False, "zh-CN"), (True, "zh-CN"), (False, "en")])
def test_inspections_checks_corrections_and_scores(desk: Desk, phone: bool, language: str) -> None:
    keys.make_keys()
    now = clock.now().astimezone(CHINA)  # the live server keeps the machine's time
    begun = now - timedelta(days=20)
    officer = staff.discipline_officer("石清源")
    owner = staff.member("钱清白", department="finance", work_post="cashier", branch="first", standings=("key_post",))
    staff.deputy("梅若水", area=("finance",))
    staff.member("何静", department="service", work_post="verifier", standings=("key_post",))
    by = Actor(id="per-watch", organisation="org-watch", roles=frozenset({"supervisor"}))
    oversee(begun)
    oversee(begun + timedelta(days=13 - begun.weekday()))
    week = Inspection.objects.filter(kind="weekly").earliest("planned_at")
    sound = [Result("sound", "现场查看，没有发现。")] * len(week.checklist.items)
    actions.hold_check(week, results=sound, conclusion="全员在岗。", by=by, at=week.planned_at + timedelta(minutes=9))
    held = actions.plan_check("cashier", method="documents", planned_on=begun.date(), by=by, at=begun)
    told = [Result("attention", "核对 12 笔退款，2 笔超过五日。")] + [Result("sound", "已查阅台账。")] * (len(held.checklist.items) - 1)  # fmt: skip
    actions.hold_check(held, results=told, conclusion="台账完整，个别退款超期。", by=by, at=begun)
    planned = actions.plan_check("verifier", method="hearing", planned_on=now.date(), by=by, at=now)
    order = integrity.order_finding(
        held, problem="两笔保证金退款超过五日，没有写明原因。", severity="serious", point="R43", advice="补写原因，设到期提醒。", owner=owner,
        due_on=(begun + timedelta(days=9)).date(), by=by, at=begun,
    )  # fmt: skip
    oversee(now)
    inspector, mine = (
        (
            ("inspections", "/supervisor/inspections/"),
            ("checklist", f"/supervisor/inspections/{planned.pk}/"),
            ("inspected", f"/supervisor/inspections/{held.pk}/"),
            ("checks", "/supervisor/checks/"),
            ("plan-check", "/supervisor/checks/plan/"),
            ("rectifications", "/supervisor/rectifications/"),
            ("rectification", f"/supervisor/rectifications/{order.pk}/"),
            ("assessments", "/supervisor/assessments/"),
            ("lots", "/inspections/"),
        ),
        (("correct", f"/centre/rectifications/{order.pk}/"), ("corrections", "/centre/rectifications/")),
    )
    for person, pages in ((officer, inspector), (owner, mine)):
        page = desk.page(person=person, phone=phone, language=language)
        for name, address in pages:
            page.goto(desk.url(address))
            axe_clean(page)
            fits(page)
            desk.picture(page, f"{name}-{'phone' if phone else 'desk'}-{language[:2]}")
