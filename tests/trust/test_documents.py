"""Signed documents: any changed field, type or key is refused."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian.trust.canonical import sha256, tag
from qinglian.trust.documents import document_hash, open_document, sign_document
from qinglian.trust.keys import Master

DOCUMENT: dict[str, Any] = {"type": "test/v1", "a": 1, "b": ["x", {"c": None}]}
MASTER = Master(b"m" * 32)


def test_open_document_returns_document_and_key() -> None:
    assert open_document(sign_document(MASTER, DOCUMENT), "test/v1") == (DOCUMENT, MASTER.public())


def test_document_hash_is_the_hash_of_the_signed_bytes() -> None:
    assert document_hash({"type": "t/v1"}) == sha256(tag("document/v1"), b'{"type":"t/v1"}').hex()


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "type"]), st.integers(0, 3) | st.just("test/v1")))
def test_open_document_refuses_any_other_document(change: dict[str, Any]) -> None:
    signed = sign_document(MASTER, DOCUMENT)
    other = DOCUMENT | change
    if other != DOCUMENT:
        with pytest.raises(ValueError):
            open_document(signed | {"document": other}, "test/v1")


def test_open_document_refuses_another_type() -> None:
    with pytest.raises(ValueError, match="type 'test/v1'; other/v1 was expected"):
        open_document(sign_document(MASTER, DOCUMENT), "other/v1")


@pytest.mark.parametrize(
    "signed", [None, [], {}, {"document": {}, "key": "", "signature": ""}, {"document": None, "key": 1, "signature": 2}]
)
def test_open_document_refuses_malformed_wrappers(signed: object) -> None:
    with pytest.raises(ValueError):
        open_document(signed, "test/v1")


def test_sign_document_refuses_a_document_without_type() -> None:
    for document in ({}, {"type": 1}, {"type": "name"}):
        with pytest.raises(ValueError, match="names its type"):
            sign_document(MASTER, document)
