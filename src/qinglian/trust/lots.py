"""Lots (docs/protocol.md 10): parties commit to seeds, reveal them together, and nobody alone decides what is drawn."""

import re
from collections.abc import Sequence
from typing import Any

from qinglian.trust.canonical import jcs, sha256, tag

SEED_BYTES = 32
_PURPOSE = re.compile(r"[a-z][a-z0-9-]{0,39}\Z")


def seed_commitment(purpose: str, scope: dict[str, Any], party: str, seed: bytes) -> bytes:
    """This will return the 32 bytes by which a party binds itself to its seed before anybody reveals.

    Purpose, scope and party are inside, so a commitment cannot be copied by another party or used in another draw.
    """
    about = {"purpose": _purpose(purpose), "scope": scope, "party": party}
    return sha256(tag("seed-commitment/v1"), _seed(seed), jcs(about))


def combined_seed(purpose: str, scope: dict[str, Any], seeds: Sequence[bytes]) -> bytes:
    """This will return the 32-byte seed of a draw from the revealed seeds of its parties, in whatever order they came.

    One seed that its owner chose at random and kept until all had committed makes the result random for everybody.
    Equal seeds count as often as they were given: two parties that agree on one cannot stop the draw.
    """
    if not seeds:
        raise ValueError("a draw needs at least one seed")
    about = {"purpose": _purpose(purpose), "scope": scope, "seeds": sorted(_seed(seed).hex() for seed in seeds)}
    return sha256(tag("seed/v1"), jcs(about))


def _seed(seed: bytes) -> bytes:
    if len(seed) != SEED_BYTES:
        raise ValueError(f"a seed has {SEED_BYTES} bytes, not {len(seed)}")
    return seed


def _purpose(purpose: str) -> str:
    if not _PURPOSE.match(purpose):
        raise ValueError(f"a purpose is a word of lower-case letters, digits and hyphens, not {purpose!r:.60}")
    return purpose
