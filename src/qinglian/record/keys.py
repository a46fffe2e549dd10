"""The log's two private keys, made once at set-up. Files of mode 0600; nobody else's private key is ever on the server."""

from functools import lru_cache
from pathlib import Path
from secrets import token_bytes

from django.conf import settings

from qinglian.record import durable
from qinglian.trust.keys import Master
from qinglian.trust.note import Signer, new_signer_key

LOG_KEY = "log.key"
RECEIPT_KEY = "receipt.key"


class KeysMissing(RuntimeError):
    """Set-up has not been done, or the key folder is not the one of this installation."""


def make_keys() -> None:
    """This will make the log key (C2SP signer key string) and the receipt key (32-byte master, hex) where they are missing."""
    folder = Path(settings.QINGLIAN_KEY_DIR)
    durable.make_once(folder / LOG_KEY, new_signer_key(settings.QINGLIAN_ORIGIN).encode())
    durable.make_once(folder / RECEIPT_KEY, token_bytes(32).hex().encode())


def log_signer() -> Signer:
    """This will return the signer of checkpoints."""
    return _log_signer(_existing(LOG_KEY))


def receipt_signer() -> Master:
    """This will return the master whose signing key signs receipts."""
    return _receipt_signer(_existing(RECEIPT_KEY))


def _existing(name: str) -> Path:
    path = Path(settings.QINGLIAN_KEY_DIR) / name
    if not path.is_file():
        raise KeysMissing(
            f"{path} is missing: run `python manage.py setup` on a new installation, or bring the key folder back from its backup"
        )
    return path


@lru_cache(maxsize=4)
def _log_signer(path: Path) -> Signer:
    return Signer.from_string(path.read_text())


@lru_cache(maxsize=4)
def _receipt_signer(path: Path) -> Master:
    return Master(bytes.fromhex(path.read_text().strip()))
