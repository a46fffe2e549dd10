"""The tender page: what a citizen reads, and what nobody may read yet."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from qinglian.domain.tenders import actions
from qinglian.domain.tenders.actions import place_hold
from qinglian.law.actor import Actor
from qinglian.record.models import Fact
from qinglian.web.public.compare import changes
from tests.clock import TestClock
from tests.factories import people, tenders
from tests.factories.record import sequence_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def during_bidding(clock: TestClock) -> None:
    clock.set(tenders.PUBLISHED + timedelta(days=4))


def page_of(client: Client, code: str, **headers: str) -> str:
    response = client.get(f"/notices/{code}/", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_tender_page_shows_facts_clock_rules_and_proof(client: Client) -> None:
    notice = tenders.published()
    page = page_of(client, notice.tender.code)
    for words in (
        notice.tender.name,
        "1,780.00 万元",
        "2026-12-11 09:30:00 星期五",
        "建筑工程施工总承包二级及以上资质",
        "投标期不少于 20 日",
        "招标投标法第二十四条",
        f"qinglian verify {notice.tender.code}.zip --tender {notice.tender.code}",
        "投标情况，开标后才公开",
        "监督组",
        "交易组",
    ):
        assert words in page


def test_tender_page_is_complete_in_english(client: Client) -> None:
    notice = tenders.published()
    page = page_of(client, notice.tender.code, **{"Accept-Language": "en"})
    for words in ("Key facts", "Price cap", "Tendering Law art. 24", "Check this yourself", "Who holds the opening"):
        assert words in page


def test_tender_page_hides_a_tender_before_its_publication(client: Client) -> None:
    notice = tenders.in_verification()
    response = client.get(f"/notices/{notice.tender.code}/")
    assert response.status_code == 404
    assert notice.tender.name not in response.content.decode()


def test_tender_page_hides_an_amendment_that_is_being_drafted(client: Client) -> None:
    notice = tenders.published()
    amendment = tenders.amendment_drafted(notice)
    page = page_of(client, notice.tender.code)
    assert amendment.change not in page
    assert "2026-12-18 09:30:00" not in page


@pytest.mark.meets("B-014")
def test_tender_page_compares_an_amendment_with_the_version_before(client: Client) -> None:
    notice = tenders.published()
    amendment = tenders.in_verification(tenders.amendment_drafted(notice), at=tenders.PUBLISHED + timedelta(days=3))
    actions.publish_notice(amendment, by=people.verifier(), at=tenders.PUBLISHED + timedelta(days=3, hours=1))
    page = page_of(client, notice.tender.code)
    assert "更正工程量清单第 0403 项。" in page
    assert "<del>2026-12-11 09:30:00 星期五</del>" in page
    assert "<ins>2026-12-18 09:30:00 星期五</ins>" in page
    assert "影响投标文件编制" in page


def test_tender_page_links_each_fact_to_its_place_in_the_log(client: Client) -> None:
    notice = tenders.published()
    assert "正在编入日志" in page_of(client, notice.tender.code)
    sequence_all(tenders.PUBLISHED + timedelta(minutes=1))
    index = Fact.objects.get(kind="notice-published/v1").index
    assert f'href="/record/{index}/"' in page_of(client, notice.tender.code)


def test_tender_page_stops_the_clock_while_a_hold_stands(client: Client) -> None:
    notice = tenders.published()
    supervisor = Actor(id="per-s", organisation=notice.tender.supervisor_id or "", roles=frozenset({"supervisor"}))
    place_hold(
        notice.tender,
        cause="order",
        article="REG 62",
        reason="核查招标文件第三章。",
        by=supervisor,
        at=tenders.PUBLISHED + timedelta(days=2),
    )
    page = page_of(client, notice.tender.code)
    assert "q-clock-stopped" in page
    assert "核查招标文件第三章。" in page
    assert "条例第六十二条" in page
    assert "q-step-stopped" in page


def test_document_is_handed_out_to_anybody_and_leaves_no_trace(client: Client) -> None:
    notice = tenders.published()
    document = notice.documents.get()
    before = Fact.objects.count()
    response = client.get(f"/notices/{notice.tender.code}/documents/{document.sha256}")
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == tenders.docx_bytes()  # type: ignore[attr-defined]
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert Fact.objects.count() == before
    assert not response.cookies


def test_document_of_an_unpublished_notice_is_not_found(client: Client) -> None:
    notice = tenders.in_verification()
    document = notice.documents.get()
    assert client.get(f"/notices/{notice.tender.code}/documents/{document.sha256}").status_code == 404


@pytest.mark.parametrize("sections", [1, 3])
def test_tender_page_asks_a_fixed_number_of_questions(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, sections: int
) -> None:
    notice = tenders.published(sections=sections)
    client.get("/about/")
    with django_assert_max_num_queries(32):
        page_of(client, notice.tender.code)


def test_changes_name_money_methods_and_files() -> None:
    section = {
        "number": "1",
        "price_cap_fen": 100,
        "bid_security_fen": 1,
        "estimate_fen": 100,
        "evaluation_method": "comprehensive_scoring",
    }
    times = dict.fromkeys(
        ("documents_from_at", "documents_until_at", "questions_until_at", "deadline_at"), "2026-11-25T09:30:00+08:00"
    )
    earlier = times | {
        "sections": [section],
        "documents": [{"title": "清单", "sha256": "a" * 64}],
        "bid_validity_days": 90,
    }
    later = times | {
        "sections": [section | {"price_cap_fen": None, "evaluation_method": "lowest_evaluated_price"}],
        "documents": [{"title": "图纸", "sha256": "b" * 64}],
        "bid_validity_days": 120,
    }
    assert [(change.name.zh, change.was.zh, change.now.zh) for change in changes(earlier, later)] == [
        ("投标有效期", "90 日", "120 日"),
        ("标段 1 最高投标限价", "1.00 元", "—"),
        ("标段 1 评标办法", "综合评估法", "经评审的最低投标价法"),
        ("文件《图纸》", "—", "bbbbbbbb…"),
        ("文件《清单》", "aaaaaaaa…", "—"),
    ]
    assert changes(earlier, earlier) == []
