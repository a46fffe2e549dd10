"""The notice that governs a section's bids and opening."""

from qinglian.domain.bids import refusals
from qinglian.domain.tenders.models import Notice, Section


def notice_of(section: Section) -> Notice:
    """This will return the published notice that governs the section (NotFound before the first publication)."""
    if section.notice is None:
        raise refusals.nothing_found()
    return section.notice
