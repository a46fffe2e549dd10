"""The reading room's catalogue, its loans, and how many went out and came back."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet

from qinglian.domain.education.culture_policy import STAFF, may_keep_culture, may_see_culture
from qinglian.domain.education.culture_words import CATEGORIES
from qinglian.domain.education.models import Book, BookCopy, Loan
from qinglian.domain.people.as_of import had, late_on
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


def loans_for(
    asker: Actor, *, state: str = "", book: Book | None = None, year: int | None = None
) -> QuerySet[Loan]:  # fmt: skip
    """This will list loans (that ran in a year), earliest due first: all of them for the party office, one's own for others."""
    _require_reader(asker)
    rows = Loan.objects.select_related("copy__book", "borrower").order_by("due_on", "pk")
    rows = rows if may_keep_culture(asker) else rows.filter(borrower_id=asker.id)
    rows = rows.filter(copy__book=book) if book else rows
    rows = rows.filter(_ran_in(year)) if year else rows
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
    """This will tell the loans that ran in the year: how many had come back at the end of a day, how many were late. One query.

    Who reads what is the party office's to know: for others it opens to nothing.
    """
    _require_reader(asker)
    told = Loan.objects.filter(had("lent_at", on=on), _ran_in(on.year)).aggregate(
        due=Count("pk"), done=Count("pk", filter=had("returned_at", on=on)), late=Count("pk", filter=late_on(on, done="returned_at"))
    )  # fmt: skip
    label, unit = Text("图书借阅归还", "Books lent and returned"), Text("册", "books")
    page, query = "centre_loans" if may_keep_culture(asker) else "", f"state=all&year={on.year}"
    return [Figure("loans", "build", label, unit, told["done"], told["due"], told["late"], page, query)]


def _ran_in(year: int) -> Q:
    """Lent by the end of the year and not brought back before it: a book that is out since last year is not lost."""
    return Q(lent_at__year__lte=year) & (Q(returned_at=None) | Q(returned_at__year__gte=year))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=CHINA)


def _require_reader(asker: Actor) -> None:
    if not may_see_culture(asker):
        raise not_yours(STAFF, rule="library_kept")
