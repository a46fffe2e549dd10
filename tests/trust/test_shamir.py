"""Sharing against the oracle pyshamir, both ways; field laws; thresholds."""

import itertools

import pyshamir
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian.trust import shamir
from qinglian.trust.access import (
    checked_access,
    choices,
    combine,
    missing_group,
    secrets_of,
    split_over_groups,
    with_bidder_lock,
)

SECRETS = st.binary(min_size=1, max_size=40)
GUARDIANS = [
    {"name": "supervision", "threshold": 1, "guardians": ["grd-1", "grd-2"]},
    {"name": "trade", "threshold": 2, "guardians": ["grd-3", "grd-4", "grd-5"]},
]
BOTH = {"mode": "G", "groups": GUARDIANS}


def _slow_multiply(a: int, b: int) -> int:
    product = 0
    for bit in range(8):
        if b >> bit & 1:
            product ^= a << bit
    for bit in range(14, 7, -1):
        if product >> bit & 1:
            product ^= 0x11B << (bit - 8)
    return product


def test_multiply_is_the_aes_fields_for_every_pair() -> None:
    assert all(shamir.multiply(a, b) == _slow_multiply(a, b) for a in range(256) for b in range(256))
    assert all(shamir.multiply(shamir.divide(a, b), b) == a for a in range(256) for b in range(1, 256))
    with pytest.raises(ZeroDivisionError):
        shamir.divide(1, 0)


@given(SECRETS, st.integers(1, 6), st.integers(0, 6))
def test_any_threshold_of_shares_combines(secret: bytes, threshold: int, more: int) -> None:
    shares = shamir.split(secret, threshold=threshold, count=threshold + more)
    assert shamir.combine(shares[more:]) == secret
    assert shamir.combine(shares[::-1][more:]) == secret
    assert shamir.combine(shares) == secret


@given(SECRETS, st.integers(2, 4))
def test_the_oracle_combines_our_shares_and_we_combine_the_oracles(secret: bytes, threshold: int) -> None:
    ours = shamir.split(secret, threshold=threshold, count=5)
    assert bytes(pyshamir.combine([bytearray(share) for share in ours[:threshold]])) == secret
    theirs = [bytes(part) for part in pyshamir.split(secret, 5, threshold)]
    assert shamir.combine(theirs[:threshold]) == secret


def test_fewer_than_the_threshold_say_nothing() -> None:
    """With one share of two fixed, every secret is equally possible: the missing share decides."""
    share = shamir.split(b"\x2a", threshold=2, count=2)[0]
    assert {shamir.combine([share, bytes([y, 2])]) for y in range(256)} == {bytes([value]) for value in range(256)}


@pytest.mark.parametrize("shares", [[], [b"\x01"], [b"ab\x01", b"a\x02"], [b"a\x01", b"b\x01"], [b"a\x00"]])
def test_combine_refuses_malformed_shares(shares: list[bytes]) -> None:
    with pytest.raises(ValueError):
        shamir.combine(shares)


@pytest.mark.parametrize(("threshold", "count"), [(0, 1), (2, 1), (1, 256)])
def test_split_refuses_impossible_thresholds(threshold: int, count: int) -> None:
    with pytest.raises(ValueError, match="threshold"):
        shamir.split(b"x", threshold=threshold, count=count)


def test_every_sufficient_set_of_guardians_combines_and_no_other_does() -> None:
    secret = bytes(range(32))
    shares = split_over_groups(secret, BOTH)
    for count in range(6):
        for names in itertools.combinations(shares, count):
            held = {name: shares[name] for name in names}
            enough = bool({"grd-1", "grd-2"} & set(names)) and len({"grd-3", "grd-4", "grd-5"} & set(names)) >= 2
            assert (missing_group(held, BOTH) is None) == enough
            if enough:
                assert set(secrets_of(held, BOTH)) == {secret}
            else:
                with pytest.raises(ValueError, match="of . shares"):
                    combine(held, BOTH)


def test_a_share_at_another_place_gives_nothing() -> None:
    shares = split_over_groups(bytes(32), BOTH)
    shares["grd-1"] = shares["grd-1"][:32] + b"\x02"
    assert list(secrets_of({name: shares[name] for name in ("grd-1", "grd-3", "grd-4")}, BOTH)) == []


def test_choices_are_at_most_64() -> None:
    wide = {"mode": "G", "groups": [{"name": "many", "threshold": 16, "guardians": [f"g{n}" for n in range(32)]}]}
    shares = split_over_groups(b"s" * 32, wide)
    assert len(list(choices(shares, wide))) == 64


def test_modes_name_the_bidders_group() -> None:
    assert with_bidder_lock(BOTH, "G") == BOTH
    assert with_bidder_lock(BOTH, "G+B")["groups"][-1] == {"name": "bidder", "threshold": 1, "guardians": ["bidder"]}


BIDDER = {"name": "bidder", "threshold": 1, "guardians": ["bidder"]}


@pytest.mark.parametrize(
    "access",
    [
        {"mode": "G", "groups": []},
        {"mode": "G+B", "groups": GUARDIANS},
        {"mode": "G", "groups": [*GUARDIANS, BIDDER]},
        {"mode": "G+B", "groups": [BIDDER, *GUARDIANS]},
        {"mode": "G+B", "groups": [BIDDER]},
        {"mode": "B", "groups": [*GUARDIANS, BIDDER]},
        {"mode": "X", "groups": GUARDIANS},
        {"mode": "G", "groups": [GUARDIANS[0], GUARDIANS[0]]},
        {"mode": "G", "groups": [GUARDIANS[0] | {"threshold": 0}]},
        {"mode": "G", "groups": [GUARDIANS[0] | {"threshold": 3}]},
        {"mode": "G", "groups": [GUARDIANS[0] | {"threshold": True}]},
        {"mode": "G", "groups": [GUARDIANS[0] | {"guardians": ["grd-1", "grd-1"]}]},
        {"mode": "G", "groups": [GUARDIANS[0] | {"guardians": ["bidder"]}]},
        {"mode": "G", "groups": [GUARDIANS[0] | {"more": 1}]},
        {"mode": "G", "groups": GUARDIANS, "more": 1},
        {"groups": GUARDIANS},
        [],
    ],
)
def test_checked_access_refuses_structures_that_do_not_fit(access: object) -> None:
    with pytest.raises(ValueError):
        checked_access(access)
