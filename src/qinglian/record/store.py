"""The published log's folder: reading its files, writing a batch of them, dropping partial tiles that have grown full."""

import shutil
from pathlib import Path

from django.conf import settings

from qinglian.record import durable, failpoints, tiles
from qinglian.trust.log import TileReader

ENTRIES = "tile/entries/"
PACKS = "pack"  # verification packs are kept here; they can always be made again


def root_folder() -> Path:
    """This will return the folder that is served at /log/."""
    return Path(settings.QINGLIAN_LOG_DIR)


def read_file(path: str) -> bytes:
    """This will read one file of the log by its path below the root (FileNotFoundError when it is not there)."""
    return (root_folder() / path).read_bytes()


def reader() -> TileReader:
    """This will return a reader of proofs and roots over the tiles on disk."""
    return TileReader(read_file)


def write_growth(growth: tiles.Growth) -> None:
    """This will write the files of a batch, each durably. Twice the same batch writes the same bytes."""
    for path, data in growth.files.items():
        durable.write_file(root_folder() / path, data)
        failpoints.reach("tile-written")


def drop_partials(*, old: int, new: int) -> None:
    """This will delete the partial forms of what became full when the log grew from `old` to `new`; readers take the full ones."""
    full = tiles.filled(old, new)
    facts = ["facts/" + path.removeprefix(ENTRIES) for path in full if path.startswith(ENTRIES)]
    for path in full + facts:
        shutil.rmtree(root_folder() / f"{path}.p", ignore_errors=True)


def drop_packs() -> None:
    """This will delete every kept verification pack: after an erasure none may hold what was erased."""
    shutil.rmtree(root_folder() / PACKS, ignore_errors=True)
