"""Which parts of the log a stranger needs in order to check one tender: a sparse copy of the same tree."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from qinglian.record import blobs, checkpoints, queries, store
from qinglian.record.models import Checkpoint, Fact
from qinglian.trust.log import TILE_WIDTH, TileReader, facts_path, tile_path
from qinglian.trust.note import parse_note, read_checkpoint

MOST_JSON = 1024 * 1024
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ORGANISATION = re.compile(r"org-[a-z0-9]{1,40}", re.ASCII)


@dataclass
class Parts:
    """Paths below /log/ and blob names that belong into a pack, and the checkpoint that all of it is checked against."""

    checkpoint: str
    size: int
    files: set[str] = field(default_factory=set)
    blobs: set[str] = field(default_factory=set)


def parts_of(code: str) -> Parts | None:
    """This will gather what `verify` reads for one tender; None when the log has nothing about it (or no checkpoint includes it yet)."""
    every = [fact for fact in queries.facts_about(f"tender:{code}") if fact.index is not None]
    row = _checkpoint_over(every)
    facts = [fact for fact in every if _is_in(fact, row)]
    if row is None or not facts:
        return None
    parts = Parts(checkpoints.text_of(row), row.size)
    facts += _facts_of_organisations(facts, row)
    parts.blobs = set(_blobs_named_by(fact.fact for fact in facts))
    indices = {int(fact.index) for fact in facts if fact.index is not None} | _disclosed_indices(facts)
    parts.files = _paths(indices, row.size, _older_sizes(facts))
    return parts


def _checkpoint_over(facts: list[Fact]) -> Checkpoint | None:
    """This will return the newest cosigned checkpoint if it includes all these facts, else the newest one, which waits."""
    cosigned = queries.latest_cosigned()
    if cosigned is not None and all(_is_in(fact, cosigned) for fact in facts):
        return cosigned
    return queries.latest_checkpoint()


def _is_in(fact: Fact, row: Checkpoint | None) -> bool:
    return row is not None and fact.index is not None and fact.index < row.size


def _facts_of_organisations(facts: list[Fact], row: Checkpoint) -> list[Fact]:
    """This will fetch the facts (keys bound and revoked, registrations) of every organisation that the tender's facts or blobs name."""
    named = set(_organisations(fact.fact for fact in facts))
    for name in _blobs_named_by(fact.fact for fact in facts):
        named |= set(_ORGANISATION.findall(_small_text(name)))
    found = [fact for organisation in sorted(named) for fact in queries.facts_about(f"organisation:{organisation}")]
    return [fact for fact in found if _is_in(fact, row)]


def _organisations(bodies: Iterable[Any]) -> Iterator[str]:
    for text in _strings(list(bodies)):
        yield from _ORGANISATION.findall(text)


def _blobs_named_by(bodies: Iterable[Any]) -> Iterator[str]:
    """This will yield every published blob that the bodies name, and those that such a blob names when it is JSON itself (heads)."""
    seen: set[str] = set()
    waiting = list(bodies)
    while waiting:
        for text in _strings(waiting.pop()):
            if text in seen or not _HASH.fullmatch(text) or not blobs.public_path(text).is_file():
                continue
            seen.add(text)
            yield text
            waiting.extend(_small_json(text))


def _disclosed_indices(facts: list[Fact]) -> set[int]:
    rows = [row for fact in facts if fact.kind == "disclosed/v1" for row in _small_json(fact.fact["body"]["blob"])]
    return {int(entry["index"]) for row in rows for entry in row}


def _older_sizes(facts: list[Fact]) -> set[int]:
    """This will list the sizes of the checkpoints that facts quote (`release-started/v1`): consistency from them must be provable."""
    quoted = [fact.fact["body"]["checkpoint"] for fact in facts if fact.kind == "release-started/v1"]
    return {read_checkpoint(parse_note(note).text).size for note in quoted}


def _paths(indices: set[int], size: int, older: set[int]) -> set[str]:
    """This will list the tiles that prove these leaves and sizes, their entries and their facts bundles."""
    read: set[str] = set()
    reader = TileReader(lambda path: _noted(path, read))
    reader.root(size)
    for index in sorted(indices):
        reader.inclusion_proof(index, size)
        reader.tile(0, index // TILE_WIDTH, size)
    for old in sorted(older):
        reader.consistency_proof(old, size)
        reader.root(old, within=size)
    for number in {index // TILE_WIDTH for index in indices}:
        width = min(TILE_WIDTH, size - number * TILE_WIDTH)
        read |= {_on_disk(tile_path("entries", number, width)), _on_disk(facts_path(number, width))}
    return read


def _noted(path: str, read: set[str]) -> bytes:
    data = store.read_file(path)
    read.add(path)
    return data


def _on_disk(path: str) -> str:
    """A partial file that has grown full since the checkpoint is served as the full one."""
    return path if (store.root_folder() / path).is_file() else path.partition(".p/")[0]


def _small_json(name: str) -> list[Any]:
    try:
        return [json.loads(_small_text(name) or "null")]
    except ValueError:
        return []


def _small_text(name: str) -> str:
    path = blobs.public_path(name)
    if not path.is_file() or path.stat().st_size > MOST_JSON:
        return ""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
