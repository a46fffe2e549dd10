"""The reading room's catalogue, its loans, and how many went out and came back."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet

from qinglian.domain.education.culture_policy import STAFF, may_keep_culture, may_see_culture
from qinglian.domain.education.culture_words import CATEGORIES
from qinglian.domain.education.models import Book, BookCopy, Loan
from qinglian.domain.people.figure import Figure
from qinglian.domain.people.refusing import not_yours, unknown
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.clock import CHINA

OUT = Q(copies__loans__state="out")


@dataclass(frozen=True)
class Lending:
    """How many copies were lent and how many came back within a period."""

    lent: int
    returned: int


def books_for(asker: Actor, *, category: str = "", words: str = "") -> QuerySet[Book]:
    """This will list titles by category and code, each with how many copies there are and how many are out (NotAllowed for strangers)."""
    _require_reader(asker)
    rows = Book.objects.annotate(
        held=Count("copies", filter=Q(copies__withdrawn_at=None), distinct=True),
        out=Count("copies__loans", filter=OUT, distinct=True),
    ).annotate(free=F("held") - F("out"))
    rows = rows.filter(category=category) if category in CATEGORIES else rows
    rows = rows.filter(Q(title__icontains=words) | Q(author__icontains=words) | Q(code=words)) if words else rows
    return rows.order_by("category", "code")


def book_for(number: int, *, asker: Actor) -> Book:
    """This will return one title with its counts (NotFound when there is none, or it is not yours to see)."""
    found = books_for(asker).filter(pk=number).first() if may_see_culture(asker) else None
    if found is None:
        raise unknown(Text("本书", "book"))
    return found


def copies_of(book: Book, *, asker: Actor) -> list[BookCopy]:
    """This will list a title's copies."""
    _require_reader(asker)
    return list(book.copies.order_by("number"))


def copy_for(book: Book, number: int, *, asker: Actor) -> BookCopy:
    """This will return one copy of a title by its number (NotFound when there is none)."""
    found = book.copies.filter(number=number).first() if may_see_culture(asker) else None
    if found is None:
        raise unknown(Text("册书", "copy"))
    return found


def loans_for(asker: Actor, *, state: str = "", book: Book | None = None) -> QuerySet[Loan]:
    """This will list loans, earliest due first: all of them for the party office, one's own for others."""
    _require_reader(asker)
    rows = Loan.objects.select_related("copy__book", "borrower").order_by("due_on", "pk")
    rows = rows if may_keep_culture(asker) else rows.filter(borrower_id=asker.id)
    rows = rows.filter(copy__book=book) if book else rows
    return rows.filter(state=state) if state else rows


def loan_for(number: int, *, asker: Actor) -> Loan:
    """This will return one loan (NotFound when there is none, or it is not yours to see)."""
    found = loans_for(asker).filter(pk=number).first() if may_see_culture(asker) else None
    if found is None:
        raise unknown(Text("笔借阅", "loan"))
    return found


def lending_between(first: date, last: date, *, asker: Actor) -> Lending:
    """This will count loans and returns from the first to the last day, both included. One query."""
    _require_reader(asker)
    start, end = _midnight(first), _midnight(last + timedelta(days=1))
    told = Loan.objects.aggregate(
        lent=Count("pk", filter=Q(lent_at__gte=start, lent_at__lt=end)),
        returned=Count("pk", filter=Q(returned_at__gte=start, returned_at__lt=end)),
    )
    return Lending(told["lent"], told["returned"])


def categories_counted(asker: Actor) -> dict[str, int]:
    """This will count titles by category, empty ones too. One query."""
    _require_reader(asker)
    found = dict(Book.objects.order_by().values_list("category").annotate(n=Count("pk")))
    return {category: found.get(category, 0) for category in CATEGORIES}


def library_figures(asker: Actor, *, on: date) -> list[Figure]:
    """This will tell the year's loans and those still out: how many came back, how many are late. One query."""
    _require_reader(asker)
    this_year = Q(lent_at__gte=_midnight(date(on.year, 1, 1)), lent_at__lt=_midnight(date(on.year + 1, 1, 1)))
    rows = Loan.objects.filter(this_year | Q(state="out"))
    told = rows.aggregate(
        due=Count("pk"), done=Count("pk", filter=Q(state="returned")), late=Count("pk", filter=Q(state="out", due_on__lt=on))
    )  # fmt: skip
    return [
        Figure("loans", "build", Text("图书借阅归还", "Books lent and returned"), Text("册", "books"), told["done"], told["due"], told["late"], "centre_loans"),
    ]  # fmt: skip


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=CHINA)


def _require_reader(asker: Actor) -> None:
    if not may_see_culture(asker):
        raise not_yours(STAFF, rule="library_kept")
