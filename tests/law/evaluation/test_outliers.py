"""Far scores: found, explained, and not seen where members agree or are too few."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from qinglian.law.evaluation.outliers import far_scores, median

SCORES = st.integers(0, 2000).map(lambda cents: f"{cents // 100}.{cents % 100:02d}")


def _sheets(*scores: str) -> dict[int, dict[str, str]]:
    return {at: {"plan": score} for at, score in enumerate(scores, start=1)}


def test_a_score_far_from_the_others_is_named_with_its_z() -> None:
    found = far_scores(_sheets("15.00", "15.50", "16.00", "16.50", "3.00"), {"plan": "20.00"})
    assert [(far.seat, far.criterion) for far in found] == [(5, "plan"), (5, "")]
    # median 15.50, distances 0.5 0 0.5 1 12.5, MAD 0.5: 0.6745 x (3 - 15.5) / 0.5 = -16.8625
    assert (found[0].median, found[0].robust_z) == (Decimal("15.50"), Decimal("-16.86"))


def test_scores_within_the_limit_are_not_named() -> None:
    assert far_scores(_sheets("14.00", "15.00", "16.00", "17.00", "18.00"), {"plan": "20.00"}) == ()


def test_without_spread_a_tenth_of_the_full_score_is_far() -> None:
    near = far_scores(_sheets("15.00", "15.00", "15.00", "15.00", "16.99"), {"plan": "20.00"})
    far = far_scores(_sheets("15.00", "15.00", "15.00", "15.00", "17.00"), {"plan": "20.00"})
    assert near == ()
    assert [(row.seat, row.robust_z) for row in far] == [(5, None), (5, None)]


def test_totals_are_looked_at_beside_the_criteria() -> None:
    others = {at: {"a": f"{10 + at}.00", "b": f"{14 - at}.00"} for at in range(1, 5)}
    found = far_scores(others | {9: {"a": "10.00", "b": "9.00"}}, {"a": "20.00", "b": "20.00"})
    assert [(far.seat, far.criterion) for far in found] == [(9, "")]


@given(st.lists(SCORES, max_size=2))
def test_fewer_than_three_scores_say_nothing(scores: list[str]) -> None:
    assert far_scores(_sheets(*scores), {"plan": "20.00"}) == ()


@given(st.lists(SCORES, min_size=3, max_size=9), st.randoms())
def test_far_scores_are_never_more_than_half_and_know_no_order(scores: list[str], random: Any) -> None:
    sheets = _sheets(*scores)
    found = far_scores(sheets, {"plan": "20.00"})
    assert found == far_scores(dict(random.sample(list(sheets.items()), len(sheets))), {"plan": "20.00"})
    assert len([far for far in found if far.criterion == "plan"]) * 2 <= len(scores)


def test_median_of_an_even_count_is_exact() -> None:
    assert median([Decimal("1.00"), Decimal("1.01")]) == Decimal("1.005")
