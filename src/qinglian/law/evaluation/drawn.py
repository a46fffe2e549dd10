"""What chance decides inside a formula, computed from a revealed seed (docs/protocol.md 10). Pure.

Everything is a word: the first 8 bytes, big-endian, of HMAC-SHA-256(seed, TAG("drawn/v1") || name || u64be(i)), i = 0, 1, ...
A word that would favour small places is skipped, so every place is exactly as likely as any other.
"""

import hmac
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import count

from qinglian.trust.canonical import tag

WORDS = 2**64
MOST_VALUES = 10_000


def draw_value(seed: bytes, name: str, low: Decimal, high: Decimal, step: Decimal) -> Decimal:
    """This will return one of low, low + step, ..., high, each as likely as any other.

    ValueError unless step > 0, low <= high and the step divides high - low into at most 9,999 parts.
    """
    values = values_between(low, high, step)
    return values[place_below(len(values), _words(seed, name))]


def draw_sample(seed: bytes, name: str, items: Sequence[int], k: int) -> tuple[int, ...]:
    """This will return k of the items, ascending (all of them when there are no more). Every set of k is equally likely.

    The order in which the items are given does not matter; ValueError when one is given twice.
    """
    pool, words = sorted(items), _words(seed, name)
    if len(set(pool)) != len(pool):
        raise ValueError(f"{name}: an item is given twice")
    chosen = min(k, len(pool))
    for place in range(chosen):
        other = place + place_below(len(pool) - place, words)
        pool[place], pool[other] = pool[other], pool[place]
    return tuple(sorted(pool[:chosen]))


def values_between(low: Decimal, high: Decimal, step: Decimal) -> tuple[Decimal, ...]:
    """This will list low, low + step, ..., high. ValueError when the step does not lead from low to high."""
    if step <= 0 or low > high:
        raise ValueError(f"no range: {low} to {high} in steps of {step}")
    parts = int((high - low) / step)
    if parts >= MOST_VALUES or low + parts * step != high:
        raise ValueError(f"{step} does not divide {low} to {high} into at most {MOST_VALUES - 1} parts")
    return tuple(low + part * step for part in range(parts + 1))


def place_below(size: int, words: Iterator[int]) -> int:
    """This will return a place from 0 to size - 1 from uniform words of 64 bits: the first below the largest multiple of size."""
    limit = WORDS - WORDS % size
    return next(word for word in words if word < limit) % size


def _words(seed: bytes, name: str) -> Iterator[int]:
    if len(seed) != 32:
        raise ValueError(f"a seed has 32 bytes, not {len(seed)}")
    start = tag("drawn/v1") + name.encode()
    for at in count():
        yield int.from_bytes(hmac.digest(seed, start + at.to_bytes(8, "big"), "sha256")[:8], "big")
