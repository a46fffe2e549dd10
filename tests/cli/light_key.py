"""Key files whose scrypt work is light (age-encryption.org/v1, work factor 2^10), so that fifty commands open one in a second."""

import base64
import hashlib
import hmac
import json
import secrets
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from qinglian.trust.keys import Master
from qinglian.trust.strict import to_base64

WORDS = "eight characters or more"
_LOG_WORK = 10


def key_file(path: Path, master: Master, *, origin: str, holder: str) -> Path:
    """This will write a key file under WORDS."""
    file: dict[str, Any] = {"type": "qinglian-key/v1", "origin": origin, "holder": holder, "label": "test"}
    file |= {"public": master.public(), "wrapped": to_base64(_scrypt_sealed(master.secret()))}
    path.write_text(json.dumps(file))
    return path


def _scrypt_sealed(plain: bytes) -> bytes:
    salt, file_key, nonce = secrets.token_bytes(16), secrets.token_bytes(16), secrets.token_bytes(16)
    wrapping = hashlib.scrypt(
        WORDS.encode(), salt=b"age-encryption.org/v1/scrypt" + salt, n=1 << _LOG_WORK, r=8, p=1, dklen=32
    )
    body = ChaCha20Poly1305(wrapping).encrypt(bytes(12), file_key, None)
    header = f"age-encryption.org/v1\n-> scrypt {_bare(salt)} {_LOG_WORK}\n{_bare(body)}\n---".encode()
    mac = hmac.new(_derived(file_key, b"", b"header"), header, hashlib.sha256).digest()
    chunk = ChaCha20Poly1305(_derived(file_key, nonce, b"payload")).encrypt(bytes(11) + b"\x01", plain, None)
    return header + b" " + _bare(mac).encode() + b"\n" + nonce + chunk


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt or None, info=info).derive(key)


def _bare(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")
