"""What the centre compares before it binds a key, how, and how long a key lasts. Pure."""

import base64
import binascii
from datetime import datetime, timedelta

from qinglian.law.text import Text
from qinglian.trust.canonical import sha256

PURPOSES: dict[str, Text] = {
    "organisation": Text("机构签名密钥", "Organisation's signing key"),
    "guardian": Text("保管人密钥", "Guardian's key"),
}

COMPARISONS: dict[str, Text] = {
    "phone": Text("拨打核验过的联系电话，逐组念对", "Called the verified phone number and read the groups aloud"),
    "paper": Text("核对加盖公章的密钥确认书", "Checked against the stamped key letter"),
    "in_person": Text("持证件到中心当面核对", "Compared in person with an identity document"),
}

LASTS = timedelta(days=730)
REMIND_BEFORE = timedelta(days=30)


def fingerprint(public: str) -> str:
    """This will return what two people read to each other: 40 hex digits of the key's SHA-256 in groups of four (160 bits)."""
    digits = sha256(base64.b64decode(public)).hex()[:40]
    return " ".join(digits[start : start + 4] for start in range(0, 40, 4))


def is_public_key(public: str) -> bool:
    """This will say whether the text is the standard base64 of 32 bytes."""
    try:
        return len(base64.b64decode(public, validate=True)) == 32
    except (binascii.Error, ValueError):
        return False


def is_ending_soon(expires_at: datetime | None, *, at: datetime) -> bool:
    """This will say whether the owner must be reminded: the key ends within 30 days or has ended (CTS A-013)."""
    return expires_at is not None and expires_at - REMIND_BEFORE <= at
