"""Every act on sealed bids and at openings. One function, one act, one fact."""

from qinglian.domain.bids.actions.announcing import allow_release, extend_window
from qinglian.domain.bids.actions.attending import (
    act_as_bidder,
    answer_objection,
    confirm_row,
    raise_objection,
    sign_in,
)
from qinglian.domain.bids.actions.closing import close_bidding
from qinglian.domain.bids.actions.opening import end_window, open_bids
from qinglian.domain.bids.actions.receiving import receive_package, withdraw_bid
from qinglian.domain.bids.actions.recording import (
    countersign_opening_record,
    make_opening_record,
    sign_opening_record,
)
from qinglian.domain.bids.actions.releasing import publish_shares, release_from_paper, release_shares
from qinglian.domain.bids.actions.sweeping import sweep_ciphertexts, sweep_orphans

__all__ = [
    "act_as_bidder",
    "allow_release",
    "answer_objection",
    "close_bidding",
    "confirm_row",
    "countersign_opening_record",
    "end_window",
    "extend_window",
    "make_opening_record",
    "open_bids",
    "publish_shares",
    "raise_objection",
    "receive_package",
    "release_from_paper",
    "release_shares",
    "sign_in",
    "sign_opening_record",
    "sweep_ciphertexts",
    "sweep_orphans",
    "withdraw_bid",
]
