"""Auditing a whole log out of its files (c2sp.org/tlog-tiles): every leaf, every tile, the signed root. Memory stays small."""

from collections.abc import Iterator
from hashlib import sha256

from qinglian.trust.log import TILE_WIDTH, Frontier, TileReader, root_of


def walk_leaves(reader: TileReader, *, size: int, root: bytes) -> Iterator[list[bytes]]:
    """This will yield the leaves of each bundle in order, and compare tiles and root on the way; ValueError where they differ.

    The log is verified only when the iterator has ended.
    """
    hashes: list[bytes] = []  # of the complete tiles so far
    edge: list[bytes] = []
    for index in range(-(-size // TILE_WIDTH)):
        leaves = reader.entries(index, size)
        hashed = [sha256(b"\x00" + leaf).digest() for leaf in leaves]
        _require_tile(reader, 0, index, size, hashed)
        if len(hashed) == TILE_WIDTH:
            hashes.append(_perfect_root(hashed))
        else:
            edge = hashed
        yield leaves
    subtrees = [*_upper_subtrees(reader, hashes, size), *_subtrees(edge)]
    if Frontier(size, subtrees).root() != root:
        raise ValueError("the log's leaves do not have the root that its checkpoint signs")


def _upper_subtrees(reader: TileReader, hashes: list[bytes], size: int) -> list[bytes]:
    """This will check the tiles above level 0 and return the complete subtrees above the edge, largest first."""
    level, parts = 1, []
    while hashes:
        for index in range(-(-len(hashes) // TILE_WIDTH)):
            _require_tile(reader, level, index, size, hashes[index * TILE_WIDTH : (index + 1) * TILE_WIDTH])
        full = len(hashes) // TILE_WIDTH
        parts.append(_subtrees(hashes[full * TILE_WIDTH :]))
        hashes = [_perfect_root(hashes[at * TILE_WIDTH : (at + 1) * TILE_WIDTH]) for at in range(full)]
        level += 1
    return [subtree for part in reversed(parts) for subtree in part]


def _require_tile(reader: TileReader, level: int, index: int, size: int, hashes: list[bytes]) -> None:
    if reader.tile(level, index, size) != b"".join(hashes):
        raise ValueError(f"tile {index} of level {level} does not hold the hashes of what lies below it")


def _perfect_root(hashes: list[bytes]) -> bytes:
    """This will return the root over a full tile, row by row."""
    while len(hashes) > 1:
        hashes = [
            sha256(b"\x01" + left + right).digest() for left, right in zip(hashes[::2], hashes[1::2], strict=True)
        ]
    return hashes[0]


def _subtrees(hashes: list[bytes]) -> list[bytes]:
    """This will return the complete subtrees of a row's edge (fewer than 256 hashes), largest first."""
    parts, at = [], 0
    for bit in reversed(range(len(hashes).bit_length())):
        width = len(hashes) & (1 << bit)
        if width:
            parts.append(root_of(hashes[at : at + width]))
            at += width
    return parts
