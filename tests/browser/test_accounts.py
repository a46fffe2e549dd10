"""Registering and signing in by hand, in a real browser, on a desk and on a phone, with and without scripts."""

import json

import pytest
from playwright.sync_api import Page, expect

from qinglian.domain.people.keys import fingerprint
from qinglian.domain.people.models import Filing, OrganisationKey
from tests.browser.desk import Desk, axe_clean, fits
from tests.factories import people

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = [pytest.param(False, id="desk"), pytest.param(True, id="phone")]


def look(desk: Desk, page: Page, name: str) -> None:
    """Every page that this test passes: no violation, nothing cut off, a picture to look at."""
    axe_clean(page)
    fits(page)
    desk.picture(page, name)


def fill_registration(page: Page) -> None:
    for label, words in (
        ("机构名称", "江城滨江市政工程有限公司"),
        ("统一社会信用代码", people.credit_code(77)),
        ("注册地址", "江城市滨江大道 18 号"),
        ("法定代表人", "陈立"),
        ("联系人", "吴敏"),
        ("联系电话", "0571-88001234"),
        ("登录名", "binjiang"),
        ("经办人姓名", "张琳"),
    ):
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_label("投标人", exact=True).check()
    page.get_by_label("密码", exact=True).fill(people.PASSWORD)
    page.get_by_label("再填一次密码").fill(people.PASSWORD)


@pytest.mark.parametrize("phone", WIDTHS)
def test_organisation_registers_is_verified_and_gets_its_key_bound(desk: Desk, phone: bool) -> None:
    size = "phone" if phone else "desk"
    firm = desk.page(phone=phone, javascript=False)
    firm.goto(desk.url("/accounts/register/"))
    firm.get_by_role("button", name="接受并填写").click()
    expect(firm.get_by_role("alert")).to_contain_text("还没有接受")
    firm.get_by_label("我已读完").check()
    firm.get_by_role("button", name="接受并填写").click()
    fill_registration(firm)
    firm.get_by_label("统一社会信用代码").fill("91330100000000001X")
    firm.get_by_role("button", name="保存草稿").click()
    expect(firm.get_by_role("alert")).to_contain_text("校验位不对")
    fill_registration(firm)
    firm.get_by_role("button", name="保存草稿").click()
    firm.get_by_role("button", name="核对无误，申报").click()
    expect(firm.locator("main")).to_contain_text("内容已锁定")

    staff = people.staff("centre_verifier", login="verifier")
    secret = people.second_factor(staff)
    centre = desk.page(phone=phone)
    centre.goto(desk.url("/centre/"))
    centre.get_by_label("登录名或邮箱").fill("verifier")
    centre.get_by_label("密码").fill(people.PASSWORD)
    look(desk, centre, f"accounts-sign-in-{size}")
    centre.get_by_role("button", name="登录").click()
    look(desk, centre, f"accounts-code-{size}")
    centre.get_by_label("动态口令").fill(people.one_time_code(secret))
    centre.get_by_role("button", name="登录").click()
    look(desk, centre, f"centre-desk-{size}")
    centre.get_by_role("link", name="去核验").click()
    centre.get_by_role("button", name="核验通过").click()
    expect(centre.get_by_role("alert")).to_contain_text("还没有核对")
    look(desk, centre, f"centre-filing-{size}")
    for box in centre.locator("form input[type=checkbox]").all():
        box.check()
    centre.get_by_role("button", name="核验通过").click()
    filing = Filing.objects.get()
    assert filing.state == "verified"

    firm.reload()
    expect(firm.locator("main")).to_contain_text("还没有签名密钥")
    signed = people.key_proposal(filing.organisation, people.master(7))
    firm.get_by_role("link", name="生成密钥").click()
    firm.get_by_label("签名的密钥提案").fill(json.dumps(signed))
    firm.get_by_role("button", name="送中心绑定").click()
    centre.goto(desk.url("/centre/keys/"))
    centre.get_by_role("link", name="核对", exact=False).last.click()
    expect(centre.locator("#fingerprint")).to_have_text(fingerprint(people.master(7).public()))
    look(desk, centre, f"centre-key-{size}")
    centre.get_by_label("拨打核验过的联系电话", exact=False).check()
    centre.get_by_role("button", name="十组一致，绑定").click()
    assert OrganisationKey.objects.get().state == "bound"
    firm.goto(desk.url("/accounts/organisation/"))
    expect(firm.locator("main")).to_contain_text("登记有效")
    assert [trouble for trouble in desk.troubles if "422" not in trouble] == []


@pytest.mark.parametrize("phone", WIDTHS)
def test_second_factor_is_set_up_before_anything_else_opens(desk: Desk, phone: bool) -> None:
    size = "phone" if phone else "desk"
    people.staff("centre_admin", login="admin")
    page = desk.page(phone=phone)
    page.goto(desk.url("/accounts/login/"))
    page.get_by_label("登录名或邮箱").fill("admin")
    page.get_by_label("密码").fill(people.PASSWORD)
    page.get_by_role("button", name="登录").click()
    look(desk, page, f"accounts-set-up-{size}")
    secret = page.locator("#totp-secret").inner_text()
    page.get_by_label("动态口令").fill(people.one_time_code(secret))
    page.get_by_role("button", name="启用").click()
    look(desk, page, f"accounts-recovery-codes-{size}")
    page.get_by_role("link", name="已经收好，继续").click()
    expect(page).to_have_url(desk.url("/centre/"))
    page.goto(desk.url("/accounts/"))
    look(desk, page, f"accounts-home-{size}")
    assert [trouble for trouble in desk.troubles if "422" not in trouble] == []


@pytest.mark.parametrize("phone", WIDTHS)
def test_lock_out_says_how_long_and_what_still_works(desk: Desk, phone: bool) -> None:
    people.person(people.organisation(), "bidder_agent", login="agent")
    page = desk.page(phone=phone)
    for _ in range(5):
        page.goto(desk.url("/accounts/login/"))
        page.get_by_label("登录名或邮箱").fill("agent")
        page.get_by_label("密码").fill("wrong password wrong")
        page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_contain_text("15 分钟")
    look(desk, page, f"accounts-locked-{'phone' if phone else 'desk'}")
    assert [trouble for trouble in desk.troubles if "429" not in trouble] == []


@pytest.mark.parametrize("phone", WIDTHS)
def test_account_pages_look_right(desk: Desk, phone: bool) -> None:
    size = "phone" if phone else "desk"
    page = desk.page(phone=phone)
    page.goto(desk.url("/accounts/register/"))
    look(desk, page, f"accounts-agreement-{size}")
    page.get_by_label("我已读完").check()
    page.get_by_role("button", name="接受并填写").click()
    look(desk, page, f"accounts-register-{size}")
    page.get_by_role("button", name="保存草稿").click()
    look(desk, page, f"accounts-register-wrong-{size}")
    page.goto(desk.url("/accounts/password/reset/"))
    look(desk, page, f"accounts-forgotten-{size}")

    filing, _ = people.filed_filing(1)
    page = desk.page(person=filing.organisation.posts.get().person, phone=phone)
    for path, name in (
        ("organisation/", "organisation"),
        ("organisation/people/", "people"),
        ("password/change/", "password"),
    ):
        page.goto(desk.url(f"/accounts/{path}"))
        look(desk, page, f"accounts-{name}-{size}")
    page = desk.page("bidder_agent", phone=phone, language="en")
    page.goto(desk.url("/accounts/"))
    look(desk, page, f"accounts-home-en-{size}")
    page.goto(desk.url("/api/docs"))
    look(desk, page, f"api-docs-{size}")
    assert [trouble for trouble in desk.troubles if "422" not in trouble] == []
