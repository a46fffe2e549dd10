"""The facts."""

from qinglian.domain.education.events.library import (
    BookCatalogued,
    BookLent,
    BookReturned,
    CopiesAdded,
    CopyWithdrawn,
)
from qinglian.domain.education.events.messages import (
    MessageEntered,
    MessageHanded,
    MessageReleased,
    MessageScheduled,
    MessageWithdrawn,
)
from qinglian.domain.education.events.positions import PositionRegistered, PositionRenewed, PositionRetired

__all__ = [
    "BookCatalogued",
    "BookLent",
    "BookReturned",
    "CopiesAdded",
    "CopyWithdrawn",
    "MessageEntered",
    "MessageHanded",
    "MessageReleased",
    "MessageScheduled",
    "MessageWithdrawn",
    "PositionRegistered",
    "PositionRenewed",
    "PositionRetired",
]
