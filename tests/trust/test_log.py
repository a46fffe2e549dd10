"""Trees and proofs: every size up to 256 against pymerkle, every proof verified, every changed proof refused; tiles and audits."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from qinglian.trust.audit import walk_leaves
from qinglian.trust.log import (
    EMPTY_ROOT,
    Frontier,
    TileReader,
    consistency_proof,
    entry_bundle,
    inclusion_proof,
    leaf_hash,
    read_bundle,
    root_of,
    tile_path,
    verify_consistency,
    verify_inclusion,
)

MOST = 256
LEAVES = [index.to_bytes(4, "big") * 8 for index in range(70_000)]
HASHES = [leaf_hash(leaf) for leaf in LEAVES[:1000]]


def test_root_equals_the_oracles_for_every_size() -> None:
    oracle = InmemoryTree(algorithm="sha256")
    assert root_of([]) == EMPTY_ROOT
    for size in range(1, MOST + 1):
        oracle.append_entry(LEAVES[size - 1])
        assert root_of(HASHES[:size]) == oracle.get_root()


def test_every_inclusion_proof_verifies_and_is_the_oracles() -> None:
    oracle = InmemoryTree(algorithm="sha256")
    for size in range(1, MOST + 1):
        oracle.append_entry(LEAVES[size - 1])
        root = root_of(HASHES[:size])
        for index in range(size):
            proof = inclusion_proof(HASHES[:size], index)
            verify_inclusion(HASHES[index], index=index, size=size, proof=proof, root=root)
            if index in {0, size // 3, size - 1}:
                assert proof == _siblings(oracle, index + 1, size)


def _siblings(oracle: InmemoryTree, entry: int, size: int) -> list[bytes]:
    """pymerkle's path begins with the leaf itself."""
    return [bytes.fromhex(value) for value in oracle.prove_inclusion(entry, size).serialize()["path"]][1:]


def test_every_consistency_proof_verifies() -> None:
    roots = [root_of(HASHES[:size]) for size in range(MOST + 1)]
    for size in range(1, MOST + 1):
        for old in range(1, size + 1):
            proof = consistency_proof(HASHES[:size], old)
            verify_consistency(old=old, size=size, old_root=roots[old], root=roots[size], proof=proof)
            with pytest.raises(ValueError, match="consistency"):
                verify_consistency(old=old, size=size, old_root=b"x" * 32, root=roots[size], proof=proof)


def test_inclusion_refuses_every_single_change() -> None:
    for size in (1, 2, 3, 7, 8, 100):
        root = root_of(HASHES[:size])
        for index in {0, size // 2, size - 1}:
            proof = inclusion_proof(HASHES[:size], index)
            changed = [[*proof[:at], b"x" * 32, *proof[at + 1 :]] for at in range(len(proof))]
            for bad in [*changed, proof[1:], [*proof, b"x" * 32], proof[::-1] if proof != proof[::-1] else [b"y" * 32]]:
                if bad != proof:
                    with pytest.raises(ValueError, match="inclusion"):
                        verify_inclusion(HASHES[index], index=index, size=size, proof=bad, root=root)
            for elsewhere in set(range(size)) - {index}:
                with pytest.raises(ValueError, match="inclusion"):
                    verify_inclusion(HASHES[index], index=elsewhere, size=size, proof=proof, root=root)


@given(st.data())
def test_consistency_refuses_a_changed_proof(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 600))
    old = data.draw(st.integers(1, size - 1))
    proof = consistency_proof(HASHES[:size], old)
    at = data.draw(st.integers(0, len(proof) - 1))
    proof[at] = bytes([proof[at][0] ^ 1]) + proof[at][1:]
    with pytest.raises(ValueError, match="consistency"):
        verify_consistency(old=old, size=size, old_root=root_of(HASHES[:old]), root=root_of(HASHES[:size]), proof=proof)


def test_consistency_of_equal_and_empty_trees_needs_an_empty_proof() -> None:
    root = root_of(HASHES[:5])
    verify_consistency(old=5, size=5, old_root=root, root=root, proof=[])
    verify_consistency(old=0, size=5, old_root=EMPTY_ROOT, root=root, proof=[])
    for old, old_root, proof in (
        (5, EMPTY_ROOT, []),
        (0, root, []),
        (5, root, [root]),
        (6, root, []),
        (3, root_of(HASHES[:3]), []),
    ):
        with pytest.raises(ValueError, match="consistency"):
            verify_consistency(old=old, size=5, old_root=old_root, root=root, proof=proof)


@given(st.lists(st.integers(0, 40), max_size=12))
def test_frontier_grows_in_any_steps_to_the_same_root(steps: list[int]) -> None:
    frontier, size = Frontier(), 0
    for step in steps:
        frontier.extend(HASHES[size : size + step])
        size += step
        resumed = Frontier(frontier.size, frontier.subtrees)
        assert frontier.root() == resumed.root() == root_of(HASHES[:size])


@pytest.mark.parametrize(
    ("level", "index", "width", "path"),
    [
        (0, 0, 256, "tile/0/000"),
        (1, 1234067, 256, "tile/1/x001/x234/067"),
        (0, 999, 17, "tile/0/999.p/17"),
        ("entries", 1000, 256, "tile/entries/x001/000"),
    ],
)
def test_tile_path_spells_as_tlog_tiles(level: int | str, index: int, width: int, path: str) -> None:
    assert tile_path(level, index, width) == path


def test_read_bundle_refuses_other_lengths() -> None:
    data = entry_bundle(LEAVES[:3])
    assert read_bundle(data, 3) == LEAVES[:3]
    for bad in (data[:-1], data + b"\0", data[:34] + b"\0\x1f" + data[36:]):
        with pytest.raises(ValueError, match="entries"):
            read_bundle(bad, 3)


def tiles_of(leaves: list[bytes]) -> dict[str, bytes]:
    """All files of a log, written level by level."""
    files: dict[str, bytes] = {}
    for at in range(0, len(leaves), 256):
        part = leaves[at : at + 256]
        files[tile_path("entries", at // 256, len(part))] = entry_bundle(part)
    level, hashes = 0, [leaf_hash(leaf) for leaf in leaves]
    while hashes:
        for at in range(0, len(hashes), 256):
            part = hashes[at : at + 256]
            files[tile_path(level, at // 256, len(part))] = b"".join(part)
        hashes = [root_of(hashes[at : at + 256]) for at in range(0, len(hashes) // 256 * 256, 256)]
        level += 1
    return files


def reader_of(files: dict[str, bytes]) -> TileReader:
    def read(path: str) -> bytes:
        if path not in files:
            raise FileNotFoundError(path)
        return files[path]

    return TileReader(read)


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 511, 512, 700, 65_536, 65_537, 66_000])
def test_walk_leaves_yields_every_leaf_and_proofs_out_of_tiles_verify(size: int) -> None:
    leaves = LEAVES[:size]
    hashes = [leaf_hash(leaf) for leaf in leaves]
    root, reader = root_of(hashes), reader_of(tiles_of(leaves))
    assert reader.root(size) == root
    assert [leaf for bundle in walk_leaves(reader, size=size, root=root) for leaf in bundle] == leaves
    for index in {0, size // 2, size - 1} if size else ():
        verify_inclusion(hashes[index], index=index, size=size, proof=reader.inclusion_proof(index, size), root=root)
        proof = reader.consistency_proof(index + 1, size)
        verify_consistency(old=index + 1, size=size, old_root=root_of(hashes[: index + 1]), root=root, proof=proof)


def test_root_of_an_older_size_comes_out_of_a_newer_logs_tiles() -> None:
    assert reader_of(tiles_of(LEAVES[:600])).root(500, within=600) == root_of(
        [leaf_hash(leaf) for leaf in LEAVES[:500]]
    )


@pytest.mark.parametrize(
    "change", ["tile/entries/001", "tile/0/000", "tile/1/000.p/2", "tile/0/002.p/88", "tile/entries/002.p/88"]
)
def test_walk_leaves_finds_a_changed_byte_in_every_file(change: str) -> None:
    files = tiles_of(LEAVES[:600])
    root = reader_of(files).root(600)
    files[change] = files[change][:-1] + bytes([files[change][-1] ^ 1])
    with pytest.raises(ValueError):
        list(walk_leaves(reader_of(files), size=600, root=root))


def test_walk_leaves_finds_another_root_and_a_missing_file() -> None:
    files = tiles_of(LEAVES[:300])
    walk: Callable[[], list[list[bytes]]] = lambda: list(walk_leaves(reader_of(files), size=300, root=b"r" * 32))  # noqa: E731
    with pytest.raises(ValueError, match="do not have the root"):
        walk()
    del files["tile/0/000"]
    with pytest.raises(FileNotFoundError):
        walk()
