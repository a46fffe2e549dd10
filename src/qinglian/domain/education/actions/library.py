"""The reading room: the party office catalogues, staff borrow and bring back."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max

from qinglian.domain.education.culture_policy import PARTY_OFFICE, may_borrow, may_keep_culture, may_see_loans_of
from qinglian.domain.education.culture_words import CATEGORIES
from qinglian.domain.education.events import BookCatalogued, BookLent, BookReturned, CopiesAdded, CopyWithdrawn
from qinglian.domain.education.lifecycle import LOAN
from qinglian.domain.education.models import Book, BookCopy, Loan
from qinglian.domain.integrity.answering import require_on_roll
from qinglian.domain.people.actions import fulfil_duty, open_duty
from qinglian.domain.people.models import Person
from qinglian.domain.people.refusing import not_now, not_valid, not_yours, require_text, unlisted
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotNow
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.events import Event
from qinglian.record.models import Secrecy


@transaction.atomic
def add_book(*, code: str, title: str, author: str, category: str, copies: int, by: Actor, at: datetime) -> Book:
    """This will catalogue a title with its copies."""
    _require_keeper(by)
    code = require_text(code, "code", Text("编号", "The code"), most=20)
    title = require_text(title, "title", Text("书名", "The title"), most=200)
    author = require_text(author, "author", Text("作者", "The author"), most=120)
    if category not in CATEGORIES:
        raise unlisted("category", rule="book_category")
    _require_copies(copies, at=at)

    try:
        with transaction.atomic():
            book = Book.objects.create(code=code, title=title, author=author, category=category, entered_at=at)
    except IntegrityError as error:
        raise not_valid(
            "code",
            Text(f"编号 {code} 已经用过。", f"Code {code} is taken."),
            Text("请换一个编号，或者给已有的书添册。", "Give another code, or add copies to the other title."),
            rule="book_code_once",
        ) from error
    BookCopy.objects.bulk_create(BookCopy(book=book, number=number) for number in range(1, copies + 1))

    _note(BookCatalogued(book.pk, category, copies), book, by=by, at=at)
    return book


@transaction.atomic
def add_copies(book: Book, *, copies: int, by: Actor, at: datetime) -> Book:
    """This will add copies of a title."""
    _require_keeper(by)
    _require_copies(copies, at=at)
    book = Book.objects.select_for_update().get(pk=book.pk)

    last = book.copies.aggregate(last=Max("number"))["last"] or 0
    BookCopy.objects.bulk_create(BookCopy(book=book, number=last + number) for number in range(1, copies + 1))

    _note(CopiesAdded(book.pk, copies), book, by=by, at=at)
    return book


@transaction.atomic
def withdraw_copy(copy: BookCopy, *, reason: str, by: Actor, at: datetime) -> BookCopy:
    """This will take a copy out of lending (NotNow while it is lent)."""
    _require_keeper(by)
    reason = require_text(reason, "reason", Text("理由", "The reason"), most=1000)
    copy = BookCopy.objects.select_for_update().select_related("book").get(pk=copy.pk)
    if copy.withdrawn_at or copy.loans.filter(state="out").exists():
        raise not_now(
            Text("这一册正在外借或者已经下架。", "This copy is lent, or withdrawn already."),
            Text("请等归还以后再下架。", "Wait until it is back."),
            rule="copy_lent_once",
        )

    copy.withdrawn_at = at
    copy.save(update_fields=["withdrawn_at"])

    _note(CopyWithdrawn(copy.book_id, copy.number, reason), copy.book, by=by, at=at)
    return copy


@transaction.atomic
def lend_book(book: Book, *, borrower: Person, by: Actor, at: datetime) -> Loan:
    """This will lend a free copy of a title: by oneself, or by the party office for anybody on the roll.

    NotNow when every copy is out, when the borrower has as many books as the rulebook lets, or has this title. The borrower owes the return.
    """
    if not may_borrow(borrower.pk, by):
        raise not_yours(Text("借阅人本人或者机关党委", "the borrower or the party office"), rule="library_kept")
    require_on_roll(borrower, "borrower")
    Person.objects.select_for_update().get(pk=borrower.pk)
    today = at.astimezone(CHINA).date()
    _require_room(borrower, most=rule("loans_most", on=today).number())
    _require_one(book, borrower)

    due_on = today + timedelta(days=rule("loan_days", on=today).number())
    copy = _free_copy(book)
    loan = _lent(copy, borrower, due_on=due_on, at=at)
    title = Text(f"归还图书（借阅第 {loan.pk} 号）", f"Return a book (loan no. {loan.pk})")
    open_duty("return_book", owed_by=borrower, about=f"loan:{loan.pk}", title=title, due_on=due_on, by=by, at=at)

    _note(BookLent(loan.pk, copy.number, borrower.pk, due_on.isoformat()), book, by=by, at=at)
    return loan


@transaction.atomic
def return_book(loan: Loan, *, by: Actor, at: datetime) -> Loan:
    """This will note that a copy came back. The borrower's act, or the party office's."""
    loan = Loan.objects.select_for_update().select_related("copy__book").get(pk=loan.pk)
    move = LOAN.require("return_book", state=loan.state, by=by)
    if not may_see_loans_of(loan.borrower_id, by):
        raise not_yours(Text("借阅人本人或者机关党委", "the borrower or the party office"), rule="library_kept")

    loan.state, loan.returned_at = move.target, at
    loan.save(update_fields=["state", "returned_at"])
    about = f"loan:{loan.pk}"
    fulfil_duty("return_book", owed_by=loan.borrower_id, about=about, evidence=about, by=by, at=at)

    _note(BookReturned(loan.pk), loan.copy.book, by=by, at=at)
    return loan


def _free_copy(book: Book) -> BookCopy:
    free = BookCopy.objects.select_for_update().filter(book=book, withdrawn_at=None)
    copy = free.exclude(loans__in=Loan.objects.filter(state="out")).order_by("number").first()
    if copy is None:
        raise _all_out()
    return copy


def _lent(copy: BookCopy, borrower: Person, *, due_on: date, at: datetime) -> Loan:
    try:
        with transaction.atomic():
            return Loan.objects.create(copy=copy, borrower=borrower, lent_at=at, due_on=due_on)
    except IntegrityError as error:  # somebody was faster
        raise _all_out() from error


def _all_out() -> NotNow:
    return not_now(
        Text("这本书现在没有可借的册。", "No copy of this book is free now."),
        Text("请等归还以后再借。", "Wait until one is back."),
        rule="copy_lent_once",
    )


def _require_room(borrower: Person, *, most: int) -> None:
    if Loan.objects.filter(borrower=borrower, state="out").count() >= most:
        raise not_now(
            Text(f"已经借了 {most} 册。", f"{most} books are out already."),
            Text("请先归还再借。", "Return one first."),
            rule="loans_most",
        )


def _require_one(book: Book, borrower: Person) -> None:
    if Loan.objects.filter(copy__book=book, borrower=borrower, state="out").exists():
        raise not_now(
            Text("这种书已经借了一册。", "A copy of this title is out to the borrower already."),
            Text("请先归还，或者借别的书。", "Return it first, or take another title."),
            rule="library_kept",
        )


def _require_copies(copies: int, *, at: datetime) -> None:
    most = rule("book_copies_most", on=at.astimezone(CHINA).date()).number()
    if not 1 <= copies <= most:
        raise not_valid(
            "copies",
            Text(f"册数为 1 到 {most}。", f"1 to {most} copies."),
            Text("请填册数。", "Give a number."),
            rule="book_copies_most",
        )


def _require_keeper(by: Actor) -> None:
    if not may_keep_culture(by):
        raise not_yours(PARTY_OFFICE, rule="library_kept")


def _note(event: Event, book: Book, *, by: Actor, at: datetime) -> None:
    append(event, subject=f"book:{book.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
