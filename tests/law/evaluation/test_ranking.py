"""Rankings: the order, the ties, the rejected, whatever order the bids come in."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian.law.evaluation.ranking import (
    TIE_RULES,
    Adjustment,
    Priced,
    Rejected,
    Scored,
    rank_by_evaluated_price,
    rank_by_score,
)

POINTS = st.integers(0, 8).map(lambda quarters: Decimal(quarters * 25) / 100)
BIDS = st.lists(
    st.tuples(st.integers(1, 30), st.integers(1, 4), POINTS, POINTS, POINTS).map(lambda row: Scored(*row)),
    max_size=12,
    unique_by=lambda bid: bid.number,
)


def _scored(number: int, price: int, *points: str) -> Scored:
    technical, business, score = (Decimal(point) for point in points)
    return Scored(number, price, technical, business, score)


def test_the_highest_total_comes_first_with_every_component() -> None:
    bids = [_scored(1, 900, "30.00", "10.00", "50.00"), _scored(2, 950, "34.50", "12.25", "47.00")]
    found = rank_by_score(bids, [Rejected(3, "unqualified", "资质证书已过期")])
    assert [(row.rank, row.bid.number, str(row.total), row.tie) for row in found.rows] == [
        (1, 2, "93.75", ""),
        (2, 1, "90.00", ""),
    ]
    assert (found.rejected[0].ground, found.tie_rules) == ("unqualified", ())


def test_ties_go_by_price_then_technical_score_then_number_and_the_result_says_so() -> None:
    bids = [
        _scored(9, 900, "30.00", "10.00", "50.00"),
        _scored(4, 900, "30.00", "10.00", "50.00"),
        _scored(5, 900, "31.00", "9.00", "50.00"),
        _scored(6, 800, "20.00", "20.00", "50.00"),
        _scored(7, 999, "20.00", "20.00", "51.00"),
    ]
    found = rank_by_score(bids)
    assert [row.bid.number for row in found.rows] == [7, 6, 5, 4, 9]
    assert [row.tie for row in found.rows] == ["", "", "lower_price", "higher_technical", "lower_number"]
    assert found.tie_rules == tuple(text for name, text in TIE_RULES.items() if name)
    assert [row.bid.number for row in found.candidates(3)] == [7, 6, 5]


@given(BIDS, st.randoms())
def test_ranking_is_sorted_and_knows_no_order_of_arrival(bids: list[Scored], random: Any) -> None:
    found = rank_by_score(bids)
    assert found == rank_by_score(random.sample(bids, len(bids)))
    keys = [
        (-Fraction(row.total), row.bid.price_fen, -Fraction(row.bid.technical), row.bid.number) for row in found.rows
    ]
    assert keys == sorted(keys)
    assert [row.rank for row in found.rows] == list(range(1, len(bids) + 1))
    assert all(row.total == row.bid.technical + row.bid.business + row.bid.price_score for row in found.rows)


def test_the_lowest_evaluated_price_comes_first() -> None:
    bids = [
        Priced(1, 900_00),
        Priced(2, 880_00, (Adjustment("付款条件偏差", 30_00), Adjustment("漏项补计", 5_00))),
        Priced(3, 910_00, (Adjustment("免费延长质保", -10_00),)),
    ]
    found = rank_by_evaluated_price(bids, [Rejected(8, "below_cost_or_above_cap", "说明不能证明其合理性")])
    assert [(row.rank, row.bid.number, row.evaluated_fen, row.tie) for row in found.rows] == [
        (1, 1, 900_00, ""),
        (2, 3, 900_00, "lower_price"),
        (3, 2, 915_00, ""),
    ]
    assert [row.number for row in found.rejected] == [8]


def test_equal_evaluated_prices_go_by_number_last() -> None:
    found = rank_by_evaluated_price([Priced(5, 100), Priced(2, 100), Priced(9, 90, (Adjustment("x", 10),))])
    assert [(row.bid.number, row.tie) for row in found.rows] == [(9, ""), (2, "lower_price"), (5, "lower_number")]


def test_a_bid_is_ranked_once_or_rejected_on_a_statutory_ground() -> None:
    bid = _scored(1, 900, "1.00", "1.00", "1.00")
    for bids, rejected in (
        ([bid, bid], []),
        ([bid], [Rejected(1, "unqualified", "")]),
        ([bid], [Rejected(2, "unwelcome", "")]),
    ):
        with pytest.raises(ValueError):
            rank_by_score(bids, rejected)
    with pytest.raises(ValueError):
        rank_by_evaluated_price([Priced(1, 1), Priced(1, 2)])


def test_nothing_to_rank_is_an_empty_ranking() -> None:
    assert (rank_by_score([]).rows, rank_by_evaluated_price([]).rows) == ((), ())
