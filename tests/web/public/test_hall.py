"""The opening hall: nothing before the hour, everything after it, the same for everybody; the host's acts; 1,528 rows."""

import csv
import time
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from qinglian.domain.bids import actions
from qinglian.domain.people.models import Organisation, Person
from tests.clock import TestClock
from tests.factories import bids, people, read_out, tenders

pytestmark = pytest.mark.django_db

CANARY = "金丝雀路桥工程有限公司"


def hall_of(client: Client, section: object, query: str = "", **headers: str) -> str:
    tender = section.tender  # type: ignore[attr-defined]
    response = client.get(f"/openings/{tender.code}/1/{query}", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def host(client: Client) -> Person:
    person = people.staff("centre_host")
    people.sign_in(client, person)
    return person


# ---- before and at the hour ----


@pytest.mark.meets("A-107")
def test_hall_names_and_counts_nobody_before_the_hour(client: Client, clock: TestClock) -> None:
    """The canary's bid lies sealed and signed in; page, live parts, export, record and lists must not know it."""
    where = bids.room()
    bids.received(where, people.bidder(CANARY))
    for _ in range(3):
        bids.received(where)
    bids.sign_in_all(where)
    clock.set(bids.DEADLINE - timedelta(seconds=1))
    code = where.section.tender.code
    canary = Organisation.objects.get(name=CANARY)
    for path in ("", "live/", "read-out.csv", "record/"):
        told = client.get(f"/openings/{code}/1/{path}").content.decode()
        for secret in (CANARY, canary.pk, canary.credit_code, "1 / ", "4 家"):
            assert secret not in told
    for path in ("/", "/openings/", f"/notices/{code}/", "/record/"):
        told = client.get(path).content.decode()
        assert CANARY not in told
        assert canary.credit_code not in told
    page = hall_of(client, where.section)
    assert "投标人的名称和数量还不公开。" in page
    assert "招标投标法第二十二条" in page


def test_hall_tells_no_number_when_too_few_have_bid(client: Client, clock: TestClock) -> None:
    where = bids.room()
    bids.received(where, people.bidder(CANARY))
    clock.set(bids.DEADLINE)
    actions.close_bidding(where.section, at=bids.DEADLINE)
    page = hall_of(client, where.section)
    assert "本标段流标，不开标。" in page
    assert "招标投标法第二十八条" in page
    assert CANARY not in page
    assert "唱标表" not in page


def test_hall_waits_for_the_witnesses_after_closing(client: Client, clock: TestClock) -> None:
    where = bids.closed()
    clock.set(bids.DEADLINE + timedelta(seconds=2))
    page = hall_of(client, where.section)
    assert "截止清单先要由见证方签名" in page
    assert "唱标表" not in page


# ---- the opening ----


def test_hall_lists_guardians_in_their_groups_as_they_release(client: Client, clock: TestClock) -> None:
    where = bids.releasing()
    clock.set(bids.DEADLINE + timedelta(minutes=1))
    assert hall_of(client, where.section).count("未到时") == 0
    actions.release_shares(bids.release_of(where, where.holders["supervision"][0]), at=clock.now)
    page = hall_of(client, where.section)
    assert page.count("已交出") == 1
    assert page.count("无须再交") == 1
    assert page.count("已够数") == 1


@pytest.mark.meets("A-108", "A-110")
def test_hall_shows_each_arrival_and_the_window_while_bids_are_undecrypted(client: Client, clock: TestClock) -> None:
    where = bids.releasing()
    clock.set(bids.DEADLINE + timedelta(minutes=1))
    page = hall_of(client, where.section)
    assert page.count("未解密") == 3
    assert "12-11 07:30:00" in page
    assert "12-11 07:32:00" in page
    assert "2026-12-11 10:00:10 星期五" in page
    clock.set(bids.DEADLINE + timedelta(minutes=31))
    assert "没有解开的按责任处理" in hall_of(client, where.section)


@pytest.mark.meets("A-111", "A-113")
def test_hall_reads_out_every_item_of_the_sheet(client: Client, clock: TestClock) -> None:
    where = bids.opened()
    clock.set(bids.DEADLINE + timedelta(minutes=3))
    page = hall_of(client, where.section)
    assert page.count("已解密</span>") == 3
    assert "09:32:00" in page
    for words in ("17,000,000.00", "17,010,000.00", "17,020,000.00", "工期 300 日，质量标准 合格，项目负责人 王一"):
        assert words in page


@pytest.mark.meets("A-112")
def test_hall_puts_a_failed_bid_first_with_reason_and_consequence(client: Client, clock: TestClock) -> None:
    where = bids.released(4, mode="G+B", locks=3)
    actions.open_bids(where.closing, at=bids.DEADLINE + timedelta(minutes=2))
    actions.end_window(where.closing, at=bids.DEADLINE + timedelta(minutes=31))
    clock.set(bids.DEADLINE + timedelta(minutes=32))
    page = hall_of(client, where.section)
    assert "需要处理的排在前面（1 家）" in page
    assert "解密失败" in page
    assert "投标人在解密时限内没有交出自己的密钥。因投标人原因，视为撤销投标文件" in page


def test_live_parts_answer_304_until_something_happens(client: Client, clock: TestClock) -> None:
    where = bids.releasing()
    clock.set(bids.DEADLINE + timedelta(minutes=1))
    address = f"/openings/{where.section.tender.code}/1/live/"
    first = client.get(address)
    assert first.status_code == 200
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(address + "?sort=-price", headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert client.get(address, headers={"If-None-Match": first["ETag"], "Accept-Language": "en"}).status_code == 200
    actions.release_shares(bids.release_of(where, where.holders["supervision"][0]), at=clock.now)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]
    assert "已交出" in again.content.decode()


def test_live_parts_cost_two_questions_while_nothing_happens(
    client: Client, clock: TestClock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    section = read_out.opened_section(3)
    clock.set(bids.DEADLINE + timedelta(minutes=40))
    address = f"/openings/{section.tender.code}/1/live/"
    tag = client.get(address)["ETag"]
    with django_assert_num_queries(2):
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    with django_assert_num_queries(2):
        assert client.get(address).status_code == 200


def test_live_parts_of_a_watcher_never_hold_the_hosts_forms(client: Client, clock: TestClock) -> None:
    """The drawing is shared among watchers: what the host sees must not be kept for them."""
    where = bids.opened()
    clock.set(bids.DEADLINE + timedelta(minutes=3))
    address, hosting = f"/openings/{where.section.tender.code}/1/live/", Client()
    host(hosting)
    assert "生成开标记录" in hosting.get(address).content.decode()
    assert "csrfmiddlewaretoken" not in client.get(address).content.decode()
    assert "生成开标记录" in hosting.get(address).content.decode()


def test_live_parts_and_page_say_the_same(client: Client, clock: TestClock) -> None:
    where = bids.opened()
    clock.set(bids.DEADLINE + timedelta(minutes=3))
    live = client.get(f"/openings/{where.section.tender.code}/1/live/").content.decode()
    assert live.strip() in hall_of(client, where.section)


def test_export_holds_every_row(client: Client, clock: TestClock) -> None:
    where = bids.opened()
    clock.set(bids.DEADLINE + timedelta(minutes=3))
    text = client.get(f"/openings/{where.section.tender.code}/1/read-out.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert [row["price_yuan"] for row in rows] == ["17000000.00", "17010000.00", "17020000.00"]
    assert [row["status"] for row in rows] == ["opened"] * 3


# ---- the host ----


def test_host_draws_up_and_signs_the_record(client: Client, clock: TestClock) -> None:
    where = bids.opened()
    clock.set(bids.DEADLINE + timedelta(minutes=5))
    host(client)
    base = f"/openings/{where.section.tender.code}/1/"
    assert client.get(f"{base}record/").status_code == 404
    assert client.post(f"{base}make-record/").status_code == 302
    assert "待签署" in client.get(f"{base}record/").content.decode()
    assert client.post(f"{base}sign-record/").status_code == 302
    assert where.refresh().state == "recorded"
    page = client.get(f"{base}record/").content.decode()
    assert "主持人已签署" in page
    pdf = client.get(f"{base}record.pdf")
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert "data-live-done" in hall_of(client, where.section)


def test_host_must_answer_before_signing(client: Client, clock: TestClock) -> None:
    where = bids.opened()
    clock.set(bids.DEADLINE + timedelta(minutes=5))
    by = bids.agent_of(where.bidders[0][0])
    objection = actions.raise_objection(where.closing, text="工期读错了。", by=by, at=clock.now)
    host(client)
    base = f"/openings/{where.section.tender.code}/1/"
    client.post(f"{base}make-record/")
    refused = client.post(f"{base}sign-record/")
    assert refused.status_code == 409
    assert "条例第四十四条" in refused.content.decode()
    assert "工期读错了。" in hall_of(client, where.section)
    empty = client.post(f"{base}objections/{objection.pk}/answer/", {"answer": " "})
    assert empty.status_code == 422
    assert client.post(f"{base}objections/{objection.pk}/answer/", {"answer": "已更正。"}).status_code == 302
    client.post(f"{base}make-record/")
    assert client.post(f"{base}sign-record/").status_code == 302
    assert "已更正。" in hall_of(client, where.section)


def test_host_extends_the_window_with_a_public_reason(client: Client, clock: TestClock) -> None:
    where = bids.releasing()
    clock.set(bids.DEADLINE + timedelta(minutes=5))
    host(client)
    base = f"/openings/{where.section.tender.code}/1/"
    assert client.post(f"{base}extend/", {"until": "谁知道", "reason": "停电"}).status_code == 422
    assert client.post(f"{base}extend/", {"until": "2026-12-11T10:30", "reason": ""}).status_code == 422
    assert client.post(f"{base}extend/", {"until": "2026-12-11T10:30", "reason": "市区停电十分钟"}).status_code == 302
    page = hall_of(client, where.section)
    assert "2026-12-11 10:30:00" in page
    assert "市区停电十分钟" in page


@pytest.mark.parametrize("act", ["extend", "make-record", "sign-record"])
def test_hosting_is_closed_to_everybody_else(client: Client, clock: TestClock, act: str) -> None:
    where = bids.opened()
    clock.set(bids.DEADLINE + timedelta(minutes=5))
    address = f"/openings/{where.section.tender.code}/1/{act}/"
    assert client.post(address).status_code == 302
    assert client.get(address).status_code == 405
    people.sign_in(client, people.supervisor())
    assert client.post(address).status_code == 403
    assert "主持</h2>" not in hall_of(client, where.section)
    assert where.refresh().state == "opened"


def test_hall_is_not_found_before_the_publication(client: Client) -> None:
    notice = tenders.in_verification()
    assert client.get(f"/openings/{notice.tender.code}/1/").status_code == 404
    assert client.get("/openings/JC-0000-0000/1/").status_code == 404


# ---- long openings ----


def test_hall_with_1528_rows_is_searched_sorted_cut_and_fast(
    client: Client, clock: TestClock, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    section = read_out.opened_section(1528, failed=3, outlier_fen=5_391_988_000)
    clock.set(bids.DEADLINE + timedelta(minutes=40))
    hall_of(client, section)
    with django_assert_max_num_queries(18):
        started = time.perf_counter()
        page = hall_of(client, section, "?sort=-price")
        seconds = time.perf_counter() - started
    assert seconds < 2
    assert "需要处理的排在前面（4 家）" in page
    assert "第 1–50 条，共 1,528 条" in page
    assert "可能是填报错误" in page
    assert "53,919,880.00" in page
    assert "唱标企业0777有限公司" in hall_of(client, section, "?q=0777")
    assert "第 1,501–1,528 条，共 1,528 条" in hall_of(client, section, "?page=31")
    assert len(page) < 200_000


@pytest.mark.parametrize("count", [1, 3])
def test_hall_asks_as_many_questions_for_three_rows_as_for_one(
    client: Client, clock: TestClock, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    section = read_out.opened_section(count)
    clock.set(bids.DEADLINE + timedelta(minutes=40))
    hall_of(client, section)
    with django_assert_num_queries(10):
        hall_of(client, section)


@pytest.mark.parametrize("count", [1, 3])
def test_openings_list_asks_as_many_questions_for_three_openings_as_for_one(
    client: Client, clock: TestClock, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        read_out.opened_section(3, failed=1)
    clock.set(bids.DEADLINE + timedelta(minutes=40))
    with django_assert_num_queries(5):
        page = client.get("/openings/").content.decode()
    assert page.count("3 家投标，解密 2 家，失败 1 家") == count
