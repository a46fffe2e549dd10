"""Points of the price: against the oracle, and falling on both sides of the base."""

from decimal import Decimal, localcontext
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian.law.evaluation.price_score import PriceTerms, deviation, price_score
from tests.law.evaluation import oracle

TERMS = PriceTerms(Decimal("40.00"), Decimal("1.00"), Decimal("0.50"))
BASE = Decimal("1000000.00")
PRICES = st.integers(1, 2**50)


def test_score_agrees_with_the_oracle_on_ten_thousand_prices() -> None:
    random = Random("price score")
    for _ in range(10_000):
        base = random.choice((10**8, random.randint(1, 10**12)))
        price = max(
            1, base + random.choice((0, 1, -1, random.randint(-base // 5, base // 5), random.randint(0, 10 * base)))
        )
        full, k_up, k_down = (Decimal(random.randint(*ends)) / 100 for ends in ((100, 10_000), (1, 500), (0, 300)))
        found = price_score(price, Decimal(base) / 100, PriceTerms(full, k_up, k_down))
        rates = {"full": Fraction(full), "k_up": Fraction(k_up), "k_down": Fraction(k_down)}
        assert Fraction(found.deviation) == oracle.deviation(price, base)
        assert Fraction(found.score) == oracle.score(price, base, **rates)


@pytest.mark.parametrize(
    ("price_fen", "off", "score"),
    [
        (100_000_000, "0.00", "40.00"),
        (101_000_000, "1.00", "39.00"),
        (99_000_000, "-1.00", "39.50"),
        (100_500_000, "0.50", "39.50"),
        (100_004_999, "0.00", "40.00"),
        (100_005_000, "0.01", "39.99"),
        (99_995_000, "-0.01", "40.00"),  # half of 0.01 is 0.005: 39.995 is rounded half up
        (150_000_000, "50.00", "0.00"),
    ],
)
def test_score_of_known_prices(price_fen: int, off: str, score: str) -> None:
    found = price_score(price_fen, BASE, TERMS)
    assert (str(found.deviation), str(found.score)) == (off, score)


def test_lowest_is_base_takes_one_point_for_each_percent() -> None:
    terms = PriceTerms(Decimal("100.00"), Decimal("1.00"), Decimal("0.00"))
    assert [price_score(fen, BASE, terms).score for fen in (100_000_000, 101_000_000, 103_250_000)] == [
        Decimal("100.00"),
        Decimal("99.00"),
        Decimal("96.75"),
    ]


@given(PRICES, PRICES)
def test_score_falls_with_the_distance_on_either_side(one: int, other: int) -> None:
    near, far = sorted((one, other), key=lambda price: abs(Decimal(price) / 100 - BASE))
    is_same_side = (near >= BASE * 100) == (far >= BASE * 100)
    if is_same_side:
        assert price_score(near, BASE, TERMS).score >= price_score(far, BASE, TERMS).score


@given(PRICES)
def test_score_stays_between_floor_and_full(price: int) -> None:
    terms = PriceTerms(Decimal("40.00"), Decimal("1.00"), Decimal("0.50"), floor=Decimal("10.00"))
    assert terms.floor <= price_score(price, BASE, terms).score <= terms.full


def test_the_callers_decimal_context_changes_nothing() -> None:
    expected = price_score(123_456_789, Decimal("1333333.33"), TERMS)
    with localcontext() as context:
        context.prec = 3
        assert price_score(123_456_789, Decimal("1333333.33"), TERMS) == expected


@pytest.mark.parametrize("base", ["0.00", "-1.00"])
def test_a_base_that_is_not_positive_is_refused(base: str) -> None:
    with pytest.raises(ValueError, match="positive"):
        deviation(100, Decimal(base))
