"""Making and revoking an API token by hand, on a desk and on a phone; and using it."""

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk, axe_clean, fits
from tests.factories import people

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("phone", [pytest.param(False, id="desk"), pytest.param(True, id="phone")])
def test_token_is_made_used_and_revoked(desk: Desk, phone: bool) -> None:
    size = "phone" if phone else "desk"
    page = desk.page(person=people.staff("centre_verifier"), phone=phone)
    page.goto(desk.url("/accounts/"))
    page.get_by_role("link", name="访问令牌").click()
    axe_clean(page)
    page.get_by_role("button", name="开令牌").click()
    expect(page.get_by_role("alert")).to_contain_text("没有填")
    page.get_by_label("用途").fill("核验助手，每晚取申报")
    page.get_by_label("查看本人能看到的一切").check()
    page.get_by_label("有效天数").fill("7")
    page.get_by_role("button", name="开令牌").click()
    secret = page.locator("#token-secret").inner_text()
    axe_clean(page)
    fits(page)
    desk.picture(page, f"accounts-token-made-{size}")

    bearer = {"authorization": f"Bearer {secret}"}
    with httpx.Client(base_url=desk.server, trust_env=False, headers=bearer) as program:
        assert program.get("/api/people/filings").status_code == 200
        assert program.post("/api/people/filings/1/verify").json()["rule"] == "token.scope"
        page.goto(desk.url("/accounts/tokens/"))
        expect(page.locator("main")).not_to_contain_text(secret)
        page.get_by_role("button", name="作废 核验助手").click()
        expect(page.locator("main")).to_contain_text("已作废")
        axe_clean(page)
        fits(page)
        desk.picture(page, f"accounts-tokens-{size}")
        assert program.get("/api/people/filings").status_code == 401
    assert [trouble for trouble in desk.troubles if "422" not in trouble] == []
