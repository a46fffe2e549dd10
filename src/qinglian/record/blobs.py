"""Files by their SHA-256. `private` until a lawful moment, then also linked into `public`, from where they are published."""

import os
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from django.conf import settings


def store(chunks: Iterable[bytes]) -> tuple[str, int]:
    """This will write the chunks durably (file and folder fsync) into the private store and return (hex SHA-256, size in bytes)."""
    digest, size = sha256(), 0
    folder = _folder("private")
    descriptor, draft = tempfile.mkstemp(dir=folder, prefix=".draft-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        name = digest.hexdigest()
        target = folder / name[:2]
        if not target.is_dir():
            target.mkdir(exist_ok=True)
            _sync_folder(folder)
        os.replace(draft, target / name)
        _sync_folder(target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return name, size


def path_of(name: str) -> Path:
    """This will return where the private store keeps this blob (it may not exist)."""
    return _folder("private") / name[:2] / name


def read(name: str) -> bytes:
    """This will return the blob's bytes after checking its hash (ValueError when the disk no longer holds what was stored)."""
    data = path_of(name).read_bytes()
    if sha256(data).hexdigest() != name:
        raise ValueError(f"blob {name}: the bytes on disk no longer have this hash; restore it from a mirror or backup")
    return data


def publish(name: str) -> None:
    """This will link a private blob into the public store: facts in the open feed may now name it. Twice is once."""
    target = _folder("public") / name[:2]
    target.mkdir(exist_ok=True)
    try:
        os.link(path_of(name), target / name)
    except FileExistsError:
        return
    _sync_folder(target)


def public_path(name: str) -> Path:
    """This will return where the public store keeps this blob (it may not exist)."""
    return _folder("public") / name[:2] / name


def destroy(name: str) -> None:
    """This will delete a blob for good, private and public (superseded and withdrawn ciphertexts, erased disclosures)."""
    public_path(name).unlink(missing_ok=True)
    path_of(name).unlink(missing_ok=True)


def _folder(store_name: str) -> Path:
    folder = Path(settings.QINGLIAN_BLOB_DIR) / store_name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
