"""Single rows that an address names."""

from qinglian.domain.bids import refusals
from qinglian.domain.bids.models import ClosingList, OpeningObjection, OpeningRecord


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
