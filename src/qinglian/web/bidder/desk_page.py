"""The bidder's list: own tenders sorted by what to do next, then what is open for bids."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.bids import queries as bids
from qinglian.domain.evaluation import queries as evaluation
from qinglian.domain.tenders import queries as tenders
from qinglian.law.rulebook import rule
from qinglian.record import clock
from qinglian.web.bidder.desk_rows import DeskRow, asked_row, desk_groups, open_row, own_row, session_row
from qinglian.web.bidder.own import BIDDER_ROLES, Bidder, bidder_of
from qinglian.web.shared.access import for_roles

MOST_OPEN = 20


@for_roles(*BIDDER_ROLES)
def desk_page(request: HttpRequest) -> HttpResponse:
    """This will list the bidder's tenders by what must be done next, and below them those that are open for bids."""
    bidder, now = bidder_of(request), clock.now()
    own, taken = _own_rows(bidder)
    context = {
        "groups": desk_groups(own, now=now),
        "open_rows": _open_rows(bidder, taken),
        "now": now,
        "has_key": bool(bidder.keys),
        "organisation": bidder.organisation,
    }
    return render(request, "bidder/desk.html", context)


def _own_rows(bidder: Bidder) -> tuple[list[DeskRow], set[int]]:
    at = clock.now()
    minutes = rule("sign_in_window_minutes", on=at.date()).number()
    rows, taken = [], set()
    own = [bid for bid in bids.own_bids(bidder.organisation.pk, at=at) if _is_in_force(bid)]
    waiting = evaluation.locks_wanted([bid.section for bid in own], bidder=bidder.organisation.pk)
    asked = evaluation.answers_wanted([bid.section for bid in own], bidder=bidder.organisation.pk, at=at)
    for bid in own:
        hall = bids.hall(bid.section, asker=bidder.actor, at=at)
        if hall is not None:
            section = bid.section.pk
            if section in asked:
                rows.append(asked_row(bid, hall, until_at=asked[section]))
            elif section in waiting:
                rows.append(session_row(bid, hall, until_at=waiting[section]))
            else:
                rows.append(own_row(bid, hall, now=at, sign_in_minutes=minutes))
            taken.add(section)
    return rows, taken


def _is_in_force(bid: bids.OwnBid) -> bool:
    return bid.state not in ("superseded", "withdrawn") and bid.round == bid.section.round


def _open_rows(bidder: Bidder, taken: set[int]) -> list[DeskRow]:
    at, own = clock.now(), bidder.organisation.pk
    listed = tenders.published_tenders(state="bidding", limit=MOST_OPEN)
    rows = [
        open_row(section, section.notice.deadline_at)
        for tender in listed
        if own not in (tender.tenderer_id, tender.agency_id)
        for section in tender.sections.all()
        if section.state == "bidding" and section.notice and section.notice.deadline_at > at and section.pk not in taken
    ]
    return sorted(rows, key=lambda row: row.due_at or at)
