"""Deterministic inputs of the vectors."""

from collections.abc import Callable
from hashlib import sha256

from qinglian.trust.keys import Master

ORIGIN = "jiangcheng.qinglian.invalid"
OPENING = {"origin": ORIGIN, "tender": "JC-2026-0417", "section": "1", "round": 1}


def seed(name: str) -> bytes:
    """This will return 32 bytes for a name."""
    return sha256(b"qinglian vectors " + name.encode()).digest()


def master(name: str) -> Master:
    """This will return the master of this name."""
    return Master(seed(f"master {name}"))


def stream(name: str) -> Callable[[int], bytes]:
    """This will return a deterministic `random(n)`: SHA-256 in counter mode, called in the order that the protocol splits in."""
    state = {"at": 0}

    def random(count: int) -> bytes:
        data = b""
        while len(data) < count:
            data += sha256(seed(f"stream {name}") + state["at"].to_bytes(8, "big")).digest()
            state["at"] += 1
        return data[:count]

    return random
