"""What a guardian's or bidder's tool needs to release: the witnessed closing, the list behind it, the envelopes."""

import json
from typing import Any

from qinglian.domain.bids import refusals
from qinglian.domain.bids.models import AnnouncedBid, ClosingList
from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.models import Section
from qinglian.law.text import Text
from qinglian.record import blobs
from qinglian.record import queries as record
from qinglian.trust.access import BIDDER
from qinglian.trust.keys import COMPARTMENTS
from qinglian.trust.strict import to_base64


def release_bundle(
    section: Section,
    *,
    guardian: str = BIDDER,
    compartment: str = "sheet",
    manifest: str = "",
    with_heads: bool = False,
) -> dict[str, Any]:
    """This will return `{"closed": {"fact","salt","proof"},"list": closing list,"bids": [{"manifest": signed,"envelope": base64}]}`.

    Envelopes are those addressed to `guardian`; `manifest` narrows the bids to one (a bidder's own). With heads, each bid has
    `head` instead: the whole head as JSON, from which a tool takes any envelope. NotNow before the release has started.
    """
    closing = closing_of(section)
    if closing is None or closing.released_from_at is None:
        raise refusals.out_of_order(Text("现在还不能交出密钥。", "Keys cannot be released yet."))
    if compartment not in COMPARTMENTS:
        raise refusals.nothing_found()
    rows = AnnouncedBid.objects.filter(closing=closing).order_by("number")
    if manifest:
        rows = rows.filter(sealed__manifest_hash=manifest)
    heads = [json.loads(blobs.read(name)) for name in rows.values_list("head", flat=True)]
    return {
        "closed": closed_fact(closing),
        "list": closing_document(closing),
        "bids": [{"head": head} for head in heads]
        if with_heads
        else [_bid(head, guardian, compartment) for head in heads],
    }


def closing_of(section: Section, *, number: int | None = None) -> ClosingList | None:
    """This will return the closing list of the section's present round (or of round `number`), or None before the deadline."""
    rows = ClosingList.objects.select_related("section__tender", "section__notice", "fact")
    return rows.filter(section=section, round=number or section.round).first()


def closing_document(closing: ClosingList) -> dict[str, Any]:
    """This will return the closing list as the protocol's document (protocol 5)."""
    opening = {**tenders.opening_of(closing.section), "round": closing.round}
    return {"type": "closing-list/v1", "opening": opening, "entries": closing.entries}


def closed_fact(closing: ClosingList) -> dict[str, Any]:
    """This will return the `section-closed` fact, its salt and its proof under a checkpoint that the quorum cosigned."""
    salt = to_base64(bytes(closing.fact.salt))
    return {"fact": closing.fact.fact, "salt": salt, "proof": record.proof_of(closing.fact)}


def _bid(head: dict[str, Any], guardian: str, compartment: str) -> dict[str, Any]:
    envelope = head["envelopes"][compartment].get(guardian)
    if envelope is None:
        raise refusals.nothing_found()
    return {"manifest": head["manifest"], "envelope": envelope}
