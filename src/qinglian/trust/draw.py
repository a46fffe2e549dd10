"""The draw of experts (docs/protocol.md 11): salted leaves, a ranking that follows from the seed alone, and who is called next."""

import hmac
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qinglian.trust.canonical import jcs, sha256, tag
from qinglian.trust.log import leaf_hash, root_of

REASONS = (
    "same_unit",
    "shareholding",
    "employment",
    "kin",
    "declared_interest",
    "supervising_staff",
    "workload",
    "suspended",
    "unavailable",
)
STANDING = ("accepted", None)  # an answer that keeps the place: yes, or none yet


@dataclass(frozen=True)
class Stratum:
    """So many experts of one speciality."""

    speciality: str
    count: int


@dataclass(frozen=True)
class Called:
    """One call: which leaf, for which speciality, and the answer (None while it is awaited)."""

    leaf: str
    stratum: str
    answer: str | None = None


def roster_leaf(salt: bytes, *, expert: str, name: str, unit: str, specialities: Sequence[str]) -> bytes:
    """This will return the 32-byte leaf of one expert on a roster; without the salt it tells nothing."""
    row = {"expert": expert, "name": name, "unit": unit, "specialities": list(specialities)}
    return sha256(tag("roster/v1"), _salt(salt), jcs(row))


def exclusion_leaf(salt: bytes, *, leaf: str, reason: str, evidence: Any) -> bytes:
    """This will return the 32-byte leaf of one exclusion; `leaf` is the hex roster leaf. ValueError for a reason outside REASONS."""
    if reason not in REASONS:
        raise ValueError(f"exclusion: unknown reason {reason!r:.40}")
    return sha256(tag("exclusion/v1"), _salt(salt), jcs({"leaf": leaf, "reason": reason, "evidence": evidence}))


def salted_root(leaves: Iterable[bytes]) -> str:
    """This will return the hex RFC 6962 root over the sorted leaves (of none: SHA-256 of nothing). ValueError for a leaf twice."""
    ordered = sorted(leaves)
    if len(set(ordered)) != len(ordered):
        raise ValueError("a leaf stands twice")
    return root_of([leaf_hash(leaf) for leaf in ordered]).hex()


def ranking(seed: bytes, leaves: Iterable[str]) -> list[str]:
    """This will sort hex leaves by HMAC-SHA-256(seed, leaf), ascending as bytes; in whatever order they came."""
    if len(seed) != 32:
        raise ValueError(f"a seed has 32 bytes, not {len(seed)}")
    return sorted(leaves, key=lambda leaf: hmac.digest(seed, bytes.fromhex(leaf), "sha256"))


def next_in(
    stratum: str,
    *,
    ranked: Sequence[str],
    strata: Mapping[str, Collection[str]],
    excluded: Collection[str],
    called: Collection[str],
) -> str | None:
    """This will return the first leaf of the ranking that has the speciality, is not excluded and was not called; None when none is left."""
    for leaf in ranked:
        if stratum in strata[leaf] and leaf not in excluded and leaf not in called:
            return leaf
    return None


def next_call(
    request: Sequence[Stratum],
    *,
    ranked: Sequence[str],
    strata: Mapping[str, Collection[str]],
    excluded: Collection[str],
    calls: Sequence[Called],
) -> tuple[str, str] | None:
    """This will return (leaf, speciality) of who is called next, None when every place is filled or spoken for, or nobody is left.

    Specialities are served in the order of the request. Who declined, kept silent, came late or recused itself keeps no place.
    """
    called = {call.leaf for call in calls}
    for wanted in request:
        standing = sum(call.stratum == wanted.speciality and call.answer in STANDING for call in calls)
        if standing < wanted.count:
            leaf = next_in(wanted.speciality, ranked=ranked, strata=strata, excluded=excluded, called=called)
            if leaf is not None:
                return leaf, wanted.speciality
    return None


def is_filled(request: Sequence[Stratum], calls: Sequence[Called]) -> bool:
    """This will say whether so many have accepted for every speciality as were requested."""
    return all(
        sum(call.stratum == wanted.speciality and call.answer == "accepted" for call in calls) == wanted.count
        for wanted in request
    )


def out_of_order(
    *,
    seed: bytes,
    strata: Mapping[str, Collection[str]],
    excluded: Collection[str],
    calls: Sequence[Called],
) -> list[int]:
    """This will recompute a draw: the places (from 1) of calls that are not the next of their speciality's ranking. Empty: all in order.

    `strata` is roster leaf -> requested specialities; `calls` are in their order.
    """
    ranked = ranking(seed, strata)
    queues = {stratum: _queue(stratum, ranked, strata, excluded) for stratum in {call.stratum for call in calls}}
    at = dict.fromkeys(queues, 0)
    called: set[str] = set()
    wrong = []
    for order, call in enumerate(calls, start=1):
        queue = queues[call.stratum]
        while at[call.stratum] < len(queue) and queue[at[call.stratum]] in called:
            at[call.stratum] += 1
        if at[call.stratum] >= len(queue) or queue[at[call.stratum]] != call.leaf:
            wrong.append(order)
        called.add(call.leaf)
    return wrong


def _queue(
    stratum: str, ranked: Sequence[str], strata: Mapping[str, Collection[str]], excluded: Collection[str]
) -> list[str]:
    return [leaf for leaf in ranked if stratum in strata[leaf] and leaf not in excluded]


def _salt(salt: bytes) -> bytes:
    if len(salt) != 32:
        raise ValueError(f"a salt has 32 bytes, not {len(salt)}")
    return salt
