"""When this installation was last looked after: what backup and scrub leave behind, for whoever asks whether they still run."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from qinglian.record import durable
from qinglian.record.scrub import Scrubbed


def note_backup(manifest: dict[str, Any]) -> None:
    """This will note the manifest of a finished backup."""
    _note("backup", manifest)


def note_scrub(found: Scrubbed, *, at: datetime) -> None:
    """This will note when everything was looked at, and the faults."""
    _note("scrub", {"type": "scrub/v1", "at": at.isoformat(), "blobs": found.blobs, "leaves": found.leaves, "faults": found.faults})  # fmt: skip


def noted(name: str) -> dict[str, Any] | None:
    """This will return what the last `backup` or `scrub` left, or None before the first."""
    path = _path(name)
    if not path.is_file():
        return None
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def _note(name: str, document: dict[str, Any]) -> None:
    durable.write_file(_path(name), json.dumps(document, ensure_ascii=False, indent=1).encode())


def _path(name: str) -> Path:
    """Beside the two stores, in neither of them: nothing here is served."""
    return Path(settings.QINGLIAN_BLOB_DIR) / f"last-{name}.json"
