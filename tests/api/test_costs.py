"""What a transaction costs, through the API."""

import pytest
from django.test import Client

from tests.factories.costs import YEAR, two_years

pytestmark = pytest.mark.django_db


@pytest.mark.meets("Z50")
def test_costs_by_year_tell_n_and_change(client: Client) -> None:
    award = two_years()
    told = {row["code"]: row for row in client.get(f"/api/costs?year={YEAR}").json()}
    security = award.candidacy.section.bid_security_fen
    row = told["security"]
    assert (row["year"], row["n"], row["n_before"], row["unit"]) == (YEAR, 1, 1, "yuan")
    assert (row["value"], row["before"], row["change_percent"]) == (str(security // 100), str(security // 50), "-50")
    assert told["documents"]["change"] == "-1"


def test_transactions_are_rows_of_the_flat_schema(client: Client) -> None:
    award = two_years()
    answer = client.get(f"/api/costs/transactions?year={YEAR}&limit=1").json()
    assert answer["total"] == 1
    assert answer["items"][0]["tender"] == award.candidacy.section.tender.code
    assert client.get("/api/costs/transactions?year=1999").status_code == 422
