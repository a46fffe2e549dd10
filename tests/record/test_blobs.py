"""Blobs by their hash: stored once, whole or not at all, published on purpose."""

from hashlib import sha256
from pathlib import Path

import pytest

from qinglian.record import blobs

DATA = [b"first", b"second", b"third", b"first"]


def test_store_all_stores_each_blob_under_its_hash(home: Path) -> None:
    names = blobs.store_all(DATA)
    assert names == [sha256(data).hexdigest() for data in DATA]
    assert [blobs.read(name) for name in names] == DATA
    assert blobs.store_all(DATA) == names
    assert sorted(path.name for path in (home / "blobs/private").rglob("*") if path.is_file()) == sorted(set(names))


def test_store_all_agrees_with_store() -> None:
    assert blobs.store([b"fir", b"st"])[0] == blobs.store_all([b"first"])[0]


def test_publish_all_shows_what_was_named_and_nothing_else() -> None:
    names = blobs.store_all(DATA)
    blobs.publish_all(names[:2])
    blobs.publish_all(names[:2])
    assert [blobs.public_path(name).is_file() for name in names[:3]] == [True, True, False]
    assert blobs.public_path(names[0]).read_bytes() == b"first"


def test_store_keeps_nothing_of_a_stream_that_breaks(home: Path) -> None:
    def breaking():
        yield b"half"
        raise ValueError("cut off")

    with pytest.raises(ValueError, match="cut off"):
        blobs.store(breaking())
    assert [path for path in (home / "blobs").rglob("*") if path.is_file()] == []


def test_read_finds_a_flipped_bit() -> None:
    (name,) = blobs.store_all([b"bid"])
    blobs.path_of(name).write_bytes(b"bie")
    with pytest.raises(ValueError, match="no longer have this hash"):
        blobs.read(name)
