"""Every question about bids and openings, filtered for who asks and when."""

from qinglian.domain.bids.queries.bundle import closed_fact, closing_document, closing_of, release_bundle
from qinglian.domain.bids.queries.finding import (
    announced_bid_of,
    announced_bids_of,
    are_shares_public,
    bidder_names_of,
    objection_by,
    record_of,
)
from qinglian.domain.bids.queries.hall import Hall, hall, hall_version, record_shown
from qinglian.domain.bids.queries.own import (
    OwnBid,
    ReceiptView,
    own_bid_in_force,
    own_bids,
    receipt_of,
    receipt_proof,
)
from qinglian.domain.bids.queries.read_out import ReadOut, ReadOutRow, all_rows, read_out, read_out_under

__all__ = [
    "Hall",
    "OwnBid",
    "ReadOut",
    "ReadOutRow",
    "ReceiptView",
    "all_rows",
    "announced_bid_of",
    "announced_bids_of",
    "are_shares_public",
    "bidder_names_of",
    "closed_fact",
    "closing_document",
    "closing_of",
    "hall",
    "hall_version",
    "objection_by",
    "own_bid_in_force",
    "own_bids",
    "read_out",
    "read_out_under",
    "receipt_of",
    "receipt_proof",
    "record_of",
    "record_shown",
    "release_bundle",
]
