"""Looking for traces of a secret: in every row of every table, in every file below a folder, in every spelling it may have."""

import base64
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote


def spellings(secret: str) -> list[bytes]:
    """This will return the ways in which a secret may be written: plain, JSON-escaped, UTF-16, hex, URL-quoted, base64 at any offset."""
    raw = secret.encode()
    found = {raw, json.dumps(secret)[1:-1].encode(), secret.encode("utf-16-le"), quote(secret).encode()}
    found |= {raw.hex().encode(), raw.hex().upper().encode()}
    for offset in range(3):
        coded = base64.b64encode(b"\x00" * offset + raw)
        start = -(-offset * 4 // 3)
        whole = (len(raw) + offset) * 4 // 3 - 1  # characters that later bytes cannot change
        found |= {coded[start:whole], coded[start:whole].replace(b"+", b"-").replace(b"/", b"_")}
    return sorted(spelling for spelling in found if len(spelling) >= 6)


def is_in(data: bytes, secret: str) -> bool:
    """This will say whether the bytes hold the secret in any spelling."""
    return any(spelling in data for spelling in spellings(secret))


def files_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    """This will yield (relative path, bytes) of every file, with its inflated content when it is compressed."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            yield str(path.relative_to(folder)), data + path.name.encode() + _inflated(data)


def _inflated(data: bytes) -> bytes:
    for kind in (zlib.MAX_WBITS, zlib.MAX_WBITS | 16):
        try:
            return zlib.decompress(data, kind)
        except zlib.error:
            continue
    return b""
