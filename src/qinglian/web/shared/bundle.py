"""The browser's scripts: which file a page loads and the hash that the browser must find (subresource integrity)."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "static" / "bundle"


@dataclass(frozen=True)
class BundledFile:
    """One file of the bundle: its address, what `integrity` says, its SHA-256 in hex and its size in bytes."""

    src: str
    integrity: str
    sha256: str
    size: int


def script(name: str) -> BundledFile:
    """This will return the script of one kind of page: seal, release, lots, keys, receipt, passkey or seat."""
    return bundled_file(f"{name}.js")


def bundled_file(name: str) -> BundledFile:
    """This will return one file of the bundle, as the build's manifest knows it (KeyError for an unknown name)."""
    path = FOLDER / "manifest.json"
    row = _manifest(path, path.stat().st_mtime_ns)[name]
    return BundledFile(f"/static/bundle/{name}", row["integrity"], row["sha256"], row["size"])


@lru_cache(maxsize=2)
def _manifest(path: Path, _changed: int) -> dict[str, Any]:
    files: dict[str, Any] = json.loads(path.read_text("utf-8"))["files"]
    return files
