"""The session's own folder: its identity and the blind codes. Outside the database and its backups; destroyed with the archive."""

import json
import secrets
import shutil
from pathlib import Path

from django.conf import settings

from qinglian.record import durable, failpoints
from qinglian.trust.keys import identity_of, recipient_of

_IDENTITY, _CODES = "identity", "blind.json"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def make_identity(session: str) -> str:
    """This will make the session's identity in its folder, once, and return its recipient."""
    folder = _folder(session)
    durable.make_folder(folder)
    folder.chmod(0o700)
    durable.make_once(folder / _IDENTITY, identity_of(secrets.token_bytes(32)).encode())
    return recipient_of(identity(session))


def identity(session: str) -> str:
    """This will return the session's identity (FileNotFoundError once it was destroyed, or on another machine)."""
    return (_folder(session) / _IDENTITY).read_text()


def make_blind_codes(session: str, numbers: list[int]) -> list[dict[str, object]]:
    """This will deal blind codes to the bids, once, and return `[{"number","code","salt" (hex)}]` by number."""
    path = _folder(session) / _CODES
    codes: set[str] = set()
    while len(codes) < len(numbers):
        codes.add("".join(secrets.choice(_LETTERS) for _ in range(4)))
    shuffled = list(codes)
    secrets.SystemRandom().shuffle(shuffled)
    rows = [
        {"number": number, "code": code, "salt": secrets.token_hex(32)}
        for number, code in zip(numbers, shuffled, strict=True)
    ]
    durable.make_once(path, json.dumps(rows).encode())
    failpoints.reach("codes-dealt")
    return blind_codes(session)


def blind_codes(session: str) -> list[dict[str, object]]:
    """This will return the dealt codes (an empty list before the files are unsealed)."""
    path = _folder(session) / _CODES
    return list(json.loads(path.read_bytes())) if path.is_file() else []


def destroy(session: str) -> None:
    """This will destroy the session's identity: from now on only guardians could open the files again."""
    shutil.rmtree(_folder(session), ignore_errors=True)


def _folder(session: str) -> Path:
    return Path(settings.QINGLIAN_KEY_DIR) / "sessions" / session
