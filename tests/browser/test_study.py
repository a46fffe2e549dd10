"""Study in a real browser: the sign-in screen whose code changes, boards, forms; both widths, both languages, no fault."""

import pytest

from qinglian.domain.education import actions
from qinglian.domain.education.models import Activity
from qinglian.domain.people.models import Person
from tests.browser.desk import Desk, axe_clean, fits
from tests.clock import TestClock
from tests.factories import staff, study

pytestmark = pytest.mark.django_db(transaction=True)
AT = study.AT


def year() -> tuple[Person, Person, Activity, dict[str, int]]:
    """This will store a small year: an open activity, a visit with one missing, a film, a case, a directive, a venue."""
    officer, own = staff.party_officer("温如言"), study.secretaries()
    by, member = (
        staff.actor(officer),
        staff.member("经纬", department="information", work_post="operator", branch="third"),
    )
    people = [officer, *own.values()]
    for kind in ("first_item", "all_staff", "branch_meeting"):
        study.closed(by, *people, kind=kind)
    study.closed(by, *people, kind="site_visit", topic="参观江城市警示教育基地", catch_up_on=study.DUE)
    film, case, venue = study.film(by, is_districts_first=True), study.case(by), study.venue(by)
    actions.assign_film(film, due_on=study.DUE, by=by, at=AT)
    actions.submit_reflection(
        film, words="守住每一次登记的底线，当场拒绝，当天记录。" * 8, by=staff.actor(own["first"]), at=AT
    )
    actions.assign_case(case, due_on=study.DUE, by=by, at=AT)
    secretary = staff.actor(own["second"])
    talk = study.held(
        secretary, own["second"], kind="case_discussion", topic="以案促改：评标现场打招呼案", audience="branch",
        audience_of="second", case=case.pk,
    )  # fmt: skip
    made = actions.make_commitment(
        talk, person=own["second"].pk, words="抽取前三小时起手机统一保管。", due_on=study.DUE, by=secretary, at=AT
    )
    actions.register_directive(
        level="city", issuer="江城市纪委监委", title="关于节前廉洁提醒的通知", issued_on=AT.date(), by=by, at=AT
    )
    actions.open_lectures(2026, by=by, at=AT)
    series = actions.plan_series(title="“警钟长鸣”警示教育系列", year=2026, standing="section_head", by=by, at=AT)
    study.closed(by, own["first"], kind="reminder", topic="节前廉政提醒会", series=series.pk)
    actions.book_venue(venue, on=study.DUE, half="am", unit="市公共资源交易中心", people=24, by=by, at=AT)
    now_open = study.opened(by, topic="学习纪律处分条例和典型案例通报")
    actions.list_attendance(now_open, persons=[one.pk for one in people[:3]], by=by, at=AT)
    return (
        officer,
        member,
        now_open,
        {"film": film.pk, "case": case.pk, "venue": venue.pk, "talk": talk.pk, "made": made.pk},
    )


@pytest.mark.parametrize(("phone", "language"), [(False, "zh-CN"), (True, "zh-CN"), (False, "en")])
def test_study_pages(desk: Desk, clock: TestClock, phone: bool, language: str) -> None:
    clock.set(AT)
    officer, member, activity, things = year()
    mark = f"{'phone' if phone else 'desk'}-{language[:2]}"
    for person, pages in (
        (officer, ("", "new/", f"{activity.pk}/", f"{activity.pk}/screen/", f"{activity.pk}/questions/", f"{things['talk']}/",
                   "directives/", "lectures/", "films/", f"films/{things['film']}/", "cases/", f"cases/{things['case']}/", "series/",
                   "venues/", f"venues/{things['venue']}/", "coverage/")),
        (member, ("mine/", f"{activity.pk}/sign-in/", f"films/{things['film']}/reflection/")),
    ):  # fmt: skip
        page = desk.page(person=person, phone=phone, language=language)
        for address in pages:
            page.goto(desk.url(f"/centre/study/{address}"))
            axe_clean(page)
            fits(page)
            desk.picture(page, f"study-{address.strip('/').replace('/', '-') or 'list'}-{mark}")
    assert desk.troubles == []


def test_screen_shows_the_next_code_by_itself_and_a_scan_signs_in_without_javascript(
    desk: Desk, clock: TestClock
) -> None:
    clock.set(AT)
    officer, member = staff.party_officer(), staff.member("扫码甲")
    activity = study.opened(staff.actor(officer))
    screen = desk.page(person=officer)
    screen.goto(desk.url(f"/centre/study/{activity.pk}/screen/"))
    code = screen.locator(".q-study-digits b").inner_text()
    phone = desk.page(person=member, phone=True, javascript=False)
    phone.goto(desk.url(f"/centre/study/{activity.pk}/sign-in/?code={code}"))
    phone.get_by_role("button", name="签到").click()
    assert "已签到" in phone.locator("main").inner_text()
    screen.locator(".q-list", has_text="扫码甲").wait_for()
    assert "1 / 2" in screen.locator(".q-study-count").inner_text()
