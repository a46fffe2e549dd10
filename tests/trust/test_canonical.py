"""Canonical bytes equal the reference implementation's; what has no canonical form is refused."""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from qinglian.trust.canonical import fact_leaf, jcs, sha256, tag
from qinglian.trust.strict import from_base64, read_canonical, read_json

INTEGERS = st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1)
TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | INTEGERS | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=5),
    max_leaves=20,
)


@given(VALUES)
def test_jcs_writes_what_the_reference_writes(value: object) -> None:
    assert jcs(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


@given(VALUES)
def test_read_canonical_reads_back_what_jcs_wrote(value: object) -> None:
    assert read_canonical(jcs(value), limit=10**6, name="value") == value


def test_jcs_sorts_keys_by_utf16_units() -> None:
    assert jcs({"\ufb33": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\ufb33":1}'.encode()
    assert jcs([{"\ufb33": 1, "\U0001f600": 2}]) == '[{"\U0001f600":2,"\ufb33":1}]'.encode()


@pytest.mark.parametrize(
    "value", [1.0, [0.5], {"a": {"b": 1e3}}, 2**53, -(2**53), {1: 2}, {"\ufb33": 0.5}, b"x", {"a": object()}, "\ud800"]
)
def test_jcs_refuses_what_has_no_canonical_form(value: object) -> None:
    with pytest.raises(ValueError):
        jcs(value)


@pytest.mark.parametrize("data", [b'{"a":1,"a":2}', b"1.5", b"NaN", b"[" * 100_000, b"\xff", b"", b"1 2"])
def test_read_json_refuses_malformed_bytes(data: bytes) -> None:
    with pytest.raises(ValueError, match="^thing: "):
        read_json(data, limit=10**6, name="thing")


def test_read_json_takes_exactly_the_limit() -> None:
    assert read_json(b'"aaaa"', limit=6, name="thing") == "aaaa"
    with pytest.raises(ValueError, match="thing: 6 bytes; at most 5 are allowed"):
        read_json(b'"aaaa"', limit=5, name="thing")


def test_read_canonical_refuses_other_spellings() -> None:
    for spelling in (b'{"b":1,"a":2}', b'{"a": 2}', b'"\\u0061"', b"-0"):
        json.loads(spelling)
        with pytest.raises(ValueError, match="canonical"):
            read_canonical(spelling, limit=100, name="thing")


@pytest.mark.parametrize("written", ["AB==", "AA=", "AA", "A A=", "AA==\n", "_-==", "é", 1, None])
def test_from_base64_refuses_other_spellings(written: object) -> None:
    with pytest.raises(ValueError, match="base64"):
        from_base64(written, name="thing")


def test_fact_leaf_is_the_salted_hash_of_the_fact() -> None:
    fact, salt = {"kind": "x/v1"}, b"s" * 32
    assert fact_leaf(salt, fact) == sha256(tag("fact/v1"), salt, b'{"kind":"x/v1"}')
    with pytest.raises(ValueError, match="32 bytes, not 31"):
        fact_leaf(salt[1:], fact)
