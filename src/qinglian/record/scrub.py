"""Looking after what is stored: a flipped bit in a blob or a tile passes every database check; only content hashes find it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from qinglian.record import feed, guard, store
from qinglian.record.models import Fact, Secrecy
from qinglian.trust.canonical import fact_leaf
from qinglian.trust.log import TILE_WIDTH, facts_path

_CHUNK = 1024 * 1024


@dataclass
class Scrubbed:
    """What was looked at, and the faults that were found, in words."""

    blobs: int = 0
    leaves: int = 0
    faults: list[str] = field(default_factory=list)


def scrub_blobs(found: Scrubbed) -> None:
    """This will hash every blob of both stores against its name."""
    for store_name in ("private", "public"):
        for path in sorted((Path(settings.QINGLIAN_BLOB_DIR) / store_name).glob("[0-9a-f][0-9a-f]/*")):
            found.blobs += 1
            if _hash_of(path) != path.name:
                found.faults.append(f"blob {store_name}/{path.name}: the bytes on disk no longer have this hash")


def scrub_log(found: Scrubbed) -> None:
    """This will compare the database's leaves with the published entries, bundles and the signed root, 256 at a time."""
    signed = guard.signed_head()
    if signed is None:
        return
    reader = store.reader()
    if reader.root(signed.size) != signed.root:
        found.faults.append(f"the tiles do not have the signed root of {signed.size} leaves")
    for number in range(-(-signed.size // TILE_WIDTH)):
        width = min(TILE_WIDTH, signed.size - number * TILE_WIDTH)
        rows = list(
            Fact.objects.filter(index__gte=number * TILE_WIDTH, index__lt=number * TILE_WIDTH + width).order_by("index")
        )
        found.leaves += len(rows)
        if [bytes(row.leaf) for row in rows] != reader.entries(number, signed.size):
            found.faults.append(f"leaves {number * TILE_WIDTH} and on: the database and the published entries differ")
        found.faults.extend(_changed_facts(rows))
        found.faults.extend(_changed_bundle(number, width, rows))


def _changed_facts(rows: list[Fact]) -> Iterator[str]:
    for row in rows:
        if row.secrecy == Secrecy.COVER or row.erased_at is not None:
            continue
        if fact_leaf(bytes(row.salt), row.fact) != bytes(row.leaf):
            yield f"fact {row.index}: the database's content does not match its leaf"


def _changed_bundle(number: int, width: int, rows: list[Fact]) -> Iterator[str]:
    path = store.root_folder() / facts_path(number, width)
    if not path.is_file():
        yield f"{facts_path(number, width)} is missing"
    elif path.read_bytes() != feed.bundle_bytes(rows):
        yield f"{facts_path(number, width)} is not what the database says"


def _hash_of(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
