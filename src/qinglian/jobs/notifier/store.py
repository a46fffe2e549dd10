"""The notifier's books: one encrypted file per draw, under a key of its own. No table holds any of this."""

import json
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyrage
from django.conf import settings

from qinglian.record import durable
from qinglian.trust.keys import age_identity, age_recipient, identity_of, recipient_of

_KEY = "notifier.key"


@dataclass
class Book:
    """What the notifier knows of one draw, by hex roster leaf."""

    rows: dict[str, dict[str, Any]]  # leaf -> {"salt","expert","name","unit","specialities","phone"}
    exclusions: list[dict[str, Any]] = field(default_factory=list)  # [{"leaf","reason","evidence","salt"}]
    credentials: dict[str, str] = field(default_factory=dict)  # leaf -> credential
    tries: dict[str, int] = field(default_factory=dict)  # leaf -> messages sent

    def credential_of(self, leaf: str) -> str:
        """This will return the leaf's credential, made at the first asking."""
        return self.credentials.setdefault(leaf, secrets.token_urlsafe(24))


def folder() -> Path:
    """This will return the notifier's own folder, closed to other users."""
    path = Path(settings.QINGLIAN_NOTIFIER_DIR)
    if not path.is_dir():
        durable.make_folder(path)
        path.chmod(0o700)
    return path


def save(name: str, book: Book) -> None:
    """This will keep a draw's book durably, encrypted to the notifier's key."""
    data = json.dumps(asdict(book), ensure_ascii=False).encode()
    sealed = pyrage.encrypt(data, [age_recipient(recipient_of(_identity()))])
    durable.write_file(_path(name), sealed, mode=0o600)


def load(name: str) -> Book | None:
    """This will return a draw's book, None when there is none."""
    path = _path(name)
    if not path.is_file():
        return None
    return Book(**json.loads(pyrage.decrypt(path.read_bytes(), [age_identity(_identity())])))


def _identity() -> str:
    path = folder() / _KEY
    if not path.exists():
        durable.make_once(path, identity_of(secrets.token_bytes(32)).encode())
    return path.read_text()


def _path(name: str) -> Path:
    return folder() / f"{name}.age"
