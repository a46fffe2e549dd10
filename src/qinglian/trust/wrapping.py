"""A few bytes under a passphrase as an age file (age-encryption.org/v1, scrypt), with a work factor that does not depend on the machine.

The library takes as much work as its machine does in a second. A browser opens no file beyond 2^20: what a fast machine wrapped,
its owner could not use in a page. Opening is left to the library.
"""

import base64
import hmac
import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

LOG_WORK = 18  # 256 MiB and about a second; browser/src/keys.ts takes the same
_CHUNK = 64 * 1024


def wrap(plain: bytes, words: str, *, log_work: int = LOG_WORK) -> bytes:
    """This will return the binary age file of up to 64 KiB that these words open. `log_work` is lowered by tests alone."""
    if len(plain) > _CHUNK:
        raise ValueError(f"{len(plain)} bytes; one chunk of {_CHUNK} is wrapped at most")
    salt, file_key, nonce = secrets.token_bytes(16), secrets.token_bytes(16), secrets.token_bytes(16)
    stretched = Scrypt(salt=b"age-encryption.org/v1/scrypt" + salt, length=32, n=1 << log_work, r=8, p=1)
    body = ChaCha20Poly1305(stretched.derive(words.encode())).encrypt(bytes(12), file_key, None)
    header = f"age-encryption.org/v1\n-> scrypt {_bare(salt)} {log_work}\n{_bare(body)}\n---".encode()
    mac = hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")
    only_chunk = bytes(11) + b"\x01"  # counter zero, and it is the last one
    chunk = ChaCha20Poly1305(_derived(file_key, nonce, b"payload")).encrypt(only_chunk, plain, None)
    return header + f" {_bare(mac)}\n".encode() + nonce + chunk


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt or None, info=info).derive(key)


def _bare(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")
