"""The facts of the reading room. Confidential: who reads what is nobody else's business."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class BookCatalogued(Event):
    """A title came into the reading room."""

    kind: ClassVar[str] = "book-catalogued/v1"
    book: int
    category: str
    copies: int


@dataclass(frozen=True)
class CopiesAdded(Event):
    """More copies of a title came."""

    kind: ClassVar[str] = "copies-added/v1"
    book: int
    copies: int


@dataclass(frozen=True)
class CopyWithdrawn(Event):
    """A copy is not lent any more."""

    kind: ClassVar[str] = "copy-withdrawn/v1"
    book: int
    copy: int
    reason: str


@dataclass(frozen=True)
class BookLent(Event):
    """A copy was lent."""

    kind: ClassVar[str] = "book-lent/v1"
    loan: int
    copy: int
    borrower: str
    due_on: str


@dataclass(frozen=True)
class BookReturned(Event):
    """A copy came back."""

    kind: ClassVar[str] = "book-returned/v1"
    loan: int
