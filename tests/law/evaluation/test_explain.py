"""Explanations hold: every written line is typed into a calculator again; the examples are what the oracle says."""

import re
from decimal import Decimal
from fractions import Fraction
from math import floor
from random import Random

import pytest

from qinglian.law.evaluation.benchmark_price import BY_CODE, FORMULAS, benchmark, default_parameters
from qinglian.law.evaluation.by_formulas import rank_by_formulas
from qinglian.law.evaluation.examples import BY_FORMULA, CAP_FEN, EXAMPLES, SEED, Example
from qinglian.law.evaluation.explain import explain, explain_score
from qinglian.law.evaluation.price_score import PriceTerms, price_score
from tests.law.evaluation.openings import TERMS, opening
from tests.law.evaluation.oracle import ORACLES, deviation, score

CODES = [row.code for row in FORMULAS]
TERMS_OF_PRICE = PriceTerms(Decimal("40.00"), Decimal("1.00"), Decimal("0.50"))
WRITTEN = re.compile(r"([\d(][\d,.()+−×÷% ]*) = (-?[\d,.]+)%?$")


def _typed(line: str) -> tuple[Fraction, Fraction] | None:
    """This will type a line's left side into a calculator: (what it finds, what the line says), None when there is nothing to type."""
    found = WRITTEN.search(line)
    if not found:
        return None
    spelt = re.sub(r"([\d.]+)%", r"(\1/100)" if not line.endswith("%") else r"\1", found[1].replace(",", ""))
    spelt = re.sub(r"\d+(\.\d+)?", lambda number: f"Fraction('{number[0]}')", spelt)
    value = eval(spelt.replace("−", "-").replace("×", "*").replace("÷", "/"), {"Fraction": Fraction})
    return value, Fraction(found[2].replace(",", ""))


@pytest.mark.parametrize("code", CODES)
def test_every_line_can_be_typed_in_again(code: str) -> None:
    random, typed = Random(f"explain {code}"), 0
    for _ in range(100):
        prices, cap, seed = opening(random)
        found = benchmark(code, prices, parameters=TERMS.get(code, {}), price_cap_fen=cap, seed=seed)
        lines = explain(found)
        assert any(f"{found.base:,.2f}" in line.zh for line in lines)
        for line in lines:
            assert _typed(line.zh) == _typed(line.en)
            if pair := _typed(line.en):
                assert Fraction(floor(pair[0] * 100 + Fraction(1, 2)), 100) == pair[1], line.en
                typed += 1
    assert typed > 50 or code == "lowest_is_base"


def test_a_mean_of_a_few_prices_is_written_out() -> None:
    lines = [line.en for line in explain(benchmark("trimmed_mean", {1: 9_820_000, 2: 9_710_000}))]
    assert lines[-1].endswith("(98,200.00 + 97,100.00) ÷ 2 = 97,650.00")


def test_a_mean_of_many_prices_is_told_by_its_sum() -> None:
    lines = explain(benchmark("trimmed_mean", {number: 9_000_000 + number for number in range(1, 101)}))
    assert lines[-1].zh.endswith("98 个报价之和 8,820,049.49 ÷ 98 = 90,000.51")


def test_bids_left_out_are_named_with_the_reason() -> None:
    lines = explain(benchmark("trimmed_mean", {1: 100, 2: 101, 3: 102, 4: 103}))
    assert [line.zh for line in lines[1:3]] == ["去掉的一个最高价：4 号", "去掉的一个最低价：1 号"]


@pytest.mark.parametrize(
    ("price_fen", "lines"),
    [
        (9_500_000, ["(95,000.00 − 100,000.00) ÷ 100,000.00 × 100% = -5.00%", "40.00 − 5.00 × 0.50 = 37.50"]),
        (10_123_456, ["(101,234.56 − 100,000.00) ÷ 100,000.00 × 100% = 1.23%", "40.00 − 1.23 × 1.00 = 38.77"]),
        (
            20_000_000,
            ["(200,000.00 − 100,000.00) ÷ 100,000.00 × 100% = 100.00%", "40.00 − 100.00 × 1.00 < 0.00 → 0.00"],
        ),
    ],
)
def test_a_score_is_told_in_two_lines(price_fen: int, lines: list[str]) -> None:
    told = explain_score(price_score(price_fen, Decimal("100000.00"), TERMS_OF_PRICE), TERMS_OF_PRICE)
    assert [line.en.split(": ")[1] for line in told] == lines


def test_every_formula_has_its_example() -> None:
    assert sorted(BY_FORMULA) == sorted(CODES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.formula)
def test_examples_are_recomputed_by_the_code_and_by_the_oracle(example: Example) -> None:
    found = example.computed()
    assert (str(found.base), found.review) == (example.base, example.review)
    terms = default_parameters(BY_CODE[example.formula])
    assert ORACLES[example.formula](dict(example.prices), CAP_FEN, terms, SEED) == Decimal(example.base) * 100


def test_rank_by_formulas_orders_by_points_then_price_then_number() -> None:
    prices = {3: 9_820_000, 1: 9_710_000, 2: 9_710_000, 5: 9_560_000, 4: 9_930_000}
    codes = ("trimmed_mean", "mean_times_k", "lowest_is_base")
    found = rank_by_formulas(prices, codes, SEED)
    assert [row.benchmark.formula for row in found] == list(codes)
    rates = {"full": Fraction(100), "k_up": Fraction(1), "k_down": Fraction(1, 2)}
    for one in found:
        base = int(one.benchmark.base * 100)
        expected = sorted(prices, key=lambda number: (-score(prices[number], base, **rates), prices[number], number))
        assert [placed.number for placed in one.rows] == expected
        assert [placed.rank for placed in one.rows] == [1, 2, 3, 4, 5]
        assert all(Fraction(row.points.deviation) == deviation(row.price_fen, base) for row in one.rows)
    assert [placed.number for placed in found[2].rows] == [5, 1, 2, 3, 4]
