"""What is asked of me, the roll and the four pillars in a real browser: both widths, both languages, no fault."""

from datetime import timedelta

import pytest

from qinglian.domain.people.actions import open_duty
from qinglian.law.text import Text
from qinglian.record.clock import simulated_at
from tests.browser.desk import Desk, axe_clean, fits
from tests.factories import people, staff

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("phone", "language"), [(False, "zh-CN"), (True, "zh-CN"), (False, "en")])
def test_mine_roll_and_pillars(desk: Desk, phone: bool, language: str) -> None:
    secretary, officer = staff.party_secretary(), staff.party_officer()
    for number, person in enumerate((secretary, officer, staff.head(), staff.member("成员"))):
        for kind, days in (("pledge", -2), ("reflection", 3), ("work_task", 40)):
            title = Text("签订 2026 年岗位廉政承诺书", "Sign the integrity pledge of 2026")
            due = staff.AT.date() + timedelta(days=days + number)
            open_duty(
                kind, owed_by=person, about=f"{kind}:2026", title=title, due_on=due, by=people.admin(), at=staff.AT
            )
    with simulated_at(staff.AT):
        for person, name, address in (
            (secretary, "mine", "/centre/mine/"),
            (officer, "roll", "/centre/roll/"),
            (officer, "roll-entry", f"/centre/roll/{staff.entry(secretary).pk}/"),
            (secretary, "pillars", "/centre/pillars/"),
            (secretary, "duties", "/centre/duties/"),
            (secretary, "pillars-screen", "/centre/pillars/screen/"),
        ):
            page = desk.page(person=person, phone=phone, language=language)
            page.goto(desk.url(address))
            axe_clean(page)
            fits(page)
            desk.picture(page, f"{name}-{'phone' if phone else 'desk'}-{language[:2]}")
    assert desk.troubles == []
