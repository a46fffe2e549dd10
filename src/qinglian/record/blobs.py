"""Files by their SHA-256. `private` until a lawful moment, then also linked into `public`, from where they are published."""

import os
import tempfile
import threading
from collections.abc import Iterable, Sequence
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
        if _make(target):
            _sync(folder)
        os.replace(draft, target / name)
        _sync(target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return name, size


def store_all(items: Sequence[bytes]) -> list[str]:
    """This will write many blobs as durably as `store` does, with one wait for the disk, and return their names in order."""
    folder, made = _folder("private"), False
    names = [sha256(data).hexdigest() for data in items]
    missing = {name: data for name, data in zip(names, items, strict=True) if not path_of(name).is_file()}
    drafts = {name: folder / f".draft-{name}-{os.getpid()}-{threading.get_ident()}" for name in missing}
    try:
        for name, data in missing.items():
            drafts[name].write_bytes(data)
        for draft in drafts.values():
            _sync(draft)
        for name, draft in drafts.items():
            made |= _make(path_of(name).parent)
            os.replace(draft, path_of(name))
    except BaseException:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
        raise
    for changed in {path_of(name).parent for name in names} | ({folder} if made else set()):
        _sync(changed)
    return names


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
    publish_all([name])


def publish_all(names: Sequence[str]) -> None:
    """This will link many private blobs into the public store, with one wait for the disk. Twice is once."""
    changed, made, root = set(), False, _folder("public")
    for name in names:
        target = root / name[:2]
        made |= _make(target)
        try:
            os.link(path_of(name), target / name)
        except FileExistsError:
            continue
        changed.add(target)
    for folder in changed | ({root} if made else set()):
        _sync(folder)


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


def _make(folder: Path) -> bool:
    """This will make the folder and say whether it was missing: only then does its parent have to be waited for."""
    if folder.is_dir():
        return False
    folder.mkdir(exist_ok=True)
    return True


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
