"""Draws from a seed: uniform, unbiased, the same for everybody who holds the seed."""

import hmac
from collections import Counter
from decimal import Decimal
from hashlib import sha256
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian.law.evaluation.drawn import draw_sample, draw_value, place_below, values_between

SEED = bytes(range(32))
K = (Decimal("95.00"), Decimal("98.00"), Decimal("0.50"))
# chi-squared at p = 0.001 for these degrees of freedom; the seeds are fixed, so a test never fails by chance
CHI2 = {5: 20.52, 6: 22.46, 34: 65.25}


def _seed(at: int) -> bytes:
    return sha256(f"draw {at}".encode()).digest()


def _chi2(found: Counter[object], *, cells: int) -> float:
    expected = sum(found.values()) / cells
    return sum((count - expected) ** 2 / expected for count in found.values()) + (cells - len(found)) * expected


def test_draw_value_follows_the_protocols_words() -> None:
    """Computed here from the text of docs/protocol.md 10, not by the code."""
    word = hmac.new(SEED, b"qinglian/drawn/v1\nmean_times_k/k" + bytes(8), sha256).digest()[:8]
    assert draw_value(SEED, "mean_times_k/k", *K) == Decimal("95.00") + (int.from_bytes(word) % 7) * Decimal("0.50")


def test_draw_sample_follows_the_protocols_words() -> None:
    words = [
        int.from_bytes(hmac.new(SEED, b"qinglian/drawn/v1\nnine" + at.to_bytes(8), sha256).digest()[:8])
        for at in range(3)
    ]
    pool = [2, 3, 5, 7, 11]
    for at, word in enumerate(words):
        other = at + word % (5 - at)
        pool[at], pool[other] = pool[other], pool[at]
    assert draw_sample(SEED, "nine", [11, 2, 7, 3, 5], 3) == tuple(sorted(pool[:3]))


def test_draw_value_is_uniform() -> None:
    found: Counter[object] = Counter(draw_value(_seed(at), "k", *K) for at in range(14_000))
    assert set(found) == set(values_between(*K))
    assert _chi2(found, cells=7) < CHI2[6]


def test_draw_sample_takes_every_set_equally_often() -> None:
    found: Counter[object] = Counter(draw_sample(_seed(at), "s", range(1, 8), 3) for at in range(14_000))
    assert set(found) == set(combinations(range(1, 8), 3))
    assert _chi2(found, cells=35) < CHI2[34]


def test_names_and_seeds_draw_independently() -> None:
    pairs: Counter[object] = Counter(
        (draw_sample(_seed(at), "a", [1, 2], 1), draw_sample(_seed(at), "b", [1, 2, 3], 1)) for at in range(6_000)
    )
    assert _chi2(pairs, cells=6) < CHI2[5]


def test_place_below_skips_words_that_would_favour_small_places() -> None:
    size = 3 * 2**62  # a word is below this three times out of four
    assert place_below(size, iter([2**64 - 1, size, size - 1])) == size - 1
    assert place_below(7, iter([2**64 - 1, 2**64 - 2, 15])) == 1  # 2^64 is 2 more than a multiple of 7
    assert place_below(1, iter([2**64 - 1])) == 0


@given(st.lists(st.integers(1, 999), max_size=12, unique=True), st.integers(0, 14), st.randoms())
def test_draw_sample_ignores_the_order_of_items(items: list[int], k: int, random: object) -> None:
    mixed = random.sample(items, len(items))  # type: ignore[attr-defined]
    found = draw_sample(SEED, "s", items, k)
    assert found == draw_sample(SEED, "s", mixed, k)
    assert len(set(found)) == min(k, len(items))
    assert set(found) <= set(items)


@given(st.integers(0, 500), st.integers(0, 300), st.integers(1, 60))
def test_draw_value_stays_in_its_range(low: int, parts: int, step: int) -> None:
    first, grain = Decimal(low) / 100, Decimal(step) / 100
    value = draw_value(SEED, "v", first, first + parts * grain, grain)
    assert first <= value <= first + parts * grain
    assert (value - first) % grain == 0


@pytest.mark.parametrize(
    ("low", "high", "step"),
    [("1", "2", "0"), ("2", "1", "1"), ("1", "2", "0.3"), ("0", "100", "0.01"), ("1", "2", "-1")],
)
def test_ranges_that_are_none_are_refused(low: str, high: str, step: str) -> None:
    with pytest.raises(ValueError):
        draw_value(SEED, "v", Decimal(low), Decimal(high), Decimal(step))


def test_items_given_twice_and_short_seeds_are_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        draw_sample(SEED, "s", [1, 1], 1)
    with pytest.raises(ValueError, match="32 bytes"):
        draw_sample(b"short", "s", [1, 2], 1)
