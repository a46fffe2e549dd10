"""What becomes public when the release starts: heads and sheet ciphertexts as blobs, and the list of bidders."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qinglian.domain.bids import vault
from qinglian.domain.bids.models import SealedBid
from qinglian.record import blobs
from qinglian.record.events import moment
from qinglian.trust.manifest import PackageHead, read_head_bytes

PORTION = 200  # bids whose heads and sheets are held in memory at once


@dataclass(frozen=True)
class Unveiled:
    """One bid of the closing list whose head is open: the row, the head, and the blobs of head and sheet ciphertext."""

    bid: SealedBid
    number: int
    head: PackageHead
    head_blob: str
    sheet_blob: str


def unveil(bids: Sequence[SealedBid]) -> list[Unveiled]:
    """This will decrypt the stored heads and store head and sheet ciphertext of each bid as blobs, numbered by arrival.

    It may run again after a crash: the blobs are named by their content. ValueError when a stored head is damaged.
    """
    unveiled: list[Unveiled] = []
    for start in range(0, len(bids), PORTION):
        portion = bids[start : start + PORTION]
        heads = [_head_of(bid) for bid in portion]
        sheets = [
            vault.read_ciphertext(bid.blob, skip=0, size=head.size_of("sheet"))
            for bid, head in zip(portion, heads, strict=True)
        ]
        head_blobs = blobs.store_all([head.raw for head in heads])
        sheet_blobs = blobs.store_all(sheets)
        numbers = range(start + 1, start + 1 + len(portion))
        unveiled += map(Unveiled, portion, numbers, heads, head_blobs, sheet_blobs)
    return unveiled


def bidder_row(one: Unveiled, *, name: str, credit_code: str) -> dict[str, Any]:
    """This will return the bidder's row of the announced list (protocol 7)."""
    return {
        "number": one.number,
        "bidder": one.head.bidder,
        "name": name,
        "credit_code": credit_code,
        "manifest": one.head.hash,
        "arrived_at": moment(one.bid.arrived_at),
        "signed_in": one.bid.signed_in_at is not None,
    }


def _head_of(bid: SealedBid) -> PackageHead:
    head = read_head_bytes(vault.read_head(bid.blob, manifest_hash=bid.manifest_hash))
    if head.hash != bid.manifest_hash:
        raise ValueError(f"the stored head of {bid.manifest_hash} names another manifest; restore it from a backup")
    return head
