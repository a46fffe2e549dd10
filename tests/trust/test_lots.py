"""Lots: order does not matter, everything else does."""

from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian.trust.lots import combined_seed, seed_commitment

SEEDS = st.binary(min_size=32, max_size=32)
SCOPES = st.dictionaries(st.text(max_size=5), st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=9), max_size=3)


@given(st.lists(SEEDS, min_size=1, max_size=6), st.randoms(), SCOPES)
def test_combined_seed_is_the_same_in_any_order(seeds: list[bytes], random: Any, scope: dict[str, Any]) -> None:
    mixed = random.sample(seeds, len(seeds))
    assert combined_seed("coefficient", scope, mixed) == combined_seed("coefficient", scope, seeds)


@given(st.lists(SEEDS, min_size=2, max_size=5), st.data())
def test_combined_seed_changes_with_every_seed(seeds: list[bytes], data: Any) -> None:
    at = data.draw(st.integers(0, len(seeds) - 1))
    other = seeds.copy()
    other[at] = bytes([seeds[at][0] ^ 1]) + seeds[at][1:]
    whole = combined_seed("coefficient", {}, seeds)
    assert whole not in {combined_seed("coefficient", {}, other), combined_seed("coefficient", {}, seeds[:-1])}
    assert whole not in {combined_seed("draw", {}, seeds), combined_seed("coefficient", {"round": 2}, seeds)}


@given(SEEDS, SCOPES)
def test_commitment_binds_purpose_scope_party_and_seed(seed: bytes, scope: dict[str, Any]) -> None:
    other = bytes([seed[0] ^ 1]) + seed[1:]
    found = {
        seed_commitment("coefficient", scope, "org-a", seed),
        seed_commitment("coefficient", scope, "org-b", seed),
        seed_commitment("draw", scope, "org-a", seed),
        seed_commitment("coefficient", scope | {"another": 1}, "org-a", seed),
        seed_commitment("coefficient", scope, "org-a", other),
    }
    assert len(found) == 5


@pytest.mark.parametrize("seed", [b"", bytes(31), bytes(33)])
def test_seeds_of_another_size_are_refused(seed: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        combined_seed("x", {}, [seed])
    with pytest.raises(ValueError, match="32 bytes"):
        seed_commitment("x", {}, "org-a", seed)


@pytest.mark.parametrize("purpose", ["", "X", "x y", "-x", "x\n", "x" * 41])
def test_purposes_are_words(purpose: str) -> None:
    with pytest.raises(ValueError, match="purpose"):
        combined_seed(purpose, {}, [bytes(32)])


def test_floats_have_no_place_in_a_scope() -> None:
    with pytest.raises(ValueError, match="floats"):
        combined_seed("x", {"k": 0.5}, [bytes(32)])


def test_a_draw_without_seeds_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        combined_seed("x", {}, [])


def test_both_follow_the_protocols_words() -> None:
    """Computed here from the text of docs/protocol.md 10, not by the code."""
    scope, seeds = {"tender": "JC-2026-0417", "round": 1}, [b"\xff" * 32, bytes(32)]
    about = b'{"party":"centre","purpose":"draw","scope":{"round":1,"tender":"JC-2026-0417"}}'
    committed = sha256(b"qinglian/seed-commitment/v1\n" + seeds[0] + about).digest()
    assert seed_commitment("draw", scope, "centre", seeds[0]) == committed
    spelt = f'"seeds":["{"00" * 32}","{"ff" * 32}"]'
    whole = f'{{"purpose":"draw","scope":{{"round":1,"tender":"JC-2026-0417"}},{spelt}}}'
    assert combined_seed("draw", scope, seeds) == sha256(b"qinglian/seed/v1\n" + whole.encode()).digest()
