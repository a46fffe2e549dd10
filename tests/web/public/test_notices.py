"""The board: two characters are enough to find, every tab counts, every column sorts, and the length costs no questions."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from qinglian.domain.tenders.models import Tender
from tests.clock import TestClock
from tests.factories import tenders

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def during_bidding(clock: TestClock) -> None:
    clock.set(tenders.PUBLISHED + timedelta(days=1))


def named(name: str, **changes: object) -> Tender:
    return tenders.published(tenders.drafted(tenders.created(name=name, **changes))).tender


def found(client: Client, query: str) -> list[str]:
    page = client.get(f"/notices/{query}").content.decode()
    codes = Tender.objects.values_list("code", flat=True)
    return sorted((code for code in codes if f"/notices/{code}/" in page), key=page.index)


def test_search_finds_two_characters_in_name_tenderer_and_text(client: Client) -> None:
    road, park = named("滨江东路道路改造工程施工"), named("沿江公园二期景观工程施工")
    assert found(client, "?q=道路") == [road.code]
    assert found(client, "?q=公园+景观") == [park.code]
    assert found(client, f"?q={park.code[-4:]}") == [park.code]
    assert set(found(client, "?q=公开招标")) == {road.code, park.code}
    assert found(client, "?q=桥梁") == []


def test_search_shows_what_was_typed_and_nothing_more(client: Client) -> None:
    page = client.get("/notices/?q=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page
    assert "没有找到" in page


def test_drafts_are_not_on_the_board(client: Client) -> None:
    tenders.in_verification()
    assert found(client, "") == []


def test_tabs_count_and_filter(client: Client) -> None:
    first = named("一号工程")
    failed = tenders.failed().tender
    page = client.get("/notices/").content.decode()
    assert page.count("<small>2</small>") == 1
    assert found(client, "?tab=failed") == [failed.code]
    assert found(client, "?tab=open") == [first.code]
    assert found(client, "?tab=opened") == []


def test_sort_by_name_both_ways(client: Client) -> None:
    named("b 工程"), named("a 工程")
    names = [Tender.objects.get(code=code).name for code in found(client, "?sort=name")]
    assert names == ["a 工程", "b 工程"]
    assert [Tender.objects.get(code=code).name for code in found(client, "?sort=-name")] == names[::-1]
    assert 'aria-sort="descending"' in client.get("/notices/?sort=-name").content.decode()


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=99999999999", "?page=-1", "?page=二", "?sort=%00", "?tab=x&kind=y", "?page=1%00"]
)
def test_strange_queries_show_the_first_or_last_page(client: Client, query: str) -> None:
    assert client.get(f"/notices/{query}").status_code == 200


def test_export_holds_the_lines_and_no_formula(client: Client) -> None:
    tender = named("=cmd|' /C calc'!A0")
    response = client.get("/notices/table.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith(f"{tender.code},'=cmd|")
    assert ",17800000.00," in lines[1]


@pytest.mark.parametrize("count", [1, 3])
def test_board_asks_as_many_questions_for_three_tenders_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        named(f"第{number}号工程")
    with django_assert_num_queries(4):
        client.get("/notices/")


def test_home_shows_openings_notices_and_log(client: Client) -> None:
    tender = named("滨江东路道路改造工程施工")
    page = client.get("/").content.decode()
    for words in ("人人可查、可核", "近期开标", tender.name, "最近开标", "公开日志", "招标投标法第二十二条"):
        assert words in page


def test_home_puts_todays_openings_first(client: Client, clock: TestClock) -> None:
    named("滨江东路道路改造工程施工")
    clock.set(tenders.DEADLINE - timedelta(hours=2))
    page = client.get("/").content.decode()
    assert "今日开标" in page
    assert '<time datetime="2026-12-11' in page


@pytest.mark.parametrize("count", [1, 3])
def test_home_asks_a_fixed_number_of_questions(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        named(f"第{number}号工程")
    with django_assert_max_num_queries(18):
        assert client.get("/").status_code == 200
