"""Backup and restore: database, log and blobs into one folder, in an order that fits together.

The log is copied first, the database after it, the blobs last: the database then knows everything that the copied log shows, and
every blob that the database names is there. Keys are left out on purpose; they belong into another place (docs/guide/operator.md).
"""

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from qinglian.record import durable, guard, upkeep
from qinglian.record.models import LogHead
from qinglian.record.witnessing import ask_witnesses

SQLITE, POSTGRES = "database.sqlite3", "database.pgdump"
MANIFEST = "backup.json"


class BackupRefused(RuntimeError):
    """Nothing was written: the place is not what was expected."""


def back_up(folder: Path, *, at: datetime) -> dict[str, Any]:
    """This will bring the folder up to date with this installation and return its manifest. Blobs destroyed here are deleted there too."""
    folder.mkdir(parents=True, exist_ok=True)
    signed = guard.signed_head()
    if signed is None:
        raise BackupRefused("the log has not been opened: run `python manage.py setup` first")
    (folder / MANIFEST).unlink(missing_ok=True)
    _copy_tree(Path(settings.QINGLIAN_LOG_DIR), folder / "log", skip={guard.SIGNED, ".sequencer.lock"})
    durable.write_file(folder / "log" / guard.SIGNED, signed.note.encode())
    _dump_database(folder)
    _copy_tree(Path(settings.QINGLIAN_BLOB_DIR), folder / "blobs", skip=set())
    manifest = {
        "type": "backup/v1",
        "origin": settings.QINGLIAN_ORIGIN,
        "made_at": at.isoformat(),
        "log_size": signed.size,
    }
    durable.write_file(folder / MANIFEST, json.dumps(manifest, indent=1).encode())
    upkeep.note_backup(manifest)
    return manifest


def restore(folder: Path, *, at: datetime, database_only: bool = False) -> dict[str, Any]:
    """This will bring a backup into this installation, which must be empty (`database_only`: keep log and blobs), and ask the guard.

    BackupRefused when the backup is incomplete or something is in the way; LogRefused when log or witnesses have seen more than the
    restored database: then nothing may be signed on it.
    """
    manifest = _manifest_of(folder)
    if not database_only:
        for name in ("log", "blobs"):
            _require_empty(_own(name))
    _load_database(folder)
    if not database_only:
        for name in ("log", "blobs"):
            _copy_tree(folder / name, _own(name), skip=set())
    ask_witnesses(at=at, every=True)
    guard.require_agreement(LogHead.objects.first())
    return manifest


def _own(name: str) -> Path:
    return Path(settings.QINGLIAN_LOG_DIR if name == "log" else settings.QINGLIAN_BLOB_DIR)


def _manifest_of(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if not path.is_file():
        raise BackupRefused(f"{path} is missing: this backup was not finished; take the one before")
    manifest: dict[str, Any] = json.loads(path.read_text())
    if manifest["origin"] != settings.QINGLIAN_ORIGIN:
        raise BackupRefused(f"the backup is of {manifest['origin']}, this installation is {settings.QINGLIAN_ORIGIN}")
    return manifest


def _require_empty(folder: Path) -> None:
    if folder.is_dir() and any(path for path in folder.iterdir() if path.name != ".sequencer.lock"):
        raise BackupRefused(f"{folder} is not empty: move it away first, it may be the newest copy of the log")


def _copy_tree(source: Path, target: Path, *, skip: set[str]) -> None:
    """This will make the target equal to the source: new and changed files are linked or copied, files gone are deleted."""
    kept: set[Path] = set()
    for path in sorted(source.rglob("*")):
        relative = path.relative_to(source)
        if path.is_dir() or path.name in skip or path.name.startswith(".draft-"):
            continue
        kept.add(relative)
        try:
            _copy_file(path, target / relative)
        except FileNotFoundError:
            kept.discard(relative)  # a partial tile that grew full, a bid that was withdrawn
    for path in list(target.rglob("*")) if target.is_dir() else []:
        if path.is_file() and path.relative_to(target) not in kept:
            path.unlink()


def _copy_file(source: Path, target: Path) -> None:
    """Files here are replaced, never changed in place: same size and time is the same file."""
    status = source.stat()
    if target.is_file() and (target.stat().st_size, target.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".draft-{target.name}")
    shutil.copy2(source, draft)
    draft.replace(target)


def _dump_database(folder: Path) -> None:
    if connection.vendor == "sqlite":
        draft = folder / f".draft-{SQLITE}"
        draft.unlink(missing_ok=True)
        source, copy = sqlite3.connect(str(connection.settings_dict["NAME"])), sqlite3.connect(draft)
        source.backup(copy)
        source.close()
        copy.close()
        draft.replace(folder / SQLITE)
        return
    _postgres("pg_dump", "--format=custom", f"--file={folder / POSTGRES}")


def _load_database(folder: Path) -> None:
    if connection.vendor == "sqlite":
        target = Path(str(connection.settings_dict["NAME"]))
        if target.exists():
            raise BackupRefused(f"{target} exists: move it away first")
        connection.close()
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(folder / SQLITE, target)
        return
    if connection.introspection.table_names():
        raise BackupRefused("the database is not empty: make a new one and name it in QINGLIAN_DATABASE")
    _postgres(
        "pg_restore",
        "--no-owner",
        "--exit-on-error",
        "--dbname",
        _postgres_place()["PGDATABASE"],
        str(folder / POSTGRES),
    )


def _postgres(program: str, *arguments: str) -> None:
    found = shutil.which(program) or next(
        (str(path) for path in Path("/usr/lib/postgresql").glob(f"*/bin/{program}")), None
    )
    if found is None:
        raise BackupRefused(f"{program} is not installed on this machine (Debian: postgresql-client)")
    place = os.environ | _postgres_place()
    done = subprocess.run([found, *arguments], env=place, capture_output=True, text=True, check=False)  # noqa: S603 - no shell
    if done.returncode:
        raise BackupRefused(f"{program} failed: {done.stderr.strip()}")


def _postgres_place() -> dict[str, str]:
    place: Mapping[str, Any] = connection.settings_dict
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    return {variable: str(place[key]) for variable, key in named.items() if place[key]}
