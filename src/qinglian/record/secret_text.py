"""Words that the database alone must not give: AES-256-GCM under a key in the key folder, bound to the thing they belong to."""

import json
from functools import lru_cache
from pathlib import Path
from secrets import token_bytes
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from qinglian.record import durable
from qinglian.record.keys import KeysMissing

SECRET_KEY = "private-words.key"  # noqa: S105 (a file's name)
_NONCE = 12


def seal_words(told: dict[str, Any], *, about: str) -> bytes:
    """This will encrypt the words; they open only for the same `about` (`talk:12`). The key is made with the first words."""
    path = Path(settings.QINGLIAN_KEY_DIR) / SECRET_KEY
    if not path.is_file():
        durable.make_once(path, token_bytes(32).hex().encode())
    nonce = token_bytes(_NONCE)
    plain = json.dumps(told, ensure_ascii=False).encode()
    return nonce + AESGCM(_key_in(path)).encrypt(nonce, plain, about.encode())


def open_words(sealed: bytes, *, about: str) -> dict[str, Any]:
    """This will decrypt words that `seal_words` made (KeysMissing without the key folder, InvalidTag for what belongs elsewhere)."""
    path = Path(settings.QINGLIAN_KEY_DIR) / SECRET_KEY
    if not path.is_file():
        raise KeysMissing(f"{path} is missing: bring the key folder back from its backup")
    plain = AESGCM(_key_in(path)).decrypt(sealed[:_NONCE], sealed[_NONCE:], about.encode())
    told: dict[str, Any] = json.loads(plain)
    return told


@lru_cache(maxsize=4)
def _key_in(path: Path) -> bytes:
    return bytes.fromhex(path.read_text())
