"""Who must agree to open (docs/protocol.md 3): groups that are all needed, a threshold in each."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from itertools import combinations, islice, product
from typing import Any

from qinglian.trust import shamir
from qinglian.trust.strict import fields, identifier, sequence, whole

BIDDER = "bidder"
BIDDER_GROUP: dict[str, Any] = {"name": BIDDER, "threshold": 1, "guardians": [BIDDER]}
MOST_GROUPS, MOST_GUARDIANS, MOST_CHOICES = 8, 32, 64


def checked_access(value: Any) -> dict[str, Any]:
    """This will return the access structure when it can be satisfied and its bidder group fits the mode (ValueError otherwise)."""
    access = fields(value, ("mode", "groups"), name="access")
    groups = sequence(access["groups"], name="access.groups", least=1, most=MOST_GROUPS)
    for group in groups:
        _check_group(group)
    names = [group["name"] for group in groups]
    guardians = [guardian for group in groups for guardian in group["guardians"]]
    if len(set(names)) != len(names) or len(set(guardians)) != len(guardians):
        raise ValueError("access: a group's name or a guardian stands twice")
    _check_mode(access["mode"], groups)
    return access


def with_bidder_lock(access: dict[str, Any], mode: str) -> dict[str, Any]:
    """This will return the structure in mode `G+B`: the same groups and, last, the bidder's own lock; in `G` it stays as it is."""
    return checked_access({"mode": mode, "groups": [*access["groups"], *([BIDDER_GROUP] if mode == "G+B" else [])]})


def split_over_groups(
    secret: bytes, access: dict[str, Any], *, random: Callable[[int], bytes] = secrets.token_bytes
) -> dict[str, bytes]:
    """This will split a 32-byte secret: guardian -> share of 33 bytes. Without every group's threshold the shares tell nothing."""
    groups = checked_access(access)["groups"]
    parts = [random(len(secret)) for _ in groups[1:]]
    parts.append(reduce(_xor, parts, secret))
    shares: dict[str, bytes] = {}
    for group, part in zip(groups, parts, strict=True):
        count = len(group["guardians"])
        split = shamir.split(part, threshold=group["threshold"], count=count, random=random)
        shares.update(zip(group["guardians"], split, strict=True))
    return shares


def combine(shares: Mapping[str, bytes], access: dict[str, Any]) -> bytes:
    """This will combine guardian -> share into the secret, the first shares of each group up to its threshold.

    ValueError when a group has too few. A wrong share gives a wrong secret: check commitments first.
    """
    return _combined(next(choices(shares, access)), shares)


def choices(shares: Mapping[str, bytes], access: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], ...]]:
    """This will yield, group by group, the subsets of guardians that suffice, in the groups' order, at most 64 combinations."""
    options = []
    for group in access["groups"]:
        present = [guardian for guardian in group["guardians"] if guardian in shares]
        if len(present) < group["threshold"]:
            raise ValueError(f"group {group['name']}: {len(present)} of {group['threshold']} shares")
        options.append(list(islice(combinations(present, group["threshold"]), MOST_CHOICES)))
    return islice(product(*options), MOST_CHOICES)


def secrets_of(shares: Mapping[str, bytes], access: dict[str, Any]) -> Iterator[bytes]:
    """This will yield the secret of each choice; they all agree when the shares were dealt honestly.

    A choice with a share whose x is not its guardian's place in the group (the dealer's doing) yields nothing.
    """
    places = {guardian: at for group in access["groups"] for at, guardian in enumerate(group["guardians"], start=1)}
    for choice in choices(shares, access):
        if all(shares[guardian][-1] == places[guardian] for subset in choice for guardian in subset):
            yield _combined(choice, shares)


def missing_group(shares: Mapping[str, bytes], access: dict[str, Any]) -> str | None:
    """This will return the first group whose threshold is not reached, or None."""
    for group in access["groups"]:
        if sum(guardian in shares for guardian in group["guardians"]) < group["threshold"]:
            return str(group["name"])
    return None


def _combined(choice: tuple[tuple[str, ...], ...], shares: Mapping[str, bytes]) -> bytes:
    return reduce(_xor, (shamir.combine([shares[guardian] for guardian in subset]) for subset in choice))


def _xor(left: bytes, right: bytes) -> bytes:
    return (int.from_bytes(left, "big") ^ int.from_bytes(right, "big")).to_bytes(len(left), "big")


def _check_group(group: Any) -> None:
    fields(group, ("name", "threshold", "guardians"), name="access.groups")
    identifier(group["name"], name="access.groups.name")
    guardians = sequence(group["guardians"], name=f"group {group['name']}", least=1, most=MOST_GUARDIANS)
    for guardian in guardians:
        identifier(guardian, name=f"group {group['name']}.guardians")
    whole(group["threshold"], name=f"group {group['name']}.threshold", least=1, most=len(guardians))


def _check_mode(mode: Any, groups: list[dict[str, Any]]) -> None:
    locked = [group for group in groups if group["name"] == BIDDER or BIDDER in group["guardians"]]
    fits = {
        "G": not locked,
        "G+B": locked == [BIDDER_GROUP] and groups[-1] == BIDDER_GROUP and len(groups) > 1,
        "B": groups == [BIDDER_GROUP],
    }
    if not fits.get(mode, False):
        raise ValueError(
            f"access: mode {mode!r:.10} does not fit its groups; G+B ends with the bidder's group, B has it alone"
        )
