"""A member's whole evaluation in a real browser: sign-in, vote, review, blind scores, business scores, report. The others act beside."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from qinglian.domain.evaluation import actions
from qinglian.domain.evaluation.models import ReportSignature, Sheet
from qinglian.record import keys
from qinglian.record.clock import simulated_at
from tests.browser.desk import Desk, axe_clean, fits
from tests.factories import bids, evaluation
from tests.factories.evaluation import AT, Table
from tests.stories.papers import pdf

pytestmark = pytest.mark.django_db(transaction=True)
OTHERS = (2, 3, 4, 5)


@pytest.fixture
def table() -> Iterator[Table]:
    """This will open a session with real PDFs, unsealed, nobody seated."""
    keys.make_keys()
    with simulated_at(AT):
        yield evaluation.unsealed(bidding_with=pdf("施工组织设计", "半幅施工、半幅通行。"))


def enter(desk: Desk, table: Table, *, phone: bool = False, language: str = "zh-CN") -> Page:
    """This will open seat 1."""
    page = desk.page(phone=phone, language=language)
    page.goto(desk.url(f"/seat/{table.credentials[1]}/"))
    return page


def sign_in(page: Page) -> None:
    """This will confirm both and sign in."""
    page.get_by_label("我就是被通知的本人").check()
    page.get_by_label("我看过下面的名单").check()
    page.get_by_role("button", name="签到").click()
    expect(page.get_by_text("评标开始前")).to_be_visible()


def seat_others(table: Table) -> None:
    """This will seat the others and have the host check everybody."""
    for number in OTHERS:
        evaluation.seat(table, number)
    actions.check_identity(table.session, 1, by=bids.host(), at=AT)


def begin(page: Page, table: Table) -> None:
    """This will elect seat 1, from all seats, and start the review."""
    seat_others(table)
    for number in OTHERS:
        actions.vote_chair(table.member(number), seat=1, at=AT)
    page.get_by_role("button", name="推选", exact=True).first.click(timeout=20_000)
    page.get_by_role("button", name="开始初步评审").click(timeout=20_000)
    expect(page.get_by_role("button", name="锁定并签名")).to_be_visible()


def lock(page: Page) -> None:
    """This will lock and confirm."""
    page.get_by_role("button", name="锁定并签名").click()
    page.get_by_role("dialog").get_by_role("button", name="签名锁定").click()
    expect(page.get_by_text("已签名锁定")).to_be_visible()


def lock_others(table: Table, kind: str) -> None:
    """This will lock the others' sheets and let the session move on."""
    table.refresh()
    for number in OTHERS:
        rows = evaluation.review_rows(table) if kind == "review" else evaluation.score_rows(table, kind, seat=number)
        actions.lock_sheet(table.member(number), evaluation.signed_sheet(table, number, kind, rows), at=AT)
    assert actions.advance_session(table.session, at=AT)


def review_all(page: Page, bids_there: int = 3) -> None:
    """This will judge every bid: none of the seven grounds."""
    for at in range(bids_there):
        page.locator(".q-seat-tab").nth(at).click()
        page.get_by_role("button", name="其余都没有").click()


def score_all(page: Page, bids_there: int = 3) -> None:
    """This will score every item by keyboard: type, Enter, next; after the last item of a bid the next bid opens."""
    for at in range(bids_there):
        page.locator(".q-seat-tab").nth(at).click()
        fields = page.locator(".q-seat-score")
        for item in range(fields.count()):
            fields.nth(item).fill("3")
            fields.nth(item).press("Tab")


@pytest.mark.meets("A-133", "A-140", "A-152", "Z31")
def test_whole_evaluation_at_a_seat(desk: Desk, table: Table) -> None:
    page = enter(desk, table)
    axe_clean(page)
    sign_in(page)
    axe_clean(page)
    desk.picture(page, "seat-waiting")
    begin(page, table)
    expect(page.locator(".q-reader-image")).to_be_visible()
    assert "半幅施工" in page.locator(".q-reader-text").text_content()
    page.get_by_role("button", name="锁定并签名").click()
    expect(page.get_by_text("补全以后再锁定")).to_be_visible()
    review_all(page)
    axe_clean(page)
    desk.picture(page, "seat-review")
    lock(page)
    lock_others(table, "review")
    expect(page.get_by_text("暗标：不知道是谁的")).to_be_visible(timeout=20_000)
    for owner, _ in table.room.bidders:
        assert owner.name not in page.content().replace(page.locator("#q-seat-data").text_content(), "")
    score_all(page)
    axe_clean(page)
    desk.picture(page, "seat-technical")
    lock(page)
    lock_others(table, "technical")
    expect(page.get_by_text("商务评分表：0 / 5 位已锁定")).to_be_visible(timeout=20_000)
    score_all(page)
    lock(page)
    lock_others(table, "business")
    page.get_by_role("button", name="生成评标报告").click(timeout=20_000)
    expect(page.get_by_text("推荐为中标候选人").first).to_be_visible()
    axe_clean(page)
    desk.picture(page, "seat-report")
    page.get_by_text("我有不同意见").click()
    page.get_by_label("不同意见和理由").fill("第一名的工期依据不足。")
    page.get_by_role("button", name="签名并附不同意见").click()
    expect(page.get_by_text("您已签署，1 / 5 位已签。")).to_be_visible()
    assert ReportSignature.objects.get(member__seat=1).dissent == "第一名的工期依据不足。"


def test_draft_is_kept_by_itself_and_comes_back(desk: Desk, table: Table) -> None:
    page = enter(desk, table)
    sign_in(page)
    begin(page, table)
    page.get_by_role("button", name="其余都没有").click()
    expect(page.get_by_text("已存")).to_be_visible()
    assert len(Sheet.objects.get(member__seat=1).draft["1"]) == 7
    page.reload()
    expect(page.locator(".q-seat-tab").first).to_contain_text("7 / 7 项")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_seat_fits_a_phone(desk: Desk, table: Table, language: str) -> None:
    evaluation.reviewing(table)
    page = enter(desk, table, phone=True, language=language)
    expect(page.locator("#q-seat h2").first).to_be_visible()
    axe_clean(page)
    fits(page)


def test_seat_in_another_browser_asks_for_its_key(desk: Desk, table: Table) -> None:
    evaluation.seat(table, 1)
    page = enter(desk, table)
    expect(page.get_by_text("这个席位的密钥不在本浏览器")).to_be_visible()
    axe_clean(page)


def test_recusal_at_the_seat_says_what_happens_next(desk: Desk, table: Table) -> None:
    page = enter(desk, table)
    page.locator("summary", has_text="有应当回避的情形").click()
    page.get_by_label("原因", exact=True).fill("近亲属在 2 号投标单位任职。")
    page.get_by_role("button", name="我要回避").click()
    expect(page.get_by_text("您已回避")).to_be_visible()
    axe_clean(page)
