"""The shares that were released for one opening, read back from the stored releases."""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from qinglian.domain.bids.models import AnnouncedBid, ClosingList, Release
from qinglian.record import blobs
from qinglian.trust.manifest import read_head_bytes
from qinglian.trust.release import open_envelopes
from qinglian.trust.seal import Shares
from qinglian.trust.strict import from_base64, to_base64

_Rows = dict[str, tuple[str, str]]  # manifest -> (salt, share), base64


def shares_of(closing: ClosingList, bids: Iterable[AnnouncedBid], *, compartment: str) -> Mapping[str, Shares]:
    """This will return, for each of these bids, guardian -> (salt, share) of all releases so far, in the order they came.

    The releases were checked when they came in; a stored file that changed since is a ValueError.
    """
    bids = list(bids)
    wanted = {bid.sealed.manifest_hash for bid in bids}
    found: dict[str, dict[str, tuple[bytes, bytes]]] = {name: {} for name in wanted}
    rows = Release.objects.filter(closing=closing, compartment=compartment, manifest="").order_by("pk")
    for row in rows:
        shares = _from_paper(row, bids) if row.on_paper else _signed(row.blob)
        for name in wanted & shares.keys():
            found[name][row.guardian] = _decoded(shares[name])
    for row in Release.objects.filter(closing=closing, compartment=compartment, manifest__in=wanted):
        found[row.manifest][row.guardian] = _decoded(_signed(row.blob)[row.manifest])
    return found


@lru_cache(maxsize=64)
def _signed(blob: str) -> _Rows:
    document: dict[str, Any] = json.loads(blobs.read(blob))["document"]
    return {row["manifest"]: (row["salt"], row["share"]) for row in document["shares"]}


def _from_paper(row: Release, bids: list[AnnouncedBid]) -> _Rows:
    """This will open the guardian's envelopes of these bids with the identity that was read out."""
    identity = json.loads(blobs.read(row.blob))["identity"]
    heads = [read_head_bytes(blobs.read(bid.head)) for bid in bids]
    opened, _ = open_envelopes(identity, heads=heads, compartment=row.compartment, guardian=row.guardian)
    return {name: (to_base64(salt), to_base64(share)) for name, (salt, share) in opened.items()}


def _decoded(pair: tuple[str, str]) -> tuple[bytes, bytes]:
    return from_base64(pair[0], name="salt", size=32), from_base64(pair[1], name="share", size=33)
