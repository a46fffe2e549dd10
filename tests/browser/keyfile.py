"""Key files that open at once: a real age file under a passphrase (age-encryption.org/v1, scrypt), with a work factor for tests."""

import base64
import hashlib
import hmac
import json
import os
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from qinglian.trust.keys import Master
from qinglian.trust.strict import to_base64

WORDS = "一句只有本人知道的口令"
WORK_FACTOR = 10


def key_file(folder: Path, holder: str, owner: Master, *, label: str = "测试密钥") -> Path:
    """This will write the owner's key file (WORDS opens it) and return where it is."""
    content = {"type": "qinglian-key/v1", "origin": settings.QINGLIAN_ORIGIN, "holder": holder, "label": label}
    content |= {"public": owner.public(), "wrapped": to_base64(_locked(owner.secret()))}
    path = folder / f"{holder}.qlkey"
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path


def _locked(plain: bytes) -> bytes:
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    stretched = hashlib.scrypt(
        WORDS.encode(), salt=b"age-encryption.org/v1/scrypt" + salt, n=2**WORK_FACTOR, r=8, p=1, dklen=32
    )
    body = ChaCha20Poly1305(stretched).encrypt(bytes(12), file_key, None)
    head = f"age-encryption.org/v1\n-> scrypt {_unpadded(salt)} {WORK_FACTOR}\n{_unpadded(body)}\n---".encode()
    mac = hmac.new(_derived(file_key, b"header"), head, hashlib.sha256).digest()
    payload = ChaCha20Poly1305(_derived(file_key, b"payload", salt=nonce)).encrypt(bytes(11) + b"\x01", plain, None)
    return head + b" " + _unpadded(mac).encode() + b"\n" + nonce + payload


def _derived(key: bytes, info: bytes, *, salt: bytes | None = None) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=info).derive(key)


def _unpadded(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")
