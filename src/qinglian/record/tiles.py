"""Growing a log of C2SP tiles: which files a batch of new leaves adds, and the root after it. Pure; reads only the right edge.

https://c2sp.org/tlog-tiles. A tile holds 256 hashes of 32 bytes; a full tile's root is one hash of the level above.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qinglian.trust.log import TILE_WIDTH, TileReader, entry_bundle, leaf_hash, root_of, tile_path

Read = Callable[[str], bytes]


@dataclass(frozen=True)
class Growth:
    """What a batch does to the log: files to write (path below the log's root -> bytes, in order) and the new size and root."""

    files: dict[str, bytes]
    size: int
    root: bytes


def grow(read: Read, *, size: int, leaves: Sequence[bytes]) -> Growth:
    """This will work out how these 32-byte leaves extend a log of `size` leaves. `read(path)` returns its files' bytes.

    It reads one partial tile a level and one partial entries bundle, whatever the size of the log.
    """
    files = _entries(read, size, leaves)
    hashes, level, old = [leaf_hash(leaf) for leaf in leaves], 0, size
    while hashes:
        tiles = _tiles(read, level, old, hashes)
        files.update(tiles)
        hashes = [root_of(_hashes(data)) for data in tiles.values() if len(data) == TILE_WIDTH * 32]
        level, old = level + 1, old // TILE_WIDTH
    new = size + len(leaves)
    return Growth(files, new, TileReader(lambda path: files.get(path) or read(path)).root(new))


def spans(old: int, new: int) -> list[tuple[int, int]]:
    """This will list (number, width) of every tile or bundle of 256 that changes when a level grows from `old` to `new`."""
    return [
        (number, min(TILE_WIDTH, new - number * TILE_WIDTH))
        for number in range(old // TILE_WIDTH, -(-new // TILE_WIDTH))
    ]


def filled(old: int, new: int) -> list[str]:
    """This will list the paths of the tiles and entries bundles that became full when the log grew from `old` to `new`."""
    full = range(old // TILE_WIDTH, new // TILE_WIDTH)
    paths, level = [tile_path("entries", number) for number in full], 0
    while full:
        paths += [tile_path(level, number) for number in full]
        full, level = range(full.start // TILE_WIDTH, full.stop // TILE_WIDTH), level + 1
    return paths


def _tiles(read: Read, level: int, old: int, hashes: Sequence[bytes]) -> dict[str, bytes]:
    kept = read(tile_path(level, old // TILE_WIDTH, old % TILE_WIDTH)) if old % TILE_WIDTH else b""
    row = [*_hashes(kept), *hashes]
    cut = _cut(row, old, len(hashes))
    return {tile_path(level, number, len(part)): b"".join(part) for number, part in cut}


def _entries(read: Read, old: int, leaves: Sequence[bytes]) -> dict[str, bytes]:
    kept = read(tile_path("entries", old // TILE_WIDTH, old % TILE_WIDTH)) if old % TILE_WIDTH else b""
    row = [*(kept[at + 2 : at + 34] for at in range(0, len(kept), 34)), *leaves]
    return {tile_path("entries", number, len(part)): entry_bundle(part) for number, part in _cut(row, old, len(leaves))}


def _cut(row: Sequence[bytes], old: int, added: int) -> list[tuple[int, Sequence[bytes]]]:
    """This will cut a row that starts at the last tile's beginning into (tile number, its hashes or leaves)."""
    first = old // TILE_WIDTH
    changed = spans(old, old + added)
    return [(number, row[(number - first) * TILE_WIDTH :][:width]) for number, width in changed]


def _hashes(data: bytes) -> list[bytes]:
    return [data[at : at + 32] for at in range(0, len(data), 32)]
