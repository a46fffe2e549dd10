"""The bidder's desk: the verb that comes next at every stage of a bid, found through the pages themselves."""

from datetime import timedelta

import pytest
from django.test import Client

from qinglian.domain.bids import actions
from qinglian.record.clock import simulated_at
from tests.clock import TestClock
from tests.factories import bids, people

pytestmark = pytest.mark.django_db


def agent_of(where: bids.Room, number: int = 0) -> Client:
    organisation, _ = where.bidders[number]
    return people.sign_in(Client(), people.person(organisation, "bidder_agent"))


def test_desk_says_what_is_next_from_submission_to_record(clock: TestClock) -> None:
    where = bids.with_bids(mode="G+B", signed_in=False)
    client = agent_of(where)
    clock.set(bids.DEADLINE - timedelta(days=3))
    assert "等投标截止" in client.get("/bidder/").content.decode()
    clock.set(bids.DEADLINE - timedelta(hours=1))
    assert "签到不足三家的，不能开标" in client.get("/bidder/").content.decode()
    bids.sign_in_all(where)
    clock.set(bids.DEADLINE + timedelta(seconds=30))
    bids.releasing(where=where)
    page = client.get("/bidder/").content.decode()
    assert "交出本单位密钥" in page
    assert "20 号令第三十一条" in page
    bids_after = bids.DEADLINE + timedelta(minutes=1)
    for group in ("supervision", "trade"):
        actions.release_shares(bids.release_of(where, where.holders[group][0]), at=bids_after)
    for bidder in where.bidders:
        actions.release_shares(bids.lock_of(where, bidder), at=bids_after)
    while actions.open_bids(where.closing, at=bids_after):
        pass
    clock.set(bids.DEADLINE + timedelta(minutes=3))
    assert "确认唱标" in client.get("/bidder/").content.decode()


def test_desk_offers_open_sections_and_never_shows_others_bids(clock: TestClock) -> None:
    where = bids.with_bids(2)
    clock.set(bids.BEFORE + timedelta(minutes=10))
    stranger = people.sign_in(Client(), people.person(people.bidder()[0], "bidder_agent"))
    page = stranger.get("/bidder/").content.decode()
    assert "制作并密封投标文件" in page
    for organisation, _ in where.bidders:
        assert organisation.name not in page
        assert where.heads[organisation.pk].hash[:16] not in page
    assert where.heads[where.bidders[0][0].pk].hash[:4] in agent_of(where).get("/bidder/receipts/").content.decode()
    receipts = stranger.get("/bidder/receipts/").content.decode()
    assert "还没有回执" in receipts
    for head in where.heads.values():
        assert head.hash not in receipts


def test_receipt_file_is_given_to_its_own_bidder_alone(clock: TestClock) -> None:
    where = bids.with_bids(2)
    clock.set(bids.BEFORE + timedelta(minutes=10))
    (own, _), (other, _) = where.bidders
    client = agent_of(where)
    answer = client.get(f"/bidder/receipts/{where.heads[own.pk].hash}.json")
    assert answer.json() == where.receipts[own.pk]
    assert client.get(f"/bidder/receipts/{where.heads[other.pk].hash}.json").status_code == 404


@pytest.mark.meets("A-092", "A-101")
def test_upload_page_takes_a_sealed_file_without_script(clock: TestClock) -> None:
    where = bids.room()
    clock.set(bids.BEFORE)
    bidder = people.bidder()
    client = people.sign_in(Client(), people.person(bidder[0], "bidder_agent"))
    url = f"/bidder/tenders/{where.section.tender.code}/1/upload/"
    package = bids.sealed(where, bidder)
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = client.post(url, {"package": SimpleUploadedFile("bid.qlbid", package)})
    assert "已递交" in answer.content.decode()
    again = client.post(url, {"package": SimpleUploadedFile("bid.qlbid", package)})
    assert again.status_code == 422
    cut = client.post(url, {"package": SimpleUploadedFile("bid.qlbid", bids.sealed(where, people.bidder())[:-10])})
    assert (cut.status_code, "条例第三十六条" in cut.content.decode()) == (422, True)
    with simulated_at(bids.DEADLINE):
        late = client.post(url, {"package": SimpleUploadedFile("bid.qlbid", package)})
        assert late.status_code == 422
        assert "投标已经截止" in client.get(url).content.decode()


@pytest.mark.meets("A-106", "A-111")
def test_opening_page_signs_in_confirms_and_objects_by_plain_forms(clock: TestClock) -> None:
    where = bids.with_bids(3, mode="G+B", signed_in=False)
    client = agent_of(where)
    base = f"/bidder/tenders/{where.section.tender.code}/1/opening/"
    clock.set(bids.DEADLINE - timedelta(hours=1))
    assert client.post(f"{base}sign-in/").status_code == 302
    assert "已签到，等投标截止。" in client.get(base).content.decode()
    bids.sign_in_all(where)
    bids.opened(mode="G+B", where=where)
    clock.set(bids.DEADLINE + timedelta(minutes=5))
    page = client.get(base).content.decode()
    assert "17,000,000.00 元" in page
    assert "2026-12-11 09:32:00 星期五" in page
    assert "成功" in page
    assert client.post(f"{base}confirm/").status_code == 302
    assert client.post(f"{base}object/", {"text": ""}).status_code == 422
    assert client.post(f"{base}object/", {"text": "投标函所附价格与唱标不一致。"}).status_code == 302
    page = client.get(base).content.decode()
    assert "投标函所附价格与唱标不一致。" in page
    assert "已确认" in page


def test_opening_live_answers_304_until_the_hall_changes(clock: TestClock) -> None:
    where = bids.releasing()
    clock.set(bids.DEADLINE + timedelta(seconds=40))
    client = agent_of(where)
    url = f"/bidder/tenders/{where.section.tender.code}/1/opening/live/?seen=nothing"
    first = client.get(url)
    assert "刷新本页" in first.content.decode()
    tag = first.headers["ETag"]
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 304
    actions.release_shares(bids.release_of(where, where.holders["trade"][0]), at=bids.DEADLINE + timedelta(minutes=1))
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 200
