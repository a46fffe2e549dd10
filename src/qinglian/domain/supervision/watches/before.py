"""The watches up to the end of an opening, by the codes of `integrity.catalogue.watches_before`."""

from collections.abc import Callable
from datetime import datetime

from qinglian.domain.supervision.watches import bidding, minutes, notices, opening, registration
from qinglian.domain.supervision.watches.found import Found

BEFORE: dict[str, Callable[[datetime], list[Found]]] = {
    "keys_bound": registration.keys_bound,
    "filings_waiting": registration.filings_waiting,
    "tenders_split": notices.tenders_split,
    "exclusive_terms": notices.exclusive_terms,
    "second_person": notices.second_person,
    "bid_period": notices.bid_period,
    "documents_whole": bidding.documents_whole,
    "late_changes": notices.late_changes,
    "holds_obeyed": bidding.holds_obeyed,
    "sealed_until_closing": opening.sealed_until_closing,
    "related_bidders": bidding.related_bidders,
    "late_bids": bidding.late_bids,
    "bid_security": notices.bid_security,
    "guardians_apart": opening.guardians_apart,
    "bids_unopened": opening.bids_unopened,
    "opening_objections": minutes.opening_objections,
    "opening_record": minutes.opening_record,
    "window_extended": opening.window_extended,
}
