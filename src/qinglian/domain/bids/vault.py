"""The stored form of a package: `magic || u32be(n) || encrypted head (n bytes) || ct_sheet || ct_business || ct_technical`.

The clear head is never written before the opening (ADR 5). The blob store names the file by its SHA-256 and fsyncs it.
"""

import os
from collections.abc import Iterable, Iterator
from typing import IO

from qinglian.domain.bids import desk
from qinglian.record import blobs

MAGIC = b"qinglian-bid-at-rest/v1\n"
_COUNT = 4  # bytes of u32be


def stored_form(head: bytes, *, manifest_hash: str, ciphertext: Iterable[bytes]) -> Iterator[bytes]:
    """This will yield the stored form of a package piece by piece; `ciphertext` is consumed once."""
    sealed = desk.seal_head(head, manifest_hash=manifest_hash)
    yield MAGIC + len(sealed).to_bytes(_COUNT, "big") + sealed
    yield from ciphertext


def read_head(blob: str, *, manifest_hash: str) -> bytes:
    """This will return the clear head of a stored package (ValueError when disk or desk key no longer hold what was stored)."""
    with blobs.path_of(blob).open("rb") as file:
        return desk.open_head(_sealed_head(file, blob), manifest_hash=manifest_hash)


def read_ciphertext(blob: str, *, skip: int, size: int) -> bytes:
    """This will return `size` ciphertext bytes after the first `skip` (fewer when the file is short: the hash will tell)."""
    with blobs.path_of(blob).open("rb") as file:
        length = len(_sealed_head(file, blob))
        file.seek(len(MAGIC) + _COUNT + length + skip)
        return file.read(size)


def is_bid(path: "os.PathLike[str]") -> bool:
    """This will say whether a file of the blob store is a stored package."""
    with open(path, "rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def _sealed_head(file: IO[bytes], blob: str) -> bytes:
    start = file.read(len(MAGIC) + _COUNT)
    if start[: len(MAGIC)] != MAGIC:
        raise ValueError(f"blob {blob} is no stored package; restore it from a mirror or backup")
    return file.read(int.from_bytes(start[len(MAGIC) :], "big"))
