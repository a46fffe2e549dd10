"""Codes by which somebody without a login finds an answer again. The platform keeps their SHA-256 alone. Pure."""

import secrets
from hashlib import sha256

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none is taken for another
_GROUPS, _EACH = 4, 4


def new_code() -> str:
    """This will make a code of sixteen letters (more than 78 bits) in four groups."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_EACH)) for _ in range(_GROUPS))


def digest_of(code: str) -> str:
    """This will return the digest by which a code is found, however it was typed."""
    letters = "".join(letter for letter in code.upper() if letter in _LETTERS)
    return sha256(f"qinglian/receipt\n{letters}".encode()).hexdigest()
