"""The static tree at /log/: which file answers a path, of what type, and how long a reader may keep it (c2sp.org/tlog-tiles).

Nothing here asks the database: any web server, CDN or mirror can serve the same folder.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from qinglian.record import blobs

_NUMBER = r"(?:x[0-9]{3}/)*[0-9]{3}(?:\.p/[1-9][0-9]{0,2})?"
_TILE = re.compile(rf"tile/(?:entries|[0-9]|[1-5][0-9]|6[0-3])/{_NUMBER}", re.ASCII)
_FACTS = re.compile(rf"facts/{_NUMBER}", re.ASCII)
_BLOB = re.compile(r"blob/([0-9a-f]{64})", re.ASCII)
_PLAIN = {"checkpoint": "text/plain; charset=utf-8", "policy.json": "application/json"}
FOREVER, ASK_AGAIN = "public, max-age=31536000, immutable", "public, no-cache"


@dataclass(frozen=True)
class PublishedFile:
    """One file of the tree. `keep` is its Cache-Control: tiles and blobs never change, facts may be erased, the checkpoint grows."""

    path: Path
    media_type: str
    keep: str


def find(path: str) -> PublishedFile | None:
    """This will return the file that answers this path below /log/, or None: nothing but the listed shapes is ever served."""
    found = _shaped(path)
    return found if found is not None and found.path.is_file() else None


def _shaped(path: str) -> PublishedFile | None:
    root = Path(settings.QINGLIAN_LOG_DIR)
    blob = _BLOB.fullmatch(path)
    if blob:
        return PublishedFile(blobs.public_path(blob[1]), "application/octet-stream", FOREVER)
    if _TILE.fullmatch(path):
        return PublishedFile(root / path, "application/octet-stream", FOREVER)
    if _FACTS.fullmatch(path):
        return PublishedFile(root / path, "application/json", ASK_AGAIN)
    if path in _PLAIN:
        return PublishedFile(root / path, _PLAIN[path], ASK_AGAIN)
    return None
