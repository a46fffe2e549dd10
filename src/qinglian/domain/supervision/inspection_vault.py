"""The seeds of the weekly inspections: files of mode 0600 in the key folder, outside the database and its backups (ADR 14)."""

import secrets
from pathlib import Path

from django.conf import settings

from qinglian.record import durable
from qinglian.trust.lots import SEED_BYTES


def make_seed(period: str) -> bytes:
    """This will make the period's seed, once, and return it."""
    path = _path(period)
    durable.make_folder(path.parent)
    path.parent.chmod(0o700)
    durable.make_once(path, secrets.token_bytes(SEED_BYTES).hex().encode())
    return seed_of(period)


def seed_of(period: str) -> bytes:
    """This will return the period's seed (FileNotFoundError on a machine that does not hold it)."""
    return bytes.fromhex(_path(period).read_text())


def _path(period: str) -> Path:
    return Path(settings.QINGLIAN_KEY_DIR) / "inspections" / f"{period}.seed"
