"""What a bidder may know of its own bids, and what the holder of a manifest's hash may fetch."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qinglian.domain.bids import desk, refusals
from qinglian.domain.bids.models import SealedBid
from qinglian.domain.bids.receipts import receipt_for
from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.models import Section
from qinglian.record import queries as record


@dataclass(frozen=True)
class OwnBid:
    """One bid as its own bidder sees it. `state` is a code of lifecycle.BID."""

    section: Section
    round: int
    manifest: str
    state: str
    arrived_at: datetime
    ended_at: datetime | None
    signed_in_at: datetime | None
    size: int
    is_to_current_notice: bool
    may_change: bool


@dataclass(frozen=True)
class ReceiptView:
    """What became of one manifest, with its receipt and, when withdrawn, the receipt of the withdrawal."""

    state: str
    receipt: dict[str, Any]
    withdrawal: dict[str, Any] | None


def own_bids(organisation: str, *, at: datetime) -> list[OwnBid]:
    """This will list all bids of one organisation, newest first. They are found by the desk's tags: no table links them (ADR 5)."""
    sections = Section.objects.select_related("tender", "notice").exclude(state="draft", round=1)
    tags = {}
    for section in sections:
        for number in range(1, section.round + 1):
            opening = {**tenders.opening_of(section), "round": number}
            tags[desk.owner_tag(opening, bidder=organisation)] = section
    found = SealedBid.objects.filter(owner_tag__in=tags.keys()).order_by("-arrived_at", "-pk")
    return [_own(bid, tags[bid.owner_tag], at=at) for bid in found]


def own_bid_in_force(section: Section, organisation: str) -> SealedBid | None:
    """This will return an organisation's bid in force in the section's present round, or None."""
    tag = desk.owner_tag(tenders.opening_of(section), bidder=organisation)
    return SealedBid.objects.filter(section=section, round=section.round, owner_tag=tag, state="in_force").first()


def receipt_of(manifest: str) -> ReceiptView:
    """This will return what the holder of a manifest's hash may know: nobody else has the hash before the announcement.

    NotFound for an unknown hash. The receipt is the same one that was handed out at first.
    """
    bid = _bid(manifest)
    withdrawal = receipt_for(bid.end_fact) if bid.end_fact else None
    return ReceiptView(bid.state, receipt_for(bid.fact), withdrawal)


def receipt_proof(manifest: str) -> str:
    """This will return the C2SP tlog-proof of a receipt's leaf (NotFound for an unknown hash, NotNow before it is in the log)."""
    return record.proof_of(_bid(manifest).fact)


def _bid(manifest: str) -> SealedBid:
    bid = SealedBid.objects.select_related("fact", "end_fact").filter(manifest_hash=manifest).first()
    if bid is None:
        raise refusals.no_such_bid()
    return bid


def _own(bid: SealedBid, section: Section, *, at: datetime) -> OwnBid:
    notice = section.notice
    is_current = bid.round == section.round
    is_open = is_current and section.state == "bidding" and notice is not None and at < notice.deadline_at
    return OwnBid(
        section=section,
        round=bid.round,
        manifest=bid.manifest_hash,
        state=bid.state,
        arrived_at=bid.arrived_at,
        ended_at=bid.ended_at,
        signed_in_at=bid.signed_in_at,
        size=bid.size,
        is_to_current_notice=notice is None or not is_current or bid.notice_leaf == notice.leaf,
        may_change=is_open and bid.state == "in_force",
    )
