"""The desk: what the server may know of a bid before the opening (ADR 5). Tags find a bidder's own row; heads lie encrypted.

The desk key is a file of its own, outside the database and its backups: a copy of the database or of the blobs names nobody.
"""

import hashlib
import hmac
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from qinglian.record import durable
from qinglian.trust.canonical import jcs, tag

KEY_FILE = "desk.key"
_NONCE = 12  # bytes, AES-GCM
OVERHEAD = _NONCE + 16  # bytes that sealing adds to a head


def owner_tag(opening: dict[str, Any], *, bidder: str) -> str:
    """This will return the hex tag under which this bidder's row is found in this opening. It tells nothing about other openings."""
    return _tag("owner/v1", jcs([opening, bidder]))


def nonce_tag(opening: dict[str, Any], *, bidder: str, nonce: str) -> str:
    """This will return the hex tag by which a nonce counts once for this bidder and opening."""
    return _tag("nonce/v1", jcs([opening, bidder, nonce]))


def seal_head(head: bytes, *, manifest_hash: str) -> bytes:
    """This will encrypt a package's head (AES-256-GCM) for the time until the opening, bound to its manifest."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(_derived("head/v1")).encrypt(nonce, head, bytes.fromhex(manifest_hash))


def open_head(sealed: bytes, *, manifest_hash: str) -> bytes:
    """This will decrypt a stored head (ValueError when it was changed, or belongs to another manifest or desk key)."""
    try:
        return AESGCM(_derived("head/v1")).decrypt(sealed[:_NONCE], sealed[_NONCE:], bytes.fromhex(manifest_hash))
    except InvalidTag:
        raise ValueError(
            f"the stored head of {manifest_hash} was changed, or the desk key is not the one it was kept under"
        ) from None


def _tag(name: str, message: bytes) -> str:
    return hmac.new(_derived(name), message, hashlib.sha256).hexdigest()


def _derived(name: str) -> bytes:
    return _derived_under(str(settings.QINGLIAN_KEY_DIR), name)


@lru_cache(maxsize=32)
def _derived_under(folder: str, name: str) -> bytes:
    path = Path(folder) / KEY_FILE
    if not path.is_file():
        durable.make_once(path, secrets.token_hex(32).encode())
    secret = bytes.fromhex(path.read_text().strip())
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=tag("desk/" + name)).derive(secret)
