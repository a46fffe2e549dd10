"""Lists in bounded pages: `limit` at most 200, `offset` at most 100,000; the answer says how many there are."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import QuerySet
from ninja import Field, Schema

T = TypeVar("T")
Row = TypeVar("Row")


class Window(Schema):
    """Which part of a list is wanted. Use it as `window: Query[Window]`."""

    limit: Annotated[int, Field(ge=1, le=200)] = 50
    offset: Annotated[int, Field(ge=0, le=100_000)] = 0


class Page(Schema, Generic[T]):
    """One part of a list."""

    total: int
    limit: int
    offset: int
    items: list[T]


def page_of(rows: "QuerySet[Any] | Sequence[Row]", window: Window, show: Callable[[Any], T]) -> dict[str, Any]:
    """This will return the wanted part as the body of a Page, each row shown by `show`."""
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    part = rows[window.offset : window.offset + window.limit]
    return {"total": total, "limit": window.limit, "offset": window.offset, "items": [show(row) for row in part]}
