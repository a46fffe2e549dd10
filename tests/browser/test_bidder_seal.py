"""Two bidders seal in the browser, one replaces, one withdraws; what the platform keeps opens to what they typed and nothing is in clear."""

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from qinglian.domain.bids import vault
from qinglian.domain.bids.models import SealedBid
from qinglian.domain.bids.queries import own_bid_in_force
from qinglian.record.sequencer import sequence_once
from qinglian.trust.manifest import read_head_bytes
from qinglian.trust.seal import open_compartment, open_envelope
from tests.browser.desk import Desk, axe_clean, fits
from tests.browser.keyfile import WORDS, key_file
from tests.factories import bids, people, tenders

pytestmark = pytest.mark.django_db(transaction=True)
expect.set_options(timeout=20_000)  # a passphrase takes seconds on a busy machine
CANARY = "金丝雀项目经理"


def fill(page: Page, *, price: str, manager: str = CANARY) -> None:
    """This will fill the sheet and choose files."""
    page.get_by_label("投标总价").fill(price)
    page.get_by_label("工期").fill("300")
    page.get_by_label("质量标准").fill("合格")
    page.get_by_label("项目负责人").fill(manager)
    for label, name in (("商务文件", "商务标.pdf"), ("技术文件", "技术标.pdf")):
        page.get_by_label(label).set_input_files(
            {"name": name, "mimeType": "application/pdf", "buffer": tenders.pdf_bytes("x" * 50)}
        )


def unlock(page: Page, file: Path) -> None:
    """This will choose the key file and type its passphrase."""
    if page.get_by_label("密钥文件").is_visible() or not page.get_by_label("用哪把密钥").is_visible():
        page.get_by_label("密钥文件").set_input_files(file)
    page.get_by_label("密钥口令").fill(WORDS)


def submit(page: Page) -> dict[str, object]:
    """This will press the button and return the saved receipt."""
    with page.expect_download() as saving:
        page.get_by_role("button", name="密封并递交").click()
    return json.loads(Path(saving.value.path()).read_text("utf-8"))


def opened_sheet(where: bids.Room, bid: SealedBid) -> dict[str, object]:
    """This will open the stored sheet as a quorum of guardians would."""
    head = read_head_bytes(vault.read_head(bid.blob, manifest_hash=bid.manifest_hash))
    ciphertext = vault.read_ciphertext(bid.blob, skip=0, size=head.size_of("sheet"))
    holders = [where.holders["supervision"][0], where.holders["trade"][0]]
    shares = {
        one.id: open_envelope(
            one.master.identity(where.opening, "sheet"), head=head, compartment="sheet", guardian=one.id
        )
        for one in holders
    }
    return open_compartment(head, "sheet", ciphertext, shares).sheet


@pytest.mark.meets("A-090", "A-091", "A-099", "A-101")
def test_bidders_seal_replace_and_withdraw_in_the_browser(desk: Desk, tmp_path: Path) -> None:
    where = bids.room(deadline_at=bids.DEADLINE + timedelta(days=365))
    (first, first_key), (second, second_key) = people.bidder(), people.bidder()
    files = {one.pk: key_file(tmp_path, one.pk, key) for one, key in ((first, first_key), (second, second_key))}
    pages = {one.pk: desk.page(person=people.person(one, "bidder_agent")) for one in (first, second)}
    url = desk.url(f"/bidder/tenders/{where.section.tender.code}/1/seal/")
    for number, (organisation, page) in enumerate(pages.items()):
        page.goto(url)
        expect(page.get_by_role("heading", name="开标一览表")).to_be_visible()
        fill(page, price=f"17,{number}00,000.00")
        unlock(page, files[organisation])
        if number == 0:
            axe_clean(page)
            desk.picture(page, "bidder-seal")
        receipt = submit(page)
        done = page.locator("#q-seal-done")
        expect(done).to_contain_text("由公布的回执密钥签署")
        assert receipt["document"]["manifest"] == SealedBid.objects.order_by("-pk").first().manifest_hash
        sequence_once(at=bids.BEFORE)
        expect(done.get_by_text("可核验")).to_be_visible(timeout=15_000)
        axe_clean(page)
        desk.picture(page, "bidder-sealed")
    bid = own_bid_in_force(where.section, first.pk)
    assert opened_sheet(where, bid) == {
        "price_fen": 1_700_000_000,
        "period_days": 300,
        "quality": "合格",
        "project_manager": CANARY,
    }

    page = pages[first.pk]
    page.goto(url)
    expect(page.get_by_role("heading", name="替换投标文件")).to_be_visible()
    fill(page, price="16900000")
    unlock(page, files[first.pk])
    desk.picture(page, "bidder-replace")
    submit(page)
    expect(page.locator("#q-seal-done")).to_be_visible()
    replaced = own_bid_in_force(where.section, first.pk)
    assert opened_sheet(where, replaced)["price_fen"] == 1_690_000_000
    bid.refresh_from_db()
    assert bid.state == "superseded"

    page = pages[second.pk]
    page.goto(desk.url(f"/bidder/tenders/{where.section.tender.code}/1/withdraw/"))
    unlock(page, files[second.pk])
    axe_clean(page)
    with page.expect_download():
        page.get_by_role("button", name="签名并撤回").click()
    expect(page.get_by_role("heading", name="已撤回")).to_be_visible()
    assert own_bid_in_force(where.section, second.pk) is None
    page.goto(desk.url("/bidder/receipts/"))
    expect(page.get_by_text("已撤回").first).to_be_visible()
    page.get_by_role("button", name="在本机核验").first.click()
    expect(page.get_by_text("可核验")).to_be_visible(timeout=15_000)
    axe_clean(page)
    desk.picture(page, "bidder-receipts")
    waiting = "status of 409"  # the proof was asked for before the log had numbered the leaf
    assert [trouble for trouble in desk.troubles if waiting not in trouble] == []
    _refuse_clear_text(where)


def _refuse_clear_text(where: bids.Room) -> None:
    """The canary lies in no blob, log file or table of the installation."""
    folders = [Path(settings.QINGLIAN_BLOB_DIR), Path(settings.QINGLIAN_LOG_DIR)]
    found = [
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and CANARY.encode() in path.read_bytes()
    ]
    assert found == []
    assert CANARY not in json.dumps(list(SealedBid.objects.values()), default=str, ensure_ascii=False)


def test_seal_page_keeps_the_sealed_file_when_the_upload_breaks(desk: Desk, tmp_path: Path) -> None:
    where = bids.room(deadline_at=bids.DEADLINE + timedelta(days=365))
    organisation, owner = people.bidder()
    page = desk.page(person=people.person(organisation, "bidder_agent"), phone=True)
    page.goto(desk.url(f"/bidder/tenders/{where.section.tender.code}/1/seal/"))
    fill(page, price="18000000")
    expect(page.get_by_text("高于限价")).to_be_visible()
    unlock(page, key_file(tmp_path, organisation.pk, owner))
    axe_clean(page)
    fits(page)
    desk.picture(page, "bidder-seal-390")
    page.route("**/api/bids/packages", lambda route: route.abort())
    page.get_by_role("button", name="密封并递交").click()
    expect(page.get_by_role("alert").filter(has_text="连接断了")).to_be_visible()
    desk.picture(page, "bidder-seal-broken-390")
    with page.expect_download() as saving:
        page.get_by_role("button", name="保存密封好的文件").click()
    package = Path(saving.value.path()).read_bytes()
    page.goto(desk.url(f"/bidder/tenders/{where.section.tender.code}/1/upload/"))
    page.get_by_label("密封好的投标文件").set_input_files(
        {"name": "bid.qlbid", "mimeType": "application/octet-stream", "buffer": package}
    )
    page.get_by_role("button", name="递交").click()
    expect(page.get_by_text("请保存回执")).to_be_visible()
    axe_clean(page)
    fits(page)
    desk.picture(page, "bidder-uploaded-390")
    assert own_bid_in_force(where.section, organisation.pk).size == len(io.BytesIO(package).getvalue())


def test_seal_page_refuses_another_organisations_key(desk: Desk, tmp_path: Path) -> None:
    where = bids.room(deadline_at=bids.DEADLINE + timedelta(days=365))
    organisation, _ = people.bidder()
    other, stranger = people.bidder()
    page = desk.page(person=people.person(organisation, "bidder_agent"))
    page.goto(desk.url(f"/bidder/tenders/{where.section.tender.code}/1/seal/"))
    fill(page, price="17000000")
    unlock(page, key_file(tmp_path, other.pk, stranger))
    page.get_by_role("button", name="密封并递交").click()
    expect(page.get_by_role("alert").filter(has_text="这把密钥没有在本平台绑定给您")).to_be_visible()
    assert SealedBid.objects.count() == 0
