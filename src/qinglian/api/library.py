"""Endpoints of the reading room: catalogue, copies, loans and returns."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.culture_shapes import Code, Named, Number, named
from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.strict import Reason, Strict
from qinglian.api.tenders.shapes import Moment
from qinglian.domain.education import actions, queries
from qinglian.domain.people.queries import staff_member
from qinglian.record import clock

router = Router(tags=["education"])


class BookData(Strict):
    """A title with its copies."""

    code: Annotated[str, Field(min_length=1, max_length=20)]
    title: Annotated[str, Field(min_length=1, max_length=200)]
    author: Annotated[str, Field(min_length=1, max_length=120)]
    category: Code
    copies: Annotated[int, Field(ge=1, le=50)] = 1


class BookShown(Schema):
    """A title and how many copies are free."""

    id: int
    code: str
    title: str
    author: str
    category: str
    held: int
    free: int


class BooksWanted(Schema):
    """Which titles."""

    category: Code = ""
    words: Annotated[str, Field(max_length=100)] = ""


class Copies(Strict):
    """How many copies."""

    copies: Annotated[int, Field(ge=1, le=50)]


class LoanData(Strict):
    """Who borrows; empty for oneself."""

    borrower: Annotated[str, Field(max_length=24)] = ""


class LoanShown(Schema):
    """A loan."""

    id: int
    book: str
    copy_number: int
    borrower: Named
    due_on: date
    lent_at: Moment
    returned_at: Moment | None


class LoansWanted(Schema):
    """Which loans."""

    state: Code = ""


class Period(Schema):
    """From the first to the last day, both included."""

    first: date
    last: date


class LendingShown(Schema):
    """Loans and returns within a period."""

    lent: int
    returned: int


class CopyShown(Schema):
    """A copy that was withdrawn."""

    number: int
    withdrawn_at: Moment | None


@router.get("/books", response=Page[BookShown], auth=session)
def list_books(request: HttpRequest, wanted: Query[BooksWanted], window: Query[Window]) -> dict[str, Any]:
    """Lists titles by category."""
    return page_of(queries.books_for(actor_of_request(request), **wanted.model_dump()), window, _book)


@router.get("/categories", response=dict[str, int], auth=session)
def count_categories(request: HttpRequest) -> dict[str, int]:
    """Counts titles by category."""
    return queries.categories_counted(actor_of_request(request))


@router.get("/lending", response=LendingShown, auth=session)
def count_lending(request: HttpRequest, period: Query[Period]) -> Any:
    """Counts loans and returns within a period."""
    return queries.lending_between(period.first, period.last, asker=actor_of_request(request))


@router.post("/books", response={201: BookShown}, auth=session)
def add_book(request: HttpRequest, data: BookData) -> Status[Any]:
    """Catalogues a title. The party office's act."""
    by = actor_of_request(request)
    book = actions.add_book(**data.model_dump(), by=by, at=clock.now())
    return Status(201, _book(queries.book_for(book.pk, asker=by)))


@router.post("/books/{number}/copies", response={200: BookShown, **problems(404)}, auth=session)
def add_copies(request: HttpRequest, number: Path[Number], data: Copies) -> dict[str, Any]:
    """Adds copies of a title."""
    by = actor_of_request(request)
    actions.add_copies(queries.book_for(number, asker=by), copies=data.copies, by=by, at=clock.now())
    return _book(queries.book_for(number, asker=by))


@router.post("/books/{number}/copies/{copy_number}/withdraw", response={200: CopyShown, **problems(404)}, auth=session)
def withdraw_copy(request: HttpRequest, number: Path[Number], copy_number: Path[Number], data: Reason) -> Any:
    """Takes a copy out of lending."""
    by = actor_of_request(request)
    found = queries.copy_for(queries.book_for(number, asker=by), copy_number, asker=by)
    return actions.withdraw_copy(found, reason=data.reason, by=by, at=clock.now())


@router.post("/books/{number}/loans", response={201: LoanShown, **problems(404)}, auth=session)
def lend_book(request: HttpRequest, number: Path[Number], data: LoanData) -> Status[Any]:
    """Lends a free copy: to oneself, or by the party office to anybody."""
    by = actor_of_request(request)
    book, borrower = queries.book_for(number, asker=by), staff_member(data.borrower or by.id, asker=by)
    return Status(201, _loan(actions.lend_book(book, borrower=borrower, by=by, at=clock.now())))


@router.get("/loans", response=Page[LoanShown], auth=session)
def list_loans(request: HttpRequest, wanted: Query[LoansWanted], window: Query[Window]) -> dict[str, Any]:
    """Lists loans, earliest due first: one's own, for the party office all."""
    return page_of(queries.loans_for(actor_of_request(request), **wanted.model_dump()), window, _loan)


@router.post("/loans/{number}/return", response={200: LoanShown, **problems(404)}, auth=session)
def return_book(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Notes that a copy came back."""
    by = actor_of_request(request)
    return _loan(actions.return_book(queries.loan_for(number, asker=by), by=by, at=clock.now()))


def _book(row: Any) -> dict[str, Any]:
    names = ("code", "title", "author", "category", "held", "free")
    return {name: getattr(row, name) for name in names} | {"id": row.pk}


def _loan(row: Any) -> dict[str, Any]:
    told = {"id": row.pk, "book": row.copy.book.title, "copy_number": row.copy.number, "borrower": named(row.borrower)}
    return told | {"due_on": row.due_on, "lent_at": row.lent_at, "returned_at": row.returned_at}
