"""The offline page, opened from a file with no network: key, kit, sheet, PDFs, sealed package; the platform receives it, Python opens it."""

import io
import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from qinglian.domain.bids.actions import receive_package
from qinglian.domain.people import actions
from qinglian.domain.tenders.queries import notice_package, recipients_of
from qinglian.trust.keys import open_key_file
from qinglian.trust.seal import open_compartment, open_envelope, read_package
from qinglian.web.shared.bundle import FOLDER
from tests.browser.desk import DESKTOP, PHONE, axe_clean, fits, keep_picture
from tests.factories import bids, people, tenders

pytestmark = pytest.mark.django_db(transaction=True)
expect.set_options(timeout=20_000)  # a passphrase takes seconds on a busy machine
WORDS = "没有网络也要记得住的一句口令"


def offline_page(chromium: Browser, folder: Path, *, phone: bool = False) -> tuple[Page, list[str]]:
    """This will open a copy of the page from the disk, with the network cut, and collect what goes wrong."""
    copy = folder / "offline.html"
    shutil.copy(FOLDER / "offline.html", copy)
    context = chromium.new_context(
        viewport=PHONE if phone else DESKTOP, locale="zh-CN", offline=True, accept_downloads=True
    )
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: said.type == "error" and troubles.append(said.text))
    page.on(
        "request",
        lambda request: None if request.url.startswith(("file:", "blob:", "data:")) else troubles.append(request.url),
    )
    page.goto(copy.as_uri())
    return page, troubles


def load_kit(page: Page, where: bids.Room, folder: Path) -> None:
    """This will save the section's kit and choose it on the page."""
    kit = folder / "kit.json"
    kit.write_text(json.dumps(notice_package(where.section), ensure_ascii=False), "utf-8")
    page.get_by_label("密封资料（.json）").set_input_files(kit)


def key_made_offline(page: Page, holder: str) -> dict[str, object]:
    """This will make a key on the page and return the saved file."""
    page.locator("summary", has_text="还没有密钥").click()
    page.get_by_label("本单位编号").fill(holder)
    page.get_by_label("口令", exact=True).fill(WORDS)
    page.get_by_label("再输一遍口令").fill(WORDS)
    with page.expect_download() as saving:
        page.get_by_role("button", name="制作密钥").click()
    return json.loads(Path(saving.value.path()).read_text("utf-8"))


def fill_sheet(page: Page, *, price: str = "17,000,000.00") -> None:
    """This will fill the sheet and choose a PDF for each compartment."""
    page.get_by_label("投标总价").fill(price)
    page.get_by_label("工期").fill("300")
    page.get_by_label("质量标准").fill("合格")
    page.get_by_label("项目负责人").fill("王一")
    for label, name in (("商务文件", "商务标.pdf"), ("技术文件", "技术标.pdf")):
        page.get_by_label(label).set_input_files(
            {"name": name, "mimeType": "application/pdf", "buffer": tenders.pdf_bytes(name.encode().hex())}
        )


@pytest.mark.meets("A-090")
def test_offline_page_seals_what_the_platform_receives(chromium: Browser, tmp_path: Path) -> None:
    where = bids.room(mode="G+B")
    organisation = people.organisation()
    page, troubles = offline_page(chromium, tmp_path)
    axe_clean(page)
    load_kit(page, where, tmp_path)
    expect(page.get_by_text("江北新区中心幼儿园新建工程施工")).to_be_visible()
    file = key_made_offline(page, organisation.pk)
    fill_sheet(page)
    expect(page.get_by_text("大写：壹仟柒佰万元整")).to_be_visible()
    axe_clean(page)
    keep_picture(page, "bidder-offline")
    page.get_by_label("密钥口令").fill(WORDS)
    with page.expect_download() as saving:
        page.get_by_role("button", name="密封并保存").click()
    package = Path(saving.value.path()).read_bytes()
    assert saving.value.suggested_filename.endswith(".qlbid")
    owner = open_key_file(file, words=WORDS)
    key = actions.propose_key(
        people.key_proposal(organisation, owner), by=people.registrant(organisation), at=people.AT
    )
    actions.bind_key(key, compared="phone", by=people.verifier(), at=people.AT)
    receipt = receive_package(io.BytesIO(package), at_end=lambda: bids.BEFORE)
    head, ciphertexts = read_package(io.BytesIO(package))
    assert (receipt["document"]["manifest"], head.bidder) == (head.hash, organisation.pk)
    holders = [where.holders["supervision"][0], where.holders["trade"][1]]
    opened = {}
    for compartment in ("sheet", "business"):
        keys = {one.id: one.master for one in holders} | {"bidder": owner}
        shares = {
            guardian: open_envelope(
                master.identity(where.opening, compartment), head=head, compartment=compartment, guardian=guardian
            )
            for guardian, master in keys.items()
        }
        opened[compartment] = open_compartment(head, compartment, ciphertexts[compartment], shares)
    assert opened["sheet"].sheet == {
        "price_fen": 1_700_000_000,
        "period_days": 300,
        "quality": "合格",
        "project_manager": "王一",
    }
    assert [held.name for held in opened["business"].files] == ["商务标.pdf"]
    assert set(recipients_of(where.section)) >= {one.id for one in holders}
    assert troubles == []
    page.context.close()


def test_offline_page_refuses_a_kit_whose_deadline_was_changed(chromium: Browser, tmp_path: Path) -> None:
    where = bids.room()
    page, _ = offline_page(chromium, tmp_path, phone=True)
    kit = notice_package(where.section) | {"deadline_at": "2027-01-01T09:30:00+08:00"}
    (tmp_path / "kit.json").write_text(json.dumps(kit), "utf-8")
    page.get_by_label("密封资料（.json）").set_input_files(tmp_path / "kit.json")
    expect(page.get_by_role("alert")).to_contain_text("这份密封资料不能用")
    axe_clean(page)
    fits(page)
    keep_picture(page, "bidder-offline-refused-390")
    page.context.close()


@pytest.mark.meets("A-094")
def test_offline_page_names_what_is_missing_and_leads_there(chromium: Browser, tmp_path: Path) -> None:
    where = bids.room()
    page, _ = offline_page(chromium, tmp_path, phone=True)
    load_kit(page, where, tmp_path)
    page.get_by_label("工期").fill("三百天")
    page.get_by_role("button", name="密封并保存").click()
    alert = page.locator("#q-seal-summary")
    expect(alert).to_contain_text("还不能密封，有 4 处要改")
    alert.get_by_role("link", name="投标总价").click()
    expect(page.get_by_label("投标总价")).to_be_focused()
    axe_clean(page)
    fits(page)
    keep_picture(page, "bidder-offline-errors-390")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Seal a bid without a network")).to_be_visible()
    page.context.close()
