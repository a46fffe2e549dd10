"""What a transaction costs: page and file for everybody, from facts alone."""

import csv

import pytest
from django.test import Client

from qinglian.analysis.costs import MEASURES
from tests.factories.costs import YEAR, two_years

pytestmark = pytest.mark.django_db


def row_of(page: str, code: str) -> str:
    """This will cut one measure's row out of the page."""
    return page.split(f'<tr id="{code}">')[1].split("</tr>", maxsplit=1)[0]


@pytest.mark.meets("Z50")
def test_costs_page_tells_period_n_and_the_change_of_every_measure(client: Client) -> None:
    award = two_years()
    page = client.get(f"/costs/?year={YEAR}").content.decode()
    security = award.candidacy.section.bid_security_fen
    assert security > 0
    told = row_of(page, "security")
    assert f"{security // 100:,} 元" in told
    assert f"{security // 50:,} 元" in told
    assert f"减少 {security // 100:,} 元（50%）" in told
    assert told.count("n = 1") == 2
    rows = [row_of(page, measure.code) for measure in MEASURES]
    assert all(row.count("n = ") == 2 for row in rows)
    assert "没有变化" in row_of(page, "days_in_all")
    assert award.candidacy.section.tender.code in page


def test_costs_page_says_where_nothing_can_be_compared(client: Client) -> None:
    two_years()
    page = client.get(f"/costs/?year={YEAR - 1}").content.decode()
    assert "上年没有，不能比" in row_of(page, "documents")
    empty = client.get(f"/costs/?year={YEAR - 2}").content.decode()
    assert "这一年还没有标段有结果。" in empty
    assert "本年还没有" in row_of(empty, "documents")


def test_costs_page_is_told_in_english(client: Client) -> None:
    two_years()
    page = client.get(f"/costs/?year={YEAR}", headers={"accept-language": "en"}).content.decode()
    assert "Down by" in row_of(page, "security")
    assert "No change" in row_of(page, "days_in_all")


def test_costs_file_has_one_row_a_transaction(client: Client) -> None:
    award = two_years()
    text = client.get(f"/costs/transactions.csv?year={YEAR}").content.decode("utf-8-sig")
    (row,) = csv.DictReader(text.splitlines())
    assert (row["tender"], row["outcome"]) == (award.candidacy.section.tender.code, "awarded")
    assert row["security_fen"] == str(award.candidacy.section.bid_security_fen)


def test_costs_page_asks_a_fixed_number_of_queries(client: Client, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    two_years()
    client.get("/costs/")
    with django_assert_max_num_queries(12):
        client.get(f"/costs/?year={YEAR}")
