"""The pages around the draw in a real browser, at both widths: the request, the public draw, the evaluation's host."""

import pytest

from qinglian.domain.evaluation import actions, queries
from qinglian.record import clock, keys
from tests.browser.desk import Desk, axe_clean, fits
from tests.factories import bids, evaluation, experts, people

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def ready(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    """This will make the log's keys and set the whole process's clock, the live server's threads included, after the opening."""
    keys.make_keys()
    monkeypatch.setattr(clock, "now", lambda: evaluation.AT)


@pytest.mark.parametrize("phone", [False, True])
def test_request_by_hand_then_the_steps(desk: Desk, phone: bool) -> None:
    room = bids.releasing(3)
    experts.pool()
    tender = room.section.tender
    page = desk.page(person=people.person(tender.tenderer, "buyer_operator", "buyer_reviewer"), phone=phone)
    page.goto(desk.url(f"/buyer/tenders/{tender.code}/sections/1/experts/"))
    axe_clean(page)
    fits(page)
    desk.picture(page, f"experts-request-{'phone' if phone else 'desk'}")
    page.get_by_label("评标委员会几人").select_option("7")
    page.get_by_role("button", name="申请抽取").click()
    page.locator("#error-summary").wait_for()
    axe_clean(page)
    fits(page)
    desk.picture(page, f"experts-refused-{'phone' if phone else 'desk'}")
    page.get_by_label("第 1 行人数").select_option("5")
    page.get_by_role("button", name="申请抽取").click()
    page.get_by_role("heading", name="第 1 次申请").wait_for()
    axe_clean(page)
    fits(page)
    desk.picture(page, f"experts-requested-{'phone' if phone else 'desk'}")
    assert [trouble for trouble in desk.troubles if "422" not in trouble] == []


@pytest.mark.parametrize("phone", [False, True])
def test_public_draw_before_and_after_the_award(desk: Desk, phone: bool) -> None:
    width = "phone" if phone else "desk"
    hall = experts.excluded()
    page = desk.page(phone=phone)
    address = desk.url(f"/tenders/{hall.room.section.tender.code}/1/draw/")
    page.goto(address)
    axe_clean(page)
    fits(page)
    desk.picture(page, f"draw-before-{width}")
    experts.disclosed(experts.complete(experts.drawn(experts.seeded(hall))))
    page.goto(address)
    page.get_by_text("完整名次").click()
    axe_clean(page)
    fits(page)
    desk.picture(page, f"draw-after-{width}")
    assert desk.troubles == []


@pytest.mark.parametrize("phone", [False, True])
def test_representative_gets_a_link_once(desk: Desk, phone: bool) -> None:
    width = "phone" if phone else "desk"
    table = evaluation.opened(representatives=1)
    tender = table.room.section.tender
    page = desk.page(person=people.person(tender.tenderer, "buyer_operator"), phone=phone)
    page.goto(desk.url(f"/buyer/tenders/{tender.code}/sections/1/experts/"))
    axe_clean(page)
    fits(page)
    desk.picture(page, f"representatives-{width}")
    page.get_by_label("代表姓名").fill("吴敏")
    page.get_by_role("button", name="指定并取得凭证").click()
    page.get_by_text("只显示这一次").wait_for()
    axe_clean(page)
    fits(page)
    desk.picture(page, f"representative-link-{width}")
    assert desk.troubles == []


@pytest.mark.parametrize("phone", [False, True])
def test_host_opens_checks_and_watches(desk: Desk, phone: bool) -> None:
    width = "phone" if phone else "desk"
    room = evaluation.recorded()
    credentials = evaluation.complete_draw(room)
    page = desk.page("centre_host", phone=phone)
    page.goto(desk.url("/centre/evaluations/"))
    axe_clean(page)
    fits(page)
    desk.picture(page, f"evaluations-{width}")
    page.get_by_role("link", name="去打开").click()
    axe_clean(page)
    desk.picture(page, f"evaluation-before-{width}")
    page.get_by_role("button", name="打开评标会话").click()
    page.get_by_role("heading", name="席位").wait_for()
    axe_clean(page)
    table = evaluation.unsealed(evaluation.Table(room, queries.session_at(room.refresh()), credentials))
    for seat in (1, 2, 3):
        evaluation.seated(table, seat)
    page.get_by_role("button", name="人证相符 第 2 席").click()
    page.get_by_text("已核对身份").wait_for()
    axe_clean(page)
    fits(page)
    desk.picture(page, f"evaluation-{width}")
    for seat in credentials:
        if seat > 3:
            evaluation.seated(table, seat)
        actions.check_identity(table.session, seat, by=bids.host(), at=evaluation.AT)
    evaluation.started(table)
    page.get_by_text("5 席中 0 席已锁定").first.wait_for()
    axe_clean(page)
    fits(page)
    desk.picture(page, f"evaluation-review-{width}")
    assert desk.troubles == []
