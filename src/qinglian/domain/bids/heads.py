"""Heads of announced bids, as the proofs want them."""

from qinglian.domain.bids.models import AnnouncedBid, ClosingList
from qinglian.record import blobs
from qinglian.trust.manifest import PackageHead, read_head_bytes


def heads_of(closing: ClosingList, *, with_envelopes: bool = False) -> dict[str, PackageHead]:
    """This will return manifest hash -> head of every announced bid, in order of arrival. Envelopes cost a read of each blob."""
    rows = AnnouncedBid.objects.filter(closing=closing).order_by("number")
    if with_envelopes:
        return {
            head.hash: head
            for head in (read_head_bytes(blobs.read(row)) for row in rows.values_list("head", flat=True))
        }
    pairs = rows.values_list("sealed__manifest_hash", "manifest")
    return {name: head_of(manifest, name) for name, manifest in pairs}


def head_of(manifest: dict[str, object], name: str) -> PackageHead:
    """This will wrap a manifest that was checked when it was announced; the wrapped head has no envelopes and no signature."""
    return PackageHead(manifest=manifest, hash=name, key="", signed={}, envelopes={}, raw=b"")
