"""Shamir's secret sharing over GF(2^8), AES polynomial 0x11b (docs/protocol.md 3). A share is y-bytes, then one x-byte.

Multiplication by a constant is one `bytes.translate`, and Lagrange coefficients are remembered per set of x: combining
1,528 bids' shares costs about as much as reading them. Compatible with npm `shamir-secret-sharing` and PyPI `pyshamir`.
"""

import secrets
from collections.abc import Callable, Sequence
from functools import cache, reduce
from itertools import accumulate, repeat


def _times_three(value: int, _: object) -> int:
    double = value << 1
    return value ^ (double ^ 0x11B if double & 0x100 else double)


_EXP = list(accumulate(repeat(None, 254), _times_three, initial=1)) * 2  # powers of the generator 3
_LOG = {value: power for power, value in enumerate(_EXP[:255])}


def multiply(a: int, b: int) -> int:
    """This will multiply two field elements (0 to 255)."""
    return _EXP[_LOG[a] + _LOG[b]] if a and b else 0


def divide(a: int, b: int) -> int:
    """This will divide field elements (ZeroDivisionError for b = 0)."""
    if b == 0:
        raise ZeroDivisionError("division by zero in GF(256)")
    return _EXP[_LOG[a] - _LOG[b] + 255] if a else 0


@cache
def _table(factor: int) -> bytes:
    return bytes(multiply(factor, value) for value in range(256))


@cache
def _coefficients(xs: tuple[int, ...]) -> tuple[int, ...]:
    """This will return the Lagrange coefficients at 0 for these x."""
    return tuple(reduce(multiply, (divide(other, other ^ x) for other in xs if other != x), 1) for x in xs)


def _sum(parts: Sequence[bytes]) -> bytes:
    total = reduce(lambda left, right: left ^ right, (int.from_bytes(part, "big") for part in parts))
    return total.to_bytes(len(parts[0]), "big")


def split(
    secret: bytes, *, threshold: int, count: int, random: Callable[[int], bytes] = secrets.token_bytes
) -> list[bytes]:
    """This will return `count` shares with x = 1..count; any `threshold` of them combine to the secret, fewer tell nothing.

    `random(n)` returns n secret random bytes; it is called once for each power of x above 0.
    """
    if not 1 <= threshold <= count <= 255:
        raise ValueError(f"threshold {threshold} of {count}: 1 <= threshold <= count <= 255 was expected")
    if not secret:
        raise ValueError("an empty secret cannot be split")
    powers = [secret, *(random(len(secret)) for _ in range(threshold - 1))]
    return [_value_at(powers, x) + bytes([x]) for x in range(1, count + 1)]


def combine(shares: Sequence[bytes]) -> bytes:
    """This will return the secret of these shares. Too few or wrong shares give a wrong secret silently: check commitments first."""
    if not shares or any(len(share) != len(shares[0]) or len(share) < 2 for share in shares):
        raise ValueError("shares of one equal length, two bytes or more, were expected")
    xs = tuple(share[-1] for share in shares)
    if 0 in xs or len(set(xs)) != len(xs):
        raise ValueError(f"shares have different x, none zero; found {xs}")
    terms = [share[:-1].translate(_table(c)) for share, c in zip(shares, _coefficients(xs), strict=True)]
    return _sum(terms)


def _value_at(powers: list[bytes], x: int) -> bytes:
    """This will evaluate the byte-wise polynomials at x (Horner)."""
    value = powers[-1]
    for coefficient in reversed(powers[:-1]):
        value = _sum([value.translate(_table(x)), coefficient])
    return value
