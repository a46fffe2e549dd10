"""The log's arithmetic: Merkle trees and proofs (RFC 6962 2.1; RFC 9162 2.1) and tiles (c2sp.org/tlog-tiles).

A proof is first a list of ranges `[low, high)` of leaves (the paths), then the hashes of those ranges, taken from a
list of leaf hashes or out of tiles. The verifiers follow RFC 9162 2.1.3.2 and 2.1.4.2, independent of the generators.
"""

import hashlib
from collections.abc import Callable, Sequence

TILE_HEIGHT, TILE_WIDTH = 8, 256
EMPTY_ROOT = hashlib.sha256(b"").digest()
Range = tuple[int, int]


def leaf_hash(leaf: bytes) -> bytes:
    """This will return the Merkle hash of one leaf (in this log: a 32-byte commitment)."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """This will return the Merkle hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    """This will return the root over these leaf hashes (SHA-256 of nothing when there are none)."""
    frontier = Frontier()
    frontier.extend(hashes)
    return frontier.root()


class Frontier:
    """The right edge of a growing tree: the complete subtrees that make it up. Appending n leaves costs n hashes, the root log n."""

    def __init__(self, size: int = 0, subtrees: Sequence[bytes] = ()) -> None:
        """`subtrees` are the hashes of the complete subtrees of `size` leaves, largest first."""
        if len(subtrees) != size.bit_count():
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} complete subtrees, not {len(subtrees)}")
        self.size = size
        self.subtrees = list(subtrees)

    def append(self, hashed: bytes) -> None:
        """This will append one leaf hash."""
        self.size += 1
        carry = self.size
        while not carry & 1:
            hashed = node_hash(self.subtrees.pop(), hashed)
            carry >>= 1
        self.subtrees.append(hashed)

    def extend(self, hashes: Sequence[bytes]) -> None:
        """This will append leaf hashes in order."""
        for hashed in hashes:
            self.append(hashed)

    def root(self) -> bytes:
        """This will return the root of all leaves so far."""
        if not self.subtrees:
            return EMPTY_ROOT
        root = self.subtrees[-1]
        for subtree in reversed(self.subtrees[:-1]):
            root = node_hash(subtree, root)
        return root


def _split(low: int, high: int) -> int:
    return low + (1 << (high - low - 1).bit_length() - 1)


def inclusion_path(index: int, size: int) -> list[Range]:
    """This will list the ranges whose hashes prove leaf `index` in a tree of `size`, nearest first."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} does not lie in a tree of {size}")
    path, low, high = [], 0, size
    while high - low > 1:
        middle = _split(low, high)
        if index < middle:
            path.append((middle, high))
            high = middle
        else:
            path.append((low, middle))
            low = middle
    return path[::-1]


def consistency_path(old: int, size: int) -> list[Range]:
    """This will list the ranges whose hashes prove that the tree of `old` leaves is a beginning of the tree of `size`."""
    if not 0 < old <= size:
        raise ValueError(f"a tree of {old} leaves is no beginning of one of {size}")
    path: list[Range] = []
    low, high = 0, size
    while high > old:
        middle = _split(low, high)
        if old <= middle:
            path.append((middle, high))
            high = middle
        else:
            path.append((low, middle))
            low = middle
    if low > 0 or high < old:
        path.append((low, high))
    return path[::-1]


def hash_of_range(hashes: Sequence[bytes], low: int, high: int) -> bytes:
    """This will return the root over the leaf hashes `[low, high)`."""
    return root_of(hashes[low:high])


def inclusion_proof(hashes: Sequence[bytes], index: int) -> list[bytes]:
    """This will prove leaf `index` in the tree over these leaf hashes."""
    return [hash_of_range(hashes, low, high) for low, high in inclusion_path(index, len(hashes))]


def consistency_proof(hashes: Sequence[bytes], old: int) -> list[bytes]:
    """This will prove that the first `old` leaves are a beginning of the tree over these leaf hashes."""
    return [hash_of_range(hashes, low, high) for low, high in consistency_path(old, len(hashes))]


def verify_inclusion(leaf: bytes, *, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """This will return when the proof shows leaf hash `leaf` at `index` in the tree of `size` with this root; ValueError otherwise."""
    if not 0 <= index < size:
        raise ValueError(f"inclusion: leaf {index} does not lie in a tree of {size}")
    node, last, hashed = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise ValueError("inclusion: the proof is too long")
        if node & 1 or node == last:
            hashed = node_hash(sibling, hashed)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            hashed = node_hash(hashed, sibling)
        node, last = node >> 1, last >> 1
    if last != 0:
        raise ValueError("inclusion: the proof is too short")
    if hashed != root:
        raise ValueError("inclusion: the proof leads to another root")


def verify_consistency(*, old: int, size: int, old_root: bytes, root: bytes, proof: Sequence[bytes]) -> None:
    """This will return when the proof shows that the tree of `old` is a beginning of the tree of `size`; ValueError otherwise."""
    if not 0 <= old <= size:
        raise ValueError(f"consistency: a tree of {old} leaves is no beginning of one of {size}")
    if old in {0, size}:
        if proof or (old == size and old_root != root) or (old == 0 and old_root != EMPTY_ROOT):
            raise ValueError("consistency: equal or empty trees need an empty proof and their own roots")
        return
    hashes = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    node, last = old - 1, size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    if not hashes:
        raise ValueError("consistency: the proof is too short")
    old_hash = new_hash = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            raise ValueError("consistency: the proof is too long")
        if node & 1 or node == last:
            old_hash, new_hash = node_hash(sibling, old_hash), node_hash(sibling, new_hash)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new_hash = node_hash(new_hash, sibling)
        node, last = node >> 1, last >> 1
    if last != 0 or old_hash != old_root or new_hash != root:
        raise ValueError("consistency: the newer tree does not begin with the older one")


def tile_path(level: int | str, index: int, width: int = TILE_WIDTH) -> str:
    """This will return `tile/<L>/<N>[.p/<W>]` of a tile of hashes, or of a bundle of leaves when the level is `entries`."""
    return _path(f"tile/{level}", index, width)


def facts_path(index: int, width: int = TILE_WIDTH) -> str:
    """This will return `facts/<N>[.p/<W>]` of a bundle of the facts feed."""
    return _path("facts", index, width)


def _path(folder: str, index: int, width: int) -> str:
    return f"{folder}/{spelt(index)}{'' if width == TILE_WIDTH else f'.p/{width}'}"


def spelt(index: int) -> str:
    """This will spell an index as tlog-tiles do: 1234067 -> `x001/x234/067`."""
    groups = [f"{index % 1000:03d}"]
    while index >= 1000:
        index //= 1000
        groups.append(f"x{index % 1000:03d}")
    return "/".join(reversed(groups))


def tile_widths(size: int) -> list[list[int]]:
    """This will return, per tile level, the widths of the tiles of a tree of `size` leaves (all 256 but the last)."""
    levels, count = [], size
    while count:
        full, rest = divmod(count, TILE_WIDTH)
        levels.append([TILE_WIDTH] * full + ([rest] if rest else []))
        count = full
    return levels


def entry_bundle(leaves: Sequence[bytes]) -> bytes:
    """This will write an entries bundle: each leaf as u16be length and bytes."""
    return b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in leaves)


def read_bundle(data: bytes, width: int) -> list[bytes]:
    """This will read `width` leaves of 32 bytes each out of an entries bundle (ValueError when malformed)."""
    if len(data) != 34 * width or data[::34] != bytes(width) or data[1::34] != b"\x20" * width:
        raise ValueError(f"entries: {width} leaves of 32 bytes were expected")
    return [data[at + 2 : at + 34] for at in range(0, len(data), 34)]


class TileReader:
    """Proofs and roots out of tiles. `read(path)` returns a file's bytes or raises FileNotFoundError.

    It trusts nothing: what it returns is checked by the verifiers above, or by `verify_tree` against a signed root.
    """

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read

    def entries(self, index: int, size: int) -> list[bytes]:
        """This will return the leaves of bundle `index` in a tree of `size`."""
        width = _width(index, size)
        return read_bundle(self._fetch("tile/entries", index, width, 34), width)

    def tile(self, level: int, index: int, size: int) -> bytes:
        """This will return the hashes, joined, of one tile in a tree of `size`."""
        return self._fetch(f"tile/{level}", index, _width(index, size >> TILE_HEIGHT * level), 32)

    def hash_of_range(self, low: int, high: int, size: int) -> bytes:
        """This will return the hash over leaves `[low, high)`, a range of a proof in a tree of `size`."""
        height = (high - low).bit_length() - 1
        if high - low == 1 << height and low % (1 << height) == 0:
            return self._subtree(height, low >> height, size)
        middle = _split(low, high)
        return node_hash(self.hash_of_range(low, middle, size), self.hash_of_range(middle, high, size))

    def root(self, size: int, *, within: int | None = None) -> bytes:
        """This will return the root of the first `size` leaves as the tiles of a tree of `within` (the same, or larger) give it."""
        return self.hash_of_range(0, size, within or size) if size else EMPTY_ROOT

    def inclusion_proof(self, index: int, size: int) -> list[bytes]:
        """This will prove leaf `index` in the tree of `size`."""
        return [self.hash_of_range(low, high, size) for low, high in inclusion_path(index, size)]

    def consistency_proof(self, old: int, size: int) -> list[bytes]:
        """This will prove that the tree of `old` leaves is a beginning of the tree of `size`."""
        return [self.hash_of_range(low, high, size) for low, high in consistency_path(old, size)]

    def _subtree(self, height: int, index: int, size: int) -> bytes:
        level, above = divmod(height, TILE_HEIGHT)
        first = index << above
        tile = self.tile(level, first // TILE_WIDTH, size)
        at = first % TILE_WIDTH
        return root_of([tile[32 * n : 32 * n + 32] for n in range(at, at + (1 << above))])

    def _fetch(self, folder: str, index: int, width: int, each: int) -> bytes:
        try:
            data = self._read(_path(folder, index, width))
        except FileNotFoundError:
            if width == TILE_WIDTH:
                raise
            data = self._read(_path(folder, index, TILE_WIDTH))  # the tile has grown full since
        if len(data) not in {each * width, each * TILE_WIDTH}:
            raise ValueError(f"{_path(folder, index, width)}: {len(data)} bytes; {each * width} were expected")
        return data[: each * width]


def _width(index: int, count: int) -> int:
    width = min(TILE_WIDTH, count - index * TILE_WIDTH)
    if width <= 0:
        raise ValueError(f"tile {index} lies beyond a level of {count} hashes")
    return width
