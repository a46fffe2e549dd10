"""A tender by hand in a real browser: from the project to the publication by the centre; both widths, both languages, axe clean."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from qinglian.domain.people.models import Person
from qinglian.domain.tenders import actions
from qinglian.domain.tenders.access import guardians_of
from qinglian.domain.tenders.deadlines import proposed_times
from qinglian.domain.tenders.models import Notice
from qinglian.domain.tenders.queries import working_calendar
from qinglian.record import clock
from tests.browser.desk import Desk, axe_clean, fits
from tests.factories import people, projects, tenders


def typed_at(at: datetime) -> dict[str, datetime]:
    """Lawful moments for a notice begun now: the server's clock is the real one."""
    return vars(proposed_times(at, calendar=working_calendar()))


class Cast:
    """A tenderer with officer and reviewer, and the guardians of both groups."""

    def __init__(self) -> None:
        self.tenderer = projects.tenderer("江城市城市建设发展中心")
        self.officer: Person = people.person(self.tenderer, "buyer_operator")
        self.reviewer: Person = people.person(self.tenderer, "buyer_reviewer")
        self.holders = tenders.guardians(self.tenderer)

    def drafted(self, **changes: object) -> Notice:
        """A complete draft begun now, with every card handed in."""
        now = clock.now()
        tender = tenders.created(projects.submitted(self.tenderer), at=now)
        times = typed_at(now) | changes
        typed = replace(tenders.notice_typed(tenders.access_with(self.holders)), **times)
        by = tenders.operator(tender)
        notice = actions.draft_notice(tender, typed=typed, by=by, at=now)
        tenders.add_document(notice, by=by, at=now)
        tenders.hand_in_cards(notice, [one for held in self.holders.values() for one in held], at=now)
        return notice


@pytest.fixture
def cast(desk: Desk) -> Cast:
    """This will store the cast in the live server's database."""
    return Cast()


def local(at: datetime) -> str:
    return f"{at.astimezone(clock.CHINA):%Y-%m-%dT%H:%M}"


def open_page(desk: Desk, page: Page, path: str, name: str) -> None:
    """Go there, check it with axe, take its picture."""
    page.goto(desk.url(path))
    axe_clean(page)
    fits(page)
    desk.picture(page, name)


@pytest.mark.meets("A-036", "A-037", "A-039", "A-051", "A-052", "A-053")
def test_tender_is_prepared_reviewed_and_published_by_hand(desk: Desk, cast: Cast) -> None:
    page = desk.page(person=cast.officer)
    page.goto(desk.url("/buyer/"))
    axe_clean(page)
    page.get_by_role("link", name="新建投资项目").first.click()
    page.get_by_label("投资项目统一代码").fill("2026-330100-47-01-778899")
    page.get_by_label("项目名称").fill("江北新区中心幼儿园新建工程")
    page.get_by_label("工程").check()
    page.get_by_label("所在地区").fill("江城市")
    page.get_by_label("核定概算（元）").fill("20,000,000")
    page.get_by_label("资金来源").fill("财政资金，已落实")
    page.get_by_role("group", name="国有资金").get_by_label("是").check()
    page.get_by_label("立项批复文号").fill("江发改投〔2026〕118 号")
    page.get_by_label("项目负责人").select_option(label=cast.reviewer.name)
    axe_clean(page)
    desk.picture(page, "buyer-project-new")
    page.get_by_role("button", name="保存草稿").click()
    leader = desk.page(person=cast.reviewer)
    leader.goto(page.url)
    axe_clean(leader)
    desk.picture(leader, "buyer-project-leader")
    leader.get_by_role("button", name="我是负责人，签订并公布").click()
    page.get_by_role("button", name="提交项目").click()
    expect(page.get_by_text("已提交").first).to_be_visible()
    axe_clean(page)
    desk.picture(page, "buyer-project")

    page.get_by_role("link", name="新建招标项目").click()
    page.get_by_label("招标项目名称").fill("江北新区中心幼儿园新建工程施工")
    page.get_by_label("实施地点").fill("江城市江北新区文昌路 8 号")
    page.get_by_label("行政监督部门").select_option(label="江城市住房和城乡建设局")
    axe_clean(page)
    desk.picture(page, "buyer-tender-new")
    page.get_by_role("button", name="保存，去添加标段").click()
    page.get_by_label("标段名称").fill("施工")
    page.get_by_label("性质与数量").fill("新建教学楼 9,800 平方米及室外配套")
    page.get_by_label("工期").fill("300")
    page.get_by_label("估算价（元）").fill("18,000,000.00")
    axe_clean(page)
    page.get_by_role("button", name="保存标段").click()
    axe_clean(page)
    desk.picture(page, "buyer-tender-draft")
    page.get_by_role("button", name="去起草").click()

    page.get_by_label("公告正文").fill("本项目已批准建设，资金已落实，现公开招标。")
    page.get_by_label("投标人资格要求").fill("建筑工程施工总承包二级及以上资质")
    page.get_by_label("不接受").check()
    page.get_by_role("button", name="保存草稿").last.click()
    expect(page.get_by_text("已保存")).to_be_visible()
    axe_clean(page)
    desk.picture(page, "buyer-notice-text")
    page.get_by_role("link", name="限价与保证金").click()
    page.get_by_label("最高投标限价（元）").fill("17,800,000.00")
    page.get_by_label("投标保证金（元）").fill("320,000.00")
    page.get_by_role("button", name="保存草稿").last.click()
    axe_clean(page)
    desk.picture(page, "buyer-notice-money")
    page.get_by_role("link", name="评标办法").click()
    page.get_by_label("综合评估法").check()
    axe_clean(page)
    desk.picture(page, "buyer-notice-method")
    page.get_by_role("button", name="保存草稿").last.click()
    page.get_by_role("link", name="招标文件", exact=True).click()
    page.get_by_label("文件名称").fill("招标文件")
    page.locator("input[type=file]").set_input_files(
        {"name": "招标文件.docx", "mimeType": "application/octet-stream", "buffer": tenders.docx_bytes()}
    )
    axe_clean(page)
    page.get_by_role("button", name="上传").click()
    expect(page.get_by_text("《招标文件》已上传。")).to_be_visible()
    axe_clean(page)
    desk.picture(page, "buyer-notice-documents")
    page.get_by_role("link", name="开启与保管人").click()
    page.get_by_label("保管人开启").check()
    for group in ("监督组", "交易组"):
        for box in page.get_by_role("group", name=group, exact=True).get_by_role("checkbox").all():
            box.check()
    expect(page.locator("#verdicts")).to_contain_text("开标须两组都同意")
    axe_clean(page)
    page.get_by_role("button", name="保存草稿").last.click()
    axe_clean(page)
    desk.picture(page, "buyer-notice-keys")

    notice = Notice.objects.get()
    tenders.hand_in_cards(notice, [one for held in cast.holders.values() for one in held], at=clock.now())
    assert len(guardians_of(notice.access)) == 4
    page.get_by_role("link", name="预览与送复核").click()
    axe_clean(page)
    desk.picture(page, "buyer-notice-preview")
    page.get_by_role("button", name="送第二人复核").click()
    expect(page.get_by_text("已送第二人复核。")).to_be_visible()
    axe_clean(page)
    desk.picture(page, "buyer-tender-in-review")

    second = desk.page(person=cast.reviewer)
    second.goto(desk.url("/buyer/"))
    second.get_by_role("link", name="去复核").click()
    axe_clean(second)
    desk.picture(second, "buyer-review")
    second.get_by_label("复核意见").fill("已核对，同意。")
    second.get_by_role("button", name="复核通过").click()
    expect(second.get_by_text("复核通过，已送中心核验。")).to_be_visible()

    centre = desk.page(person=people.staff("centre_verifier"))
    open_page(desk, centre, "/centre/notices/", "centre-notices")
    centre.get_by_role("link", name="去核验").click()
    axe_clean(centre)
    desk.picture(centre, "centre-notice")
    centre.get_by_role("button", name="核验并发布").click()
    expect(centre.get_by_text("已核验并发布。")).to_be_visible()
    notice.refresh_from_db()
    assert (notice.state, notice.verified_by != notice.reviewed_by != notice.prepared_by) == ("published", True)
    assert desk.troubles == []


def test_short_period_is_drawn_and_repaired_in_one_press(desk: Desk, cast: Cast) -> None:
    notice = cast.drafted()
    short = notice.documents_from_at + timedelta(days=15)
    page = desk.page(person=cast.officer)
    page.goto(desk.url(f"/buyer/tenders/{notice.tender.code}/notices/1/times/"))
    page.get_by_label("文件发售截止").fill(local(short - timedelta(days=3)))
    page.get_by_label("提问截止").fill(local(short - timedelta(days=9)))
    page.get_by_label("投标截止时间（即开标时间）").fill(local(short))
    expect(page.locator("#verdicts")).to_contain_text("投标期只有 15 日，少于 20 日")
    page.get_by_role("button", name="送第二人复核").click()
    expect(page.get_by_role("alert")).to_contain_text("还不能送复核，有 1 处违反规则")
    expect(page.locator(".q-gap")).to_be_visible()
    axe_clean(page)
    desk.picture(page, "buyer-notice-broken")
    page.locator("button[name=repair]").first.click()
    expect(page.get_by_text("已保存")).to_be_visible()
    expect(page.locator("#verdicts")).not_to_contain_text("违反规则")
    page.get_by_role("button", name="送第二人复核").click()
    expect(page.get_by_text("已送第二人复核。")).to_be_visible()
    assert desk.troubles == []


def test_notice_form_works_without_scripts_and_on_a_phone(desk: Desk, cast: Cast) -> None:
    notice = cast.drafted()
    short = notice.documents_from_at + timedelta(days=16)
    page = desk.page(person=cast.officer, phone=True, javascript=False)
    page.goto(desk.url(f"/buyer/tenders/{notice.tender.code}/notices/1/times/"))
    page.get_by_label("文件发售截止").fill(local(short - timedelta(days=3)))
    page.get_by_label("提问截止").fill(local(short - timedelta(days=9)))
    page.get_by_label("投标截止时间（即开标时间）").fill(local(short))
    page.get_by_role("button", name="送第二人复核").click()
    expect(page.get_by_text("还不能送复核，有 1 处违反规则")).to_be_visible()
    desk.picture(page, "buyer-notice-broken-390")
    page.locator("button[name=repair]").first.click()
    page.get_by_role("button", name="送第二人复核").click()
    expect(page.get_by_text("已送第二人复核。")).to_be_visible()


@pytest.mark.parametrize(("phone", "language"), [(False, "en-GB"), (True, "zh-CN")])
def test_every_page_is_clean_on_a_phone_and_in_english(desk: Desk, cast: Cast, phone: bool, language: str) -> None:
    broken = cast.drafted(price_floor_fen=1_000_000_000, qualification="投标人须在本市设立分公司", text="")
    waiting = cast.drafted()
    waiting = actions.submit_notice(waiting, by=tenders.operator(waiting.tender), at=clock.now())
    suffix = "390" if phone else "en"
    page = desk.page(person=cast.officer, phone=phone, language=language)
    base = f"/buyer/tenders/{broken.tender.code}/"
    for name, path in {
        "desk": "/buyer/",
        "projects": "/buyer/projects/",
        "project-new": "/buyer/projects/new/",
        "tender-new": "/buyer/tenders/new/",
        "tender": base,
        "tender-edit": base + "edit/",
        "section": base + "sections/1/",
        **{f"part-{part}": f"{base}notices/1/{part}/?checked=1" for part in ("sections", "text", "times", "money", "method", "documents", "keys", "preview")},
        "notice": f"/buyer/tenders/{waiting.tender.code}/notices/1/",
    }.items():  # fmt: skip
        open_page(desk, page, path, f"buyer-{name}-{suffix}")
    reviewer = desk.page(person=cast.reviewer, phone=phone, language=language)
    open_page(desk, reviewer, f"/buyer/tenders/{waiting.tender.code}/notices/1/", f"buyer-review-{suffix}")
    waiting = actions.approve_notice(waiting, opinion="同意", by=tenders.reviewer(waiting.tender), at=clock.now())
    centre = desk.page(person=people.staff("centre_verifier"), phone=phone, language=language)
    open_page(desk, centre, "/centre/notices/", f"centre-notices-{suffix}")
    open_page(desk, centre, f"/centre/notices/{waiting.tender.code}/1/", f"centre-notice-{suffix}")
    actions.publish_notice(waiting, by=people.verifier(), at=clock.now())
    open_page(desk, page, f"/buyer/tenders/{waiting.tender.code}/", f"buyer-tender-open-{suffix}")
    open_page(desk, page, f"/buyer/tenders/{waiting.tender.code}/amend/", f"buyer-amend-{suffix}")
    open_page(desk, reviewer, f"/buyer/tenders/{waiting.tender.code}/terminate/", f"buyer-terminate-{suffix}")
    assert desk.troubles == []
