"""Files that are whole or absent, also after a crash: write a draft, fsync it, rename it, fsync the folder."""

import os
import tempfile
from pathlib import Path

from qinglian.record import failpoints


def write_file(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """This will put these bytes at this path durably; readers see the old bytes or the new ones."""
    make_folder(path.parent)
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data[: len(data) // 2])
            if os.environ.get("QINGLIAN_FAILPOINT") == "half-a-file":
                file.flush()
                failpoints.reach("half-a-file")
            file.write(data[len(data) // 2 :])
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def make_once(path: Path, data: bytes, *, mode: int = 0o600) -> bool:
    """This will put these bytes at this path only when nothing is there, and say whether it did. Of two at once the first wins."""
    make_folder(path.parent)
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        os.unlink(draft)
    sync_folder(path.parent)
    return True


def make_folder(folder: Path) -> None:
    """This will make the folder and those above it that are missing, each fsynced into its parent."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """This will fsync a folder, so that the names in it survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
