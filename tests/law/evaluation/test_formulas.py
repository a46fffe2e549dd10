"""Every formula against the oracle on 10,000 random openings, and what must hold whatever the prices are."""

from collections.abc import Callable
from decimal import Decimal, localcontext
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian.law.evaluation.benchmark_price import BY_CODE, FORMULAS, Benchmark, benchmark, default_parameters
from tests.law.evaluation.openings import TERMS, opening
from tests.law.evaluation.oracle import ORACLES

OPENINGS = 10_000
CODES = [row.code for row in FORMULAS]
BASES = [row.code for row in FORMULAS if row.is_base]
SEED = bytes(range(32))
PRICES = st.dictionaries(st.integers(1, 60), st.integers(5_000, 10_000_000), min_size=1, max_size=15)
MEANS = (
    "trimmed_mean",
    "graded_trim",
    "random_nine",
    "lowest_is_base",
)  # no coefficient: the base lies among the prices


def _computed(code: str, prices: dict[int, int], *, cap: int = 10_000_000, seed: bytes = SEED) -> Benchmark:
    return benchmark(code, prices, parameters=TERMS.get(code, {}), price_cap_fen=cap, seed=seed)


@pytest.mark.parametrize("code", CODES)
def test_formula_agrees_with_the_oracle_on_ten_thousand_openings(code: str) -> None:
    random, oracle = Random(f"qinglian {code}"), ORACLES[code]
    sizes = set()
    for _ in range(OPENINGS):
        prices, cap, seed = opening(random)
        sizes.add(len(prices))
        base = _computed(code, prices, cap=cap, seed=seed).base
        assert base == Decimal(oracle(prices, cap, TERMS.get(code, {}), seed)) / 100, (prices, cap, seed.hex())
    assert set(range(1, 9)) <= sizes


def test_the_rows_are_the_nine_of_the_law_and_the_oracle_knows_them_all() -> None:
    assert [row.number for row in FORMULAS] == list(range(1, 10))
    assert set(CODES) == set(ORACLES)
    assert [row.code for row in FORMULAS if not row.is_base] == ["abnormally_low"]


@pytest.mark.parametrize("code", CODES)
@given(prices=PRICES, random=st.randoms())
def test_the_order_in_which_bids_are_given_does_not_matter(code: str, prices: dict[int, int], random: Any) -> None:
    mixed = random.sample(list(prices.items()), len(prices))
    assert _computed(code, dict(mixed)) == _computed(code, prices)


@pytest.mark.parametrize("code", MEANS)
@given(prices=PRICES)
def test_a_mean_lies_between_the_lowest_and_the_highest_price(code: str, prices: dict[int, int]) -> None:
    base = _computed(code, prices).base * 100
    assert min(prices.values()) <= base <= max(prices.values())


@pytest.mark.parametrize("code", ["trimmed_mean", "graded_trim", "mean_times_k", "floating_point", "lowest_is_base"])
@given(prices=PRICES, times=st.integers(2, 1000))
def test_ten_times_the_prices_give_ten_times_the_base(code: str, prices: dict[int, int], times: int) -> None:
    """Up to the roundings: half a fen for A and half for the base, here and there."""
    many = {number: price * times for number, price in prices.items()}
    cap = 10_000_000 * times
    assert abs(_computed(code, many, cap=cap).base - times * _computed(code, prices).base) <= Decimal("0.01") * (
        times + 1
    )


@pytest.mark.parametrize("code", ["weighted_mean_and_cap", "abnormally_low"])
@given(prices=PRICES, times=st.integers(2, 1000))
def test_with_the_cap_scaled_too_the_base_scales(code: str, prices: dict[int, int], times: int) -> None:
    many = {number: price * times for number, price in prices.items()}
    scaled = _computed(code, many, cap=10_000_000 * times).base
    assert abs(scaled - times * _computed(code, prices).base) <= Decimal("0.02") * (times + 1)


@pytest.mark.parametrize("code", ["trimmed_mean", "graded_trim", "mean_times_k", "floating_point"])
@given(prices=PRICES, data=st.data())
def test_a_higher_price_never_lowers_the_base(code: str, prices: dict[int, int], data: Any) -> None:
    number = data.draw(st.sampled_from(sorted(prices)))
    raised = prices | {number: prices[number] + data.draw(st.integers(0, 1_000_000))}
    assert _computed(code, raised).base >= _computed(code, prices).base


@pytest.mark.parametrize("code", BASES)
def test_equal_prices_give_a_base_made_of_that_price_alone(code: str) -> None:
    bases = {_computed(code, dict.fromkeys(range(1, n + 1), 9_000_000)).base for n in range(1, 31)}
    assert len(bases) == 1


@pytest.mark.parametrize("code", CODES)
def test_the_callers_decimal_context_changes_nothing(code: str) -> None:
    prices = {1: 1_835_053_400, 2: 1_834_849_600, 3: 1_836_000_000, 4: 1_833_333_333, 5: 1_829_999_999}
    expected = _computed(code, prices, cap=1_880_000_000)
    with localcontext() as context:
        context.prec = 4
        context.rounding = "ROUND_DOWN"
        assert _computed(code, prices, cap=1_880_000_000) == expected


def test_ties_drop_one_bid_the_one_with_the_higher_number() -> None:
    prices = {7: 100_00, 2: 100_00, 9: 80_00, 4: 80_00, 5: 90_00}
    assert _computed("trimmed_mean", prices).left_out == ((7, "highest"), (9, "lowest"))
    assert _computed("trimmed_mean", dict.fromkeys((1, 2, 3, 4), 80_00)).left_out == ((4, "highest"), (3, "lowest"))


@pytest.mark.parametrize(
    ("count", "trimmed", "graded"),
    [(1, 0, 0), (2, 0, 0), (3, 0, 0), (4, 2, 1), (5, 2, 1), (6, 2, 1), (7, 2, 2), (8, 2, 2)],
)
def test_how_many_bids_are_dropped(count: int, trimmed: int, graded: int) -> None:
    prices = {number: 80_00 + number for number in range(1, count + 1)}
    assert len(_computed("trimmed_mean", prices).left_out) == trimmed
    assert len(_computed("graded_trim", prices).left_out) == graded


def test_a_half_fen_goes_up() -> None:
    assert _computed("trimmed_mean", {1: 100_01, 2: 100_02}).base == Decimal("100.02")
    assert _computed("trimmed_mean", {1: 100_01, 2: 100_01, 3: 100_02}).base == Decimal("100.01")


def test_synthesis_says_which_fallback_decided() -> None:
    notes = [note.en for note in _computed("abc_synthesis", {1: 100}).notes]
    assert [note.split(":")[0] for note in notes] == [
        "No price reaches the lower limit",
        "There is only one valid price",
    ]
    assert len(_computed("abc_synthesis", {1: 9_000_000, 2: 9_900_000}).notes) == 1
    assert _computed("abc_synthesis", {1: 7_500_000, 2: 7_600_000, 3: 7_700_000}).notes == ()


def test_random_nine_takes_nine_of_the_range_and_trims_them() -> None:
    prices = {number: 8_000_000 + 10_000 * number for number in range(1, 21)} | {30: 10_000_000, 31: 1_000_000}
    found = _computed("random_nine", prices)
    reasons = [reason for _, reason in found.left_out]
    assert [reasons.count(code) for code in ("outside_range", "not_drawn", "highest", "lowest")] == [2, 11, 1, 1]
    assert {number for number, reason in found.left_out if reason == "outside_range"} == {30, 31}
    assert len(found.steps[-1].bids) == 7


def test_abnormally_low_reviews_what_lies_strictly_below_the_line() -> None:
    found = _computed("abnormally_low", {1: 8_500_000, 2: 8_499_999, 3: 9_000_000})
    assert (found.base, found.review, found.left_out) == (Decimal("85000.00"), (2,), ())


@pytest.mark.parametrize(
    "act",
    [
        lambda: benchmark("trimmed_mean", {}),
        lambda: benchmark("trimmed_mean", {1: 0}),
        lambda: benchmark("trimmed_mean", {1: -1}),
        lambda: benchmark("trimmed_mean", {1: 1.5}),  # type: ignore[dict-item]
        lambda: benchmark("trimmed_mean", {1: True}),
        lambda: benchmark("trimmed_mean", {1: 2**53}),
        lambda: benchmark("trimmed_mean", {1: 100}, parameters={"k": "1.00"}),
        lambda: benchmark("mean_times_k", {1: 100}),
        lambda: benchmark("mean_times_k", {1: 100}, seed=b"short"),
        lambda: benchmark("mean_times_k", {1: 100}, seed=SEED, parameters={}),
        lambda: benchmark("abnormally_low", {1: 100}),
        lambda: benchmark("abc_synthesis", {1: 100}, seed=SEED),
        lambda: benchmark("abc_synthesis", {1: 100}, price_cap_fen=100),
    ],
)
def test_what_cannot_be_computed_is_refused(act: Callable[[], Benchmark]) -> None:
    with pytest.raises(ValueError):
        act()


def test_an_unknown_formula_is_an_error() -> None:
    with pytest.raises(KeyError):
        benchmark("no_such_formula", {1: 100})


@pytest.mark.parametrize("code", CODES)
def test_the_default_parameters_can_be_computed(code: str) -> None:
    row = BY_CODE[code]
    found = benchmark(code, {1: 9_000_000, 2: 9_100_000}, price_cap_fen=10_000_000, seed=SEED)
    assert found == benchmark(
        code, {1: 9_000_000, 2: 9_100_000}, price_cap_fen=10_000_000, seed=SEED, parameters=default_parameters(row)
    )
    assert row.needs_seed == bool(found.drawn)
    assert set(found.drawn) == {parameter.code for parameter in row.parameters if parameter.is_drawn}
