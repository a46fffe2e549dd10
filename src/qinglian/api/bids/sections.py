"""Finding the section and the closing that an address names."""

from typing import Any

from qinglian.domain.bids import queries, refusals
from qinglian.domain.tenders.queries import section_in


def section_at(code: str, number: str) -> Any:
    """This will return a published section (NotFound for drafts and unknown ones, which look alike)."""
    section = section_in(code, number)
    if section.notice is None:
        raise refusals.nothing_found()
    return section


def closing_at(section: Any, *, round: int | None = None) -> Any:
    """This will return the section's closing (NotFound before the deadline)."""
    closing = queries.closing_of(section, number=round)
    if closing is None:
        raise refusals.nothing_found()
    return closing
