"""Single rows that an address names."""

from typing import Any

from django.db.models import QuerySet

from qinglian.domain.bids import refusals
from qinglian.domain.bids.models import AnnouncedBid, ClosingList, OpeningObjection, OpeningRecord
from qinglian.domain.tenders.models import Section
from qinglian.record.prepared import prepared


def closing_shown(section: Section, *, number: int | None = None) -> ClosingList | None:
    """This will return the closing list of the section's present round (or of round `number`) with its opening record, as the hall shows
    them: without the list's entries and the record's rows, which can be long. None before the deadline."""
    return next(iter(_closings(section.pk, number or section.round)), None)


@prepared
def _closings(section: int, number: int) -> QuerySet[ClosingList]:
    rows = ClosingList.objects.filter(section=section, round=number).select_related("record")
    return rows.defer("entries", "record__document")


def record_of(closing: ClosingList) -> OpeningRecord:
    """This will return the closing's opening record (NotFound before it is drawn up)."""
    record = OpeningRecord.objects.filter(closing=closing).first()
    if record is None:
        raise refusals.nothing_found()
    return record


def objection_by(objection_id: int) -> OpeningObjection:
    """This will return one objection (NotFound otherwise)."""
    found = (
        OpeningObjection.objects.select_related("closing__section__tender", "bidder").filter(pk=objection_id).first()
    )
    if found is None:
        raise refusals.nothing_found()
    return found


def are_shares_public(closing_id: int) -> bool:
    """This will say whether the shares of this closing are published."""
    return ClosingList.objects.filter(pk=closing_id, shares_public_at__isnull=False).exists()


def announced_bids_of(section: Section) -> list[AnnouncedBid]:
    """This will list the announced bids of the present round with bidder and outcome, by number."""
    return _announced(section.pk, section.round)


@prepared
def _announced(section: int, number: int) -> QuerySet[AnnouncedBid]:
    rows = AnnouncedBid.objects.select_related("bidder", "outcome")
    return rows.filter(closing__section=section, closing__round=number).order_by("number")


def bidder_names_of(section: Section) -> dict[int, str]:
    """This will return {number of the bid: its bidder's name} of the present round's announced bids."""
    return dict(_names(section.pk, section.round))


@prepared
def _names(section: int, number: int) -> QuerySet[AnnouncedBid, Any]:
    rows = AnnouncedBid.objects.filter(closing__section=section, closing__round=number).order_by("number")
    return rows.values_list("number", "bidder__name")


def announced_bid_of(section: Section, organisation_id: str) -> AnnouncedBid | None:
    """This will return one organisation's announced bid of the present round, or None."""
    return next((bid for bid in announced_bids_of(section) if bid.bidder_id == organisation_id), None)
