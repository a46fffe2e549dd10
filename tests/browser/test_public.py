"""The public pages in a real browser: no accessibility fault, no sideways scroll, keyboard, no JavaScript, a hall that moves."""

from datetime import timedelta
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from qinglian.domain.bids import actions
from qinglian.domain.tenders.actions import publish_notice
from qinglian.domain.tenders.models import Section
from qinglian.record import keys
from tests.browser.desk import Desk, axe_clean, fits
from tests.factories import bids, people, read_out, tenders
from tests.factories.record import sequence_all

pytestmark = pytest.mark.django_db(transaction=True)

STANDING = (
    "/",
    "/notices/",
    "/openings/",
    "/record/",
    "/record/3/",
    "/costs/",
    "/verify/",
    "/roles/",
    "/rulebook/",
    "/about/",
    "/accessibility/",
)
PARTS = ("/parts/", "/parts/?wrong=1", "/nowhere/", "/notices/?q=没有")


@pytest.fixture
def city() -> list[str]:
    """This will fill the city: a tender open for bids, an opening with 60 rows, a failed one; and return the pages to see."""
    keys.make_keys()
    open_one = tenders.published(sections=2)
    amendment = tenders.in_verification(tenders.amendment_drafted(open_one), at=tenders.PUBLISHED + timedelta(days=3))
    publish_notice(amendment, by=people.verifier(), at=tenders.PUBLISHED + timedelta(days=3, hours=1))
    opened = read_out.opened_section(60, failed=1, outlier_fen=5_391_988_000)
    failed = tenders.failed()
    sequence_all(tenders.PUBLISHED + timedelta(days=4))
    return [
        *STANDING,
        *PARTS,
        f"/notices/{open_one.tender.code}/",
        *(
            f"/openings/{section.tender.code}/1/"
            for section in (open_one.tender.sections.get(number="1"), opened, failed)
        ),
    ]


@pytest.mark.parametrize(("phone", "language"), [(False, "zh-CN"), (True, "zh-CN"), (False, "en"), (True, "en")])
def test_public_pages_have_no_accessibility_fault_and_fit(
    desk: Desk, city: list[str], phone: bool, language: str
) -> None:
    page = desk.page(phone=phone, language=language)
    for path in city:
        page.goto(desk.url(path))
        axe_clean(page)
        fits(page)
        desk.picture(page, f"public{path.replace('/', '-').replace('?', '-')}{'phone' if phone else 'desk'}-{language}")
    assert [trouble for trouble in desk.troubles if "/nowhere/" not in trouble] == []


def test_public_pages_lose_nothing_at_320(desk: Desk, city: list[str]) -> None:
    page = desk.page(phone=True)
    page.set_viewport_size({"width": 320, "height": 640})
    for path in city:
        page.goto(desk.url(path))
        fits(page)


def test_public_pages_work_without_javascript(desk: Desk, city: list[str]) -> None:
    page = desk.page(phone=True, javascript=False)
    page.goto(desk.url("/"))
    page.get_by_text("菜单").click()
    page.get_by_role("link", name="交易公告").first.click()
    page.get_by_label("查找").fill("幼儿")
    page.get_by_role("button", name="查找").click()
    expect(page.locator("tbody tr")).to_have_count(3)
    page.get_by_text("菜单").click()
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.url.endswith("/notices/?q=%E5%B9%BC%E5%84%BF&kind=")


def test_first_key_leads_to_the_content(desk: Desk, city: list[str]) -> None:
    page = desk.page()
    page.goto(desk.url("/about/"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_focus_is_seen_on_every_control_in_reading_order(desk: Desk, city: list[str]) -> None:
    page = desk.page()
    page.goto(desk.url("/notices/"))
    tops: list[float] = []
    for _ in range(24):
        page.keyboard.press("Tab")
        outline, top = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [s.outlineStyle + s.outlineWidth, e.getBoundingClientRect().top] })()"
        )
        assert outline == "solid2px"
        tops.append(top)
    assert all(below > above - 60 for above, below in pairwise(tops[1:]))


def test_tokens_have_the_contrast_that_the_parts_page_states(desk: Desk) -> None:
    page = desk.page()
    page.goto(desk.url("/parts/"))
    stated = page.evaluate(
        "[...document.querySelectorAll('[data-ratio]')].filter(e => e.dataset.ratio)"
        ".map(e => [e.dataset.token, e.dataset.ratio, getComputedStyle(e).backgroundColor])"
    )
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert {token: f"{contrast(colour, paper):.1f}" for token, _, colour in stated} == {
        token: ratio for token, ratio, _ in stated
    }


@pytest.mark.parametrize("status", ["ok", "warn", "stop", "run", "wait", "sealed"])
def test_chips_are_readable(desk: Desk, status: str) -> None:
    page = desk.page()
    page.goto(desk.url("/parts/"))
    colour, ground = page.evaluate(
        "name => { const s = getComputedStyle(document.querySelector('.q-chip-' + name)); return [s.color, s.backgroundColor] }",
        status,
    )
    assert contrast(colour, ground) >= 6.3


def test_hall_moves_by_itself_and_keeps_what_is_being_typed(desk: Desk) -> None:
    where = bids.releasing()
    page = desk.page()
    page.goto(desk.url(f"/openings/{where.section.tender.code}/1/"))
    expect(page.get_by_text("已交出")).to_have_count(0)
    page.get_by_label("查企业名称或信用代码").fill("测试")
    for group in ("supervision", "trade"):
        actions.release_shares(bids.release_of(where, where.holders[group][0]), at=bids.DEADLINE + timedelta(minutes=1))
    expect(page.get_by_text("已交出")).to_have_count(2)
    assert page.get_by_label("查企业名称或信用代码").input_value() == "测试"
    page.get_by_label("查企业名称或信用代码").fill("")
    page.locator("h1").click()
    actions.open_bids(where.closing, at=bids.DEADLINE + timedelta(minutes=2))
    expect(page.get_by_text("17,020,000.00")).to_have_count(1)
    assert desk.troubles == []


def test_hall_says_at_which_second_it_stands_when_the_line_is_cut(desk: Desk) -> None:
    where = bids.releasing()
    page = desk.page()
    page.goto(desk.url(f"/openings/{where.section.tender.code}/1/"))
    page.context.set_offline(True)
    expect(page.get_by_text("连接断了")).to_be_visible(timeout=10_000)
    axe_clean(page)
    page.context.set_offline(False)
    expect(page.get_by_text("连接断了")).to_be_hidden(timeout=10_000)


def test_hash_is_copied_whole(desk: Desk) -> None:
    section: Section = tenders.section()
    document = section.notice.documents.get()  # type: ignore[union-attr]
    page = desk.page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(desk.url(f"/notices/{section.tender.code}/"))
    page.get_by_role("button", name=f"复制 {document.title}").click()
    assert page.evaluate("navigator.clipboard.readText()") == document.sha256


def test_clock_ticks_by_the_servers_time(desk: Desk) -> None:
    page: Page = desk.page()
    page.goto(desk.url("/about/"))
    first = page.locator("[data-figures]").text_content()
    page.wait_for_timeout(1500)
    assert page.locator("[data-figures]").text_content() != first


def contrast(one: str, other: str) -> float:
    """This will return the WCAG contrast of two colours as the browser writes them."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(", ")]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
