"""Copying a log from its address into a folder, checked on the way in. No Django, no database: anybody may run a mirror.

A mirror is a backup of the log and a witness of its history: it takes a new checkpoint only when the tree that it already holds is
a beginning of the new one, and otherwise keeps both notes as evidence.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx

from qinglian.trust.canonical import fact_leaf
from qinglian.trust.log import TILE_WIDTH, TileReader, facts_path, leaf_hash, tile_path, tile_widths, verify_consistency
from qinglian.trust.note import Checkpoint, Verifier, open_checkpoint
from qinglian.trust.strict import from_base64

Fetch = Callable[[str], bytes]
FORKED = "checkpoint.forked"
_SECONDS = 30


class MirrorRefused(Exception):
    """What the address serves does not extend what this folder holds, or does not hold together."""


@dataclass(frozen=True)
class Copied:
    """What a run brought: the new size, and how many files and blobs were fetched."""

    size: int
    files: int
    blobs: int


def fetch_over_http(url: str) -> Fetch:
    """This will return a fetcher of paths below this address; FileNotFoundError when the address has no such file."""
    client = httpx.Client(base_url=url.rstrip("/") + "/", timeout=_SECONDS, follow_redirects=True)

    def fetch(path: str) -> bytes:
        reply = client.get(path)
        if reply.status_code == 404:
            raise FileNotFoundError(path)
        reply.raise_for_status()
        return reply.content

    return fetch


def copy_log(fetch: Fetch, folder: Path, *, log: Verifier) -> Copied:
    """This will bring the folder up to the newest checkpoint: tiles, entries, facts and the blobs that open facts name.

    MirrorRefused when the new tree does not begin with the old one, when the tiles do not have the signed root, or when a fact or blob
    does not match its leaf or name. The folder's `checkpoint` is replaced last.
    """
    note = fetch("checkpoint")
    new, old = open_checkpoint(note, log=log), _held(folder, log)
    reader = TileReader(lambda path: _read(folder, path, fetch))
    if old is not None:
        _require_extension(folder, reader, old, new, note)
    files = _copy_tiles(fetch, folder, old.size if old else 0, new.size)
    if reader.root(new.size) != new.root:
        raise MirrorRefused(f"the tiles do not have the signed root of {new.size} leaves")
    names = _copy_facts(fetch, folder, reader, new.size)
    blobs = sum(_copy_blob(fetch, folder, name) for name in sorted(names))
    _put(folder, "policy.json", fetch("policy.json"))
    _put(folder, "checkpoint", note)
    return Copied(new.size, files, blobs)


def _held(folder: Path, log: Verifier) -> Checkpoint | None:
    path = folder / "checkpoint"
    return open_checkpoint(path.read_bytes(), log=log) if path.exists() else None


def _require_extension(folder: Path, reader: TileReader, old: Checkpoint, new: Checkpoint, note: bytes) -> None:
    try:
        if new.size < old.size:
            raise ValueError(f"it shrank from {old.size} to {new.size} leaves")
        proof = reader.consistency_proof(old.size, new.size) if 0 < old.size < new.size else []
        verify_consistency(old=old.size, size=new.size, old_root=old.root, root=new.root, proof=proof)
    except ValueError as error:
        _put(folder, FORKED, note)
        raise MirrorRefused(
            f"FORK: the served log does not extend the one held here ({error}). Both signed notes are evidence: "
            f"{folder / 'checkpoint'} and {folder / FORKED}"
        ) from error


def _read(folder: Path, path: str, fetch: Fetch) -> bytes:
    """Full tiles that are held are read from the folder; the right edge comes from the address."""
    held = folder / path
    return held.read_bytes() if held.exists() and ".p/" not in path else fetch(path)


def _copy_tiles(fetch: Fetch, folder: Path, old: int, new: int) -> int:
    count = 0
    for level, widths in enumerate(tile_widths(new)):
        first = old >> 8 * (level + 1)
        for number, width in list(enumerate(widths))[first:]:
            count += _copy_whole(fetch, folder, tile_path(level, number, width))
            if level == 0:
                count += _copy_whole(fetch, folder, tile_path("entries", number, width))
    return count


def _copy_whole(fetch: Fetch, folder: Path, path: str) -> int:
    if ".p/" not in path and (folder / path).exists():
        return 0
    try:
        _put(folder, path, fetch(path))
    except FileNotFoundError:
        full = path.partition(".p/")[0]
        _put(folder, full, fetch(full))
    return 1


def _copy_facts(fetch: Fetch, folder: Path, reader: TileReader, size: int) -> set[str]:
    """Every bundle is fetched anew: an erasure shows in old ones too. Returns the hashes that facts name."""
    named: set[str] = set()
    for number in range(-(-size // TILE_WIDTH)):
        width = min(TILE_WIDTH, size - number * TILE_WIDTH)
        path, data = _bundle(fetch, number, width)
        rows = json.loads(data)[:width]
        leaves = reader.entries(number, size)
        hashes = reader.tile(0, number, size)
        for offset, (row, leaf) in enumerate(zip(rows, leaves, strict=True)):
            _require_row(row, leaf, number * TILE_WIDTH + offset)
            if leaf_hash(leaf) != hashes[32 * offset : 32 * offset + 32]:
                raise MirrorRefused(f"entry {number * TILE_WIDTH + offset} does not have the hash that its tile names")
            named |= set(_hashes(row.get("fact")))
        _put(folder, path, data)
    return named


def _bundle(fetch: Fetch, number: int, width: int) -> tuple[str, bytes]:
    path = facts_path(number, width)
    try:
        return path, fetch(path)
    except FileNotFoundError:
        return facts_path(number), fetch(facts_path(number))


def _require_row(row: dict[str, Any], leaf: bytes, index: int) -> None:
    if row["index"] != index or row["leaf"] != leaf.hex():
        raise MirrorRefused(f"the facts feed has another leaf at {index} than the log")
    if "fact" in row and fact_leaf(from_base64(row["salt"], name="salt"), row["fact"]) != leaf:
        raise MirrorRefused(f"fact {index} does not match its leaf")


def _hashes(value: Any) -> Iterable[str]:
    if isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef"):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _hashes(item)


def _copy_blob(fetch: Fetch, folder: Path, name: str) -> int:
    if (folder / "blob" / name).exists():
        return 0
    try:
        data = fetch(f"blob/{name}")
    except FileNotFoundError:
        return 0  # a hash that is no published blob: a manifest, a closing root
    if sha256(data).hexdigest() != name:
        raise MirrorRefused(f"blob {name} does not have this hash")
    _put(folder, f"blob/{name}", data)
    return 1 + sum(_copy_blob(fetch, folder, inner) for inner in _named_in(data))


def _named_in(data: bytes) -> list[str]:
    try:
        return sorted(set(_hashes(json.loads(data))))
    except ValueError:
        return []


def _put(folder: Path, path: str, data: bytes) -> None:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(target.name + ".draft")
    draft.write_bytes(data)
    draft.replace(target)
    _drop_older_parts(target)


def _drop_older_parts(target: Path) -> None:
    """Narrower partial files are of no use once a wider one is here, and may hold what has been erased since."""
    parts = target.parent if target.parent.suffix == ".p" else target.with_name(target.name + ".p")
    for part in parts.glob("[0-9]*"):
        if part != target:
            part.unlink(missing_ok=True)
