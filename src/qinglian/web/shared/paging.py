"""One page of a long list: the server cuts it, the page says range and total."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

T = TypeVar("T")


class HasQuery(Protocol):
    """What has a query string: a request, or what was asked for by one."""

    @property
    def GET(self) -> QueryDict:
        """The parameters of the query."""


@dataclass(frozen=True)
class Sheet(Generic[T]):
    """The rows of one page and where they stand in the whole."""

    rows: Sequence[T]
    number: int
    first: int
    last: int
    total: int
    previous: int | None
    next: int | None

    @property
    def total_words(self) -> str:
        """This will write the total with its thousands."""
        return f"{self.total:,}"


def page_number(asked: HasQuery) -> int:
    """This will read `?page=`; whatever is no page is the first."""
    text = asked.GET.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 8 else 1


def sheet_of(rows: "Sequence[T] | QuerySet[Any]", *, request: HttpRequest, size: int) -> Sheet[T]:
    """This will cut page `?page=` of `size` rows out of a list or query; beyond the end it is the last page."""
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    pages = max(1, -(-total // size))
    number = min(page_number(request), pages)
    start = (number - 1) * size
    cut = list(rows[start : start + size])
    return Sheet(
        rows=cut,
        number=number,
        first=start + 1 if cut else 0,
        last=start + len(cut),
        total=total,
        previous=number - 1 if number > 1 else None,
        next=number + 1 if number < pages else None,
    )
