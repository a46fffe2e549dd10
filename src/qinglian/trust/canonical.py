"""Canonical bytes, tags and commitments (docs/protocol.md 1; RFC 8785)."""

import hashlib

import rfc8785


def tag(name: str) -> bytes:
    """This will return the domain separation line for this name, for example `fact/v1`."""
    return f"qinglian/{name}\n".encode("ascii")


def jcs(value: object) -> bytes:
    """This will return RFC 8785 bytes. Floats and integers beyond ±2^53-1 raise ValueError: money is integer fen."""
    _refuse_floats(value)
    return rfc8785.dumps(value)  # type: ignore[arg-type]


def sha256(*parts: bytes) -> bytes:
    """This will return the 32-byte SHA-256 of the joined parts."""
    return hashlib.sha256(b"".join(parts)).digest()


def fact_leaf(salt: bytes, fact: object) -> bytes:
    """This will return the 32-byte log leaf that commits to a fact under a 32-byte salt."""
    if len(salt) != 32:
        raise ValueError(f"a fact's salt has 32 bytes, not {len(salt)}")
    return sha256(tag("fact/v1"), salt, jcs(fact))


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise ValueError(f"floats have no place in signed documents: {value!r}; use integers with the unit in the name")
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise ValueError(f"keys are strings, not {key!r}")
            _refuse_floats(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)
