"""The register of experts in a real browser: both widths, both roles, entering an expert with an interest without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from qinglian.domain.experts import actions
from qinglian.domain.experts.models import Expert
from tests.browser.desk import Desk, axe_clean, fits
from tests.factories import experts, people

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = [pytest.param(False, id="desk"), pytest.param(True, id="phone")]
KIN = {"kind": "kin", "organisation": "江城滨江市政工程有限公司", "until_on": None, "note": "配偶任总工程师"}
WORK = {"kind": "employment", "organisation": "江城城南园林有限公司", "until_on": "2025-06-30", "note": ""}


def look(desk: Desk, page: Page, name: str) -> None:
    """No violation, nothing cut off, a picture to look at."""
    axe_clean(page)
    fits(page)
    desk.picture(page, name)


def filled() -> tuple[Expert, Expert, Expert]:
    """This will fill the register: one with interests, one who waits, one suspended."""
    by = experts.officer()
    wide = experts.admitted(
        1, name="方远", specialities=["A0801", "A0501", "A0302", "A0701"], interests=[KIN, WORK], born_year=1971
    )
    waiting = actions.add_expert(experts.typed(2, years=5), by=by, at=people.AT)
    stopped = actions.suspend_expert(experts.admitted(3), reason="三次无故缺席", by=by, at=people.AT)
    return wide, waiting, stopped


@pytest.mark.parametrize("phone", WIDTHS)
def test_register_looks_right(desk: Desk, phone: bool) -> None:
    size = "phone" if phone else "desk"
    wide, waiting, stopped = filled()
    keeper = desk.page("expert_officer", phone=phone)
    for path, name in (
        ("/centre/", "todo"),
        ("/centre/experts/", "list"),
        ("/centre/experts/?words=没有这人", "none"),
        (f"/centre/experts/{wide.pk}/", "one"),
        (f"/centre/experts/{waiting.pk}/", "waiting"),
        (f"/centre/experts/{stopped.pk}/", "suspended"),
        (f"/centre/experts/{wide.pk}/edit/", "edit"),
        ("/centre/experts/new/", "new"),
    ):
        keeper.goto(desk.url(path))
        look(desk, keeper, f"experts-{name}-{size}")
    supervisor = desk.page(person=people.supervisor(), phone=phone)
    for path, name in (("/supervisor/", "overview"), (f"/centre/experts/{wide.pk}/", "one")):
        supervisor.goto(desk.url(path))
        look(desk, supervisor, f"experts-supervisor-{name}-{size}")
    english = desk.page("expert_officer", phone=phone, language="en")
    english.goto(desk.url(f"/centre/experts/{wide.pk}/edit/"))
    look(desk, english, f"experts-edit-en-{size}")
    assert desk.troubles == []


@pytest.mark.parametrize("phone", WIDTHS)
def test_expert_is_entered_admitted_and_suspended_without_javascript(desk: Desk, phone: bool) -> None:
    page = desk.page("expert_officer", phone=phone, javascript=False)
    page.goto(desk.url("/centre/experts/"))
    page.get_by_role("link", name="录入专家").click()
    for label, value in (("姓名", "方远"), ("工作单位", "江城大学"), ("地区", "江城市"), ("职称", "教授")):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("房屋建筑施工 A0801").check()
    page.get_by_role("button", name="添加一项").click()
    page.get_by_role("button", name="添加一项").click()
    page.get_by_label("第 2 项单位名称或者信用代码").fill("江城甲公司")
    page.get_by_role("button", name="删除第 1 项").click()
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("heading", name="还不能提交，有 3 处要改")).to_be_visible()
    expect(page.get_by_label("姓名", exact=True)).to_have_value("方远")
    desk.picture(page, f"experts-errors-{'phone' if phone else 'desk'}")

    page.get_by_label("联系电话").fill("13800000001")
    page.get_by_label("从事相关工作年限（年）").fill("12")
    page.get_by_label("第 1 项关系").select_option("shareholding")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("main .q-chip")).to_have_text("待入库")
    page.get_by_role("button", name="审核入库").click()
    page.get_by_role("button", name="暂停").click()
    expect(page.get_by_text("没有写明理由")).to_have_count(2)
    page.get_by_label("理由").fill("本人申请")
    page.get_by_role("button", name="暂停").click()
    expect(page.locator("main .q-chip")).to_have_text("暂停")
    expert = Expert.objects.get()
    assert (expert.state, expert.reason) == ("suspended", "本人申请")
    assert [(row["kind"], row["organisation"]) for row in expert.interests] == [("shareholding", "江城甲公司")]
