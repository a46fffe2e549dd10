"""The shares that were released for one opening, read back from the stored releases."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from qinglian.domain.bids.models import AnnouncedBid, ClosingList, Release
from qinglian.record import blobs
from qinglian.trust.manifest import read_head_bytes
from qinglian.trust.release import open_envelopes
from qinglian.trust.strict import from_base64, to_base64

_Rows = dict[str, tuple[str, str]]  # manifest -> (salt, share), base64


@dataclass
class Released:
    """What was released for one bid: guardian -> (salt, share), and the guardians whose envelope provably holds no share."""

    shares: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    unopenable: set[str] = field(default_factory=set)


def released_for(closing: ClosingList, bids: Sequence[AnnouncedBid], *, compartment: str) -> dict[str, Released]:
    """This will return manifest hash -> what all releases so far hold for these bids.

    The releases were checked when they came in; a stored file that changed since is a ValueError.
    """
    found = {bid.sealed.manifest_hash: Released() for bid in bids}
    releases = Release.objects.filter(closing=closing, compartment=compartment)
    for row in releases.filter(manifest="").order_by("pk"):
        shares = _from_paper(row, bids) if row.on_paper else _signed(row.blob)
        for name, released in found.items():
            if name in shares:
                released.shares[row.guardian] = _decoded(shares[name])
            elif row.on_paper:
                released.unopenable.add(row.guardian)
    for row in releases.filter(manifest__in=list(found)):
        found[row.manifest].shares[row.guardian] = _decoded(_signed(row.blob)[row.manifest])
    return found


@lru_cache(maxsize=64)
def _signed(blob: str) -> _Rows:
    document: dict[str, Any] = json.loads(blobs.read(blob))["document"]
    return {row["manifest"]: (row["salt"], row["share"]) for row in document["shares"]}


def _from_paper(row: Release, bids: Sequence[AnnouncedBid]) -> _Rows:
    """This will open the guardian's envelopes of these bids with the identity that was read out."""
    identity = json.loads(blobs.read(row.blob))["identity"]
    heads = [read_head_bytes(blobs.read(bid.head)) for bid in bids]
    opened, _ = open_envelopes(identity, heads=heads, compartment=row.compartment, guardian=row.guardian)
    return {name: (to_base64(salt), to_base64(share)) for name, (salt, share) in opened.items()}


def _decoded(pair: tuple[str, str]) -> tuple[bytes, bytes]:
    return from_base64(pair[0], name="salt", size=32), from_base64(pair[1], name="share", size=33)
