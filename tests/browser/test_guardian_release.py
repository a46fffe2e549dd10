"""Guardians sign cards and release in the browser; every check is shown; the paper way; bidders release their own locks."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from qinglian.domain.bids import actions
from qinglian.domain.bids.models import OpenedBid, Release
from qinglian.domain.tenders.actions import draft_notice
from qinglian.domain.tenders.models import GuardianCard
from qinglian.record import clock
from qinglian.record.sequencer import sequence_once
from tests.browser.desk import Desk, axe_clean, fits
from tests.browser.keyfile import WORDS, key_file
from tests.factories import bids, people, tenders

pytestmark = pytest.mark.django_db(transaction=True)
expect.set_options(timeout=20_000)  # a passphrase takes seconds on a busy machine
NOW = bids.DEADLINE + timedelta(minutes=2)


def unlock(page: Page, file: Path) -> None:
    """This will choose the key file and type its passphrase."""
    page.get_by_label("密钥文件").set_input_files(file)
    page.get_by_label("密钥口令").fill(WORDS)


@pytest.fixture(autouse=True)
def hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """This will set the whole process's clock, the live server's threads included, two minutes past the deadline."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


def test_guardian_signs_a_card_in_the_browser(desk: Desk, tmp_path: Path) -> None:
    tender = tenders.created()
    holders = tenders.guardians(tender.tenderer)
    typed = tenders.notice_typed(tenders.access_with(holders))
    draft_notice(tender, typed=typed, by=tenders.operator(tender), at=tenders.AT)
    holder = holders["supervision"][0]
    page = desk.page(person=holder.person)
    page.goto(desk.url("/guardian/"))
    expect(page.get_by_text("签署密钥卡")).to_be_visible()
    axe_clean(page)
    desk.picture(page, "guardian-desk")
    page.get_by_role("link", name="去签署").click()
    unlock(page, key_file(tmp_path, holder.person.pk, holder.master))
    axe_clean(page)
    desk.picture(page, "guardian-card")
    page.get_by_role("button", name="签署密钥卡").click()
    expect(page.get_by_text("已签署")).to_be_visible()
    card = GuardianCard.objects.get()
    assert card.signed["document"]["recipients"]["sheet"] == holder.master.recipient(
        card.signed["document"]["opening"], "sheet"
    )
    assert desk.troubles == []


def test_guardians_release_and_bids_open(desk: Desk, tmp_path: Path) -> None:
    where = bids.releasing()
    for number, group in enumerate(("supervision", "trade")):
        holder = where.holders[group][0]
        page = desk.page(person=holder.person, phone=number == 1)
        page.goto(desk.url("/guardian/"))
        page.get_by_role("link", name="去交出").click()
        page.get_by_label("我已逐组核对，与公布的一致").check()
        unlock(page, key_file(tmp_path, holder.person.pk, holder.master))
        axe_clean(page)
        desk.picture(page, f"guardian-release-{number}")
        page.get_by_role("button", name="核对并交出密钥").click()
        expect(page.get_by_text("您的份额已交出。")).to_be_visible()
        axe_clean(page)
        fits(page)
        desk.picture(page, f"guardian-released-{number}")
    assert Release.objects.filter(on_paper=False).count() == 2
    while actions.open_bids(where.closing, at=NOW):
        pass
    assert sorted(OpenedBid.objects.values_list("price_fen", flat=True)) == [
        1_700_000_000,
        1_701_000_000,
        1_702_000_000,
    ]
    assert desk.troubles == []


def test_guardians_tool_refuses_when_the_platform_leaves_a_bid_out(desk: Desk, tmp_path: Path) -> None:
    where = bids.releasing()
    holder = where.holders["trade"][0]
    page = desk.page(person=holder.person)

    def leave_one_out(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined]
        bundle = answer.json()
        bundle["bids"] = bundle["bids"][1:]
        route.fulfill(response=answer, json=bundle)  # type: ignore[attr-defined]

    page.route("**/bundle?**", leave_one_out)
    page.goto(desk.url(f"/guardian/release/{where.section.tender.code}/1/"))
    page.get_by_label("我已逐组核对，与公布的一致").check()
    unlock(page, key_file(tmp_path, holder.person.pk, holder.master))
    page.get_by_role("button", name="核对并交出密钥").click()
    expect(page.get_by_role("alert").filter(has_text="截止名单有 3 份，平台给的是 2 份")).to_be_visible()
    axe_clean(page)
    desk.picture(page, "guardian-release-refused")
    assert Release.objects.count() == 0


def test_guardian_reads_out_and_the_host_types(desk: Desk, tmp_path: Path) -> None:
    where = bids.releasing()
    holder = where.holders["supervision"][1]
    page = desk.page(person=holder.person)
    page.goto(desk.url(f"/guardian/release/{where.section.tender.code}/1/paper/"))
    expect(page.get_by_text("这个办法的代价")).to_be_visible()
    page.get_by_label("我已逐组核对，与公布的一致").check()
    unlock(page, key_file(tmp_path, holder.person.pk, holder.master))
    page.get_by_role("button", name="核对并显示身份").click()
    expect(page.get_by_alt_text("本次开标身份的二维码")).to_be_visible()
    axe_clean(page)
    desk.picture(page, "guardian-paper")
    spoken = page.locator(".q-identity-text").inner_text()
    assert "".join(spoken.split()) == holder.master.identity(where.opening, "sheet")

    host = desk.page(person=people.staff("centre_host"), javascript=False)
    host.goto(desk.url(f"/guardian/typed/{where.section.tender.code}/1/"))
    host.get_by_label("哪位保管人读出的").select_option(holder.id)
    host.get_by_label("身份（74 个字符）").fill(spoken[:-1])
    host.get_by_role("button", name="核对并收下").click()
    expect(host.get_by_role("alert")).to_contain_text("应为 74 个字符，现在是 73 个")
    host.get_by_label("身份（74 个字符）").fill(spoken.lower())
    host.get_by_role("button", name="核对并收下").click()
    expect(host.get_by_text("身份与密钥卡相符，份额已收下。")).to_be_visible()
    assert list(Release.objects.values_list("guardian", "on_paper")) == [(holder.id, True)]
    desk.picture(host, "guardian-typed")


def test_bidder_releases_its_own_lock_and_signs_the_record(desk: Desk, tmp_path: Path) -> None:
    where = bids.releasing(mode="G+B")
    for group in ("supervision", "trade"):
        actions.release_shares(bids.release_of(where, where.holders[group][0]), at=NOW)
    organisation, owner = where.bidders[0]
    for bidder in where.bidders[1:]:
        actions.release_shares(bids.lock_of(where, bidder), at=NOW)
    page = desk.page(person=people.person(organisation, "bidder_agent"))
    page.goto(desk.url("/bidder/"))
    expect(page.get_by_text("交出本单位密钥")).to_be_visible()
    axe_clean(page)
    desk.picture(page, "bidder-desk")
    page.get_by_role("link", name="去交出").click()
    page.get_by_label("我已逐组核对，与公布的一致").check()
    unlock(page, key_file(tmp_path, organisation.pk, owner))
    axe_clean(page)
    desk.picture(page, "bidder-lock")
    page.get_by_role("button", name="核对并交出本单位密钥").click()
    expect(page.get_by_text("本单位密钥已交出。")).to_be_visible()
    while actions.open_bids(where.closing, at=NOW):
        pass
    page.reload()
    expect(page.get_by_text("17,000,000.00 元")).to_be_visible()
    page.get_by_role("button", name="与我投的一致，确认").click()
    expect(page.get_by_text("已确认唱标。")).to_be_visible()
    host = people.actor(people.staff("centre_host"), at=NOW)
    record = actions.make_opening_record(where.closing, by=host, at=NOW)
    page.reload()
    expect(page.get_by_role("heading", name="签署开标记录")).to_be_visible()
    page.get_by_label("密钥口令").fill(WORDS)
    axe_clean(page)
    desk.picture(page, "bidder-opening")
    page.get_by_role("button", name="签署开标记录").click()
    expect(page.get_by_text("本单位已签署开标记录。")).to_be_visible()
    signature = record.signatures.get(role="bidder")
    assert signature.signed["document"]["record"] == record.document_blob
    desk.picture(page, "bidder-opening-signed")
    sequence_once(at=NOW)
    assert desk.troubles == []
