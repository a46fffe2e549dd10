"""Festivals, gifts, self-checks, campaigns, problems and the ledger in a real browser: both widths, both languages, no fault."""

from datetime import date

import pytest

from qinglian.domain.education import actions as education
from qinglian.domain.education.models import FestivalReminder
from qinglian.domain.supervision import actions
from qinglian.domain.supervision.actions import Seen
from qinglian.law.actor import TIMETABLE
from qinglian.record import keys
from qinglian.record.clock import simulated_at
from tests.browser.desk import Desk, axe_clean, fits
from tests.factories import staff
from tests.factories.campaigns import (
    AT,
    Crew,
    corrected,
    crew,
    form_of,
    launched,
    style_problem,
    tendering_problem,
    through,
)

pytestmark = pytest.mark.django_db(transaction=True)


def furnished() -> tuple[Crew, dict[str, str]]:
    """This will fill every page with something, and return the crew and the addresses of single things."""
    who = crew()
    officer = staff.actor(who.officer)
    for year in (2026, 2027):
        education.plan_festivals(year, by=TIMETABLE, at=AT)
    reminder = education.send_reminder(FestivalReminder.objects.get(year=2027, festival="new_year"), by=officer, at=AT)
    education.read_reminder(reminder, by=staff.actor(who.head), at=AT)
    campaign = launched(who)
    launched(who, kind="illicit_profit")
    through(campaign, who, who.other)
    form = form_of(campaign, who.member)
    actions.sign_self_check(form, words="对照清单自查，有一条问题。", seen=[Seen("delays", "两件公告核验超过承诺时限一天，没有提前告知。")], by=staff.actor(who.member), at=AT)  # fmt: skip
    problem = style_problem(who)
    style_problem(who, style="extravagance", words="节前会议摆放鲜花果盘。", department="office")
    corrected(problem, who.head, evidence="已退还月饼券，对本人谈话提醒。")
    first = {year: tendering_problem(who, year=year) for year in (2023, 2024, 2025)}
    for year in (2024, 2025):
        tendering_problem(who, year=year, category="agency", point="R09")
        actions.mark_problem(first[year], mark="repeated", repeats=first[year - 1], by=officer, at=AT)
    actions.mark_problem(first[2023], mark="new", repeats=None, by=officer, at=AT)
    now = tendering_problem(who, year=2026)
    gift = actions.declare_gift("茶叶两盒", giver_kind="agency", circumstances="快递寄到传达室，退件被拒收。", received_on=date(2026, 10, 20), by=staff.actor(who.member), at=AT)  # fmt: skip
    return who, {
        "festival": f"/centre/festivals/{reminder.pk}/", "gift": f"/centre/gifts/{gift.pk}/", "self-check": f"/centre/self-checks/{form.pk}/",
        "campaign": f"/supervisor/campaigns/{campaign.pk}/", "problem": f"/supervisor/problems/{problem.pk}/",
        "entry": f"/supervisor/problems/{now.pk}/",
    }  # fmt: skip


@pytest.mark.parametrize(("phone", "language"), [(False, "zh-CN"), (True, "zh-CN"), (False, "en"), (True, "en")])
def test_pages_of_campaigns(desk: Desk, phone: bool, language: str) -> None:
    keys.make_keys()
    with simulated_at(AT):
        who, single = furnished()
        addresses = single | {
            "festivals": "/centre/festivals/?year=2027", "gifts": "/centre/gifts/", "gift-new": "/centre/gifts/new/",
            "self-checks": "/centre/self-checks/", "campaigns": "/supervisor/campaigns/", "campaign-new": "/supervisor/campaigns/new/",
            "style": "/supervisor/style/?year=2026", "style-new": "/supervisor/style/new/", "ledger": "/supervisor/ledger/",
            "ledger-new": "/supervisor/ledger/new/",
        }  # fmt: skip
        officer = desk.page(person=who.officer, phone=phone, language=language)
        head = desk.page(person=who.head, phone=phone, language=language)
        for name, address in addresses.items():
            page = head if name in ("self-check", "self-checks") else officer
            page.goto(desk.url(address))
            axe_clean(page)
            fits(page)
            desk.picture(page, f"campaigns-{name}-{'phone' if phone else 'desk'}-{language[:2]}")
