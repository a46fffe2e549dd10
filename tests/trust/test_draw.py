"""The draw: nothing but seed and leaves decides, everybody has the same chance, and a stranger recomputes it."""

import hmac
import time
from collections import Counter
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian.trust.draw import (
    Called,
    Stratum,
    exclusion_leaf,
    is_filled,
    next_call,
    out_of_order,
    ranking,
    roster_leaf,
    salted_root,
)

SEEDS = st.binary(min_size=32, max_size=32)
LEAVES = st.lists(st.binary(min_size=32, max_size=32).map(bytes.hex), min_size=1, max_size=30, unique=True)
DRAWS = 100_000


def leaf(number: int) -> str:
    """This will make a leaf."""
    return sha256(b"leaf %d" % number).hexdigest()


@given(SEEDS, LEAVES, st.randoms())
def test_ranking_is_the_same_in_any_order(seed: bytes, leaves: list[str], random: Any) -> None:
    assert ranking(seed, random.sample(leaves, len(leaves))) == ranking(seed, leaves)
    assert salted_root(map(bytes.fromhex, random.sample(leaves, len(leaves)))) == salted_root(
        map(bytes.fromhex, leaves)
    )


@given(SEEDS, LEAVES, st.data())
def test_leaving_somebody_out_changes_nobody_elses_order(seed: bytes, leaves: list[str], data: Any) -> None:
    gone = data.draw(st.sampled_from(leaves))
    without = [one for one in leaves if one != gone]
    assert ranking(seed, without) == [one for one in ranking(seed, leaves) if one != gone]


@given(SEEDS, LEAVES, st.data())
def test_calls_follow_the_ranking_whatever_is_answered(seed: bytes, leaves: list[str], data: Any) -> None:
    strata = {one: data.draw(st.sets(st.sampled_from(["A", "B"]))) for one in leaves}
    excluded = data.draw(st.sets(st.sampled_from(leaves)))
    request = [Stratum("A", 2), Stratum("B", 1)]
    ranked, calls = ranking(seed, leaves), list[Called]()
    while (found := next_call(request, ranked=ranked, strata=strata, excluded=excluded, calls=calls)) is not None:
        answer = data.draw(st.sampled_from(["accepted", "declined", "silent", "late", "recused"]))
        calls.append(Called(*found, answer))
    assert out_of_order(seed=seed, strata=strata, excluded=excluded, calls=calls) == []
    assert not {call.leaf for call in calls} & excluded
    assert len({call.leaf for call in calls}) == len(calls)
    accepted = Counter(call.stratum for call in calls if call.answer == "accepted")
    assert (accepted["A"] <= 2, accepted["B"] <= 1) == (True, True)
    assert is_filled(request, calls) == (accepted == {"A": 2, "B": 1})


def test_a_skipped_expert_is_seen() -> None:
    seed, leaves = bytes(32), [leaf(number) for number in range(9)]
    strata = dict.fromkeys(leaves, ("A",))
    ranked = ranking(seed, leaves)
    calls = [Called(one, "A", "accepted") for one in (ranked[0], ranked[2], ranked[1])]
    assert out_of_order(seed=seed, strata=strata, excluded=(), calls=calls) == [2]
    assert out_of_order(seed=seed, strata=strata, excluded={ranked[1]}, calls=calls) == [3]


def test_an_empty_stratum_calls_nobody() -> None:
    found = next_call([Stratum("A", 1)], ranked=[leaf(1)], strata={leaf(1): ("B",)}, excluded=(), calls=[])
    assert found is None


def test_leaves_hide_and_bind() -> None:
    row: dict[str, Any] = {"expert": "exp-1", "name": "沈知远", "unit": "江城设计院", "specialities": ["A0801"]}
    assert roster_leaf(bytes(32), **row) != roster_leaf(b"\1" * 32, **row)
    assert roster_leaf(bytes(32), **row) != roster_leaf(bytes(32), **(row | {"unit": "江城大学"}))
    about: dict[str, Any] = {"leaf": leaf(1), "reason": "kin", "evidence": {"bidder": "org-1"}}
    assert exclusion_leaf(bytes(32), **about) != exclusion_leaf(bytes(32), **(about | {"reason": "same_unit"}))
    with pytest.raises(ValueError, match="unknown reason"):
        exclusion_leaf(bytes(32), **(about | {"reason": "dislike"}))
    for short in (b"", bytes(31)):
        with pytest.raises(ValueError, match="32 bytes"):
            roster_leaf(short, **row)
        with pytest.raises(ValueError, match="32 bytes"):
            ranking(short, [])


def test_root_of_nobody_is_that_of_nothing_and_doubles_are_refused() -> None:
    assert salted_root([]) == sha256(b"").hexdigest()
    with pytest.raises(ValueError, match="twice"):
        salted_root([bytes(32), bytes(32)])


def test_everybody_is_drawn_as_often() -> None:
    """Chi-square over 100,000 draws of 2 of 12 in one stratum and 1 of 8 in another: below the 99.99 % quantile."""
    strata = {leaf(number): {"A"} if number < 12 else {"B"} for number in range(20)}
    request, hits = [Stratum("A", 2), Stratum("B", 1)], Counter[str]()
    for number in range(DRAWS):
        ranked = ranking(sha256(b"draw %d" % number).digest(), strata)
        calls: list[Called] = []
        while found := next_call(request, ranked=ranked, strata=strata, excluded=(), calls=calls):
            calls.append(Called(*found, "accepted"))
        hits.update(call.leaf for call in calls)
    assert hits.total() == 3 * DRAWS
    # picks without return vary less than a multinomial: its quantile is on the safe side
    assert _chi2([hits[leaf(number)] for number in range(12)]) < 37.4  # 11 degrees of freedom
    assert _chi2([hits[leaf(number)] for number in range(12, 20)]) < 29.9  # 7 degrees of freedom


def test_recomputing_a_thousand_leaves_costs_a_few_bare_loops() -> None:
    leaves = [leaf(number) for number in range(1000)]
    strata = dict.fromkeys(leaves, ("A",))
    calls = [Called(one, "A", "declined") for one in ranking(bytes(32), leaves)]
    assert out_of_order(seed=bytes(32), strata=strata, excluded=(), calls=calls) == []
    whole = min(_seconds(lambda: out_of_order(seed=bytes(32), strata=strata, excluded=(), calls=calls)) for _ in "123")
    bare = min(
        _seconds(lambda: [hmac.digest(bytes(32), bytes.fromhex(one), "sha256") for one in leaves]) for _ in "123"
    )
    assert whole < 20 * bare


def _chi2(counts: list[int]) -> float:
    expected = sum(counts) / len(counts)
    return sum((count - expected) ** 2 / expected for count in counts)


def _seconds(act: Any) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
