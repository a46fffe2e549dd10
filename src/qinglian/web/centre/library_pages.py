"""The reading room: the catalogue by category, one book with its copies and loans, what is out, and how many went out and came back."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from qinglian.domain.education import actions, queries
from qinglian.domain.education.culture_policy import CULTURE_READERS, may_keep_culture
from qinglian.domain.education.culture_words import CATEGORIES, NAMED_CATEGORIES
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.domain.people.queries import roll_entry_of, roll_for, staff_member
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre.acts import (
    Act,
    PlainForm,
    act_on,
    done,
)
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import CHOOSE, PageForm, choice_field, line_field, number_field, spoken
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.staff_fields import person_choices
from qinglian.web.shared.years import year_if_asked

if TYPE_CHECKING:
    from qinglian.domain.education.models import Book, Loan

PAGE = 30
_CATALOGUED = Text("图书已入库。", "The book is catalogued.")


class BookForm(PageForm):
    """A title with its copies."""

    code = line_field("编号", "Code", most=20)
    title = line_field("书名", "Title")
    author = line_field("作者或者编者", "Author or editor", most=120)
    category = choice_field("类别", "Category", CATEGORIES)
    copies = number_field("册数", "Copies", most=50, initial=1)


class CopiesForm(PageForm):
    """How many copies."""

    copies = number_field("添几册", "How many", most=50, initial=1)


class BorrowerForm(PageForm):
    """Who borrows."""

    borrower = forms.ChoiceField(label=spoken("借阅人", "Borrower"))


class WithdrawForm(PageForm):
    """Which copy is taken off the shelf, and why."""

    copy = number_field("第几册", "Copy number", most=9999)
    reason = line_field("理由", "Reason", most=1000)


@for_roles(*CULTURE_READERS)
def library_page(request: HttpRequest) -> HttpResponse:
    """This will list the catalogue, with the year's loans and returns."""
    by, on = actor_of_request(request), clock.today()
    category, words = request.GET.get("category", ""), request.GET.get("words", "").strip()[:100]
    counted = queries.categories_counted(by)
    sheet: Any = sheet_of(queries.books_for(by, category=category, words=words), request=request, size=PAGE)
    context = {
        "categories": [(code, CATEGORIES[code], counted[code]) for code in CATEGORIES],
        "empty": [CATEGORIES[code] for code in NAMED_CATEGORIES if not counted[code]],
        "category": category,
        "words": words,
        "sheet": sheet,
        "rows": [(book, CATEGORIES[book.category]) for book in sheet.rows],
        "total": sum(counted.values()),
        "lending": queries.lending_between(date(on.year, 1, 1), on, asker=by),
        "own": queries.loans_for(by, state="out").filter(borrower_id=by.id).count(),
        "may_keep": may_keep_culture(by),
        "year": on.year,
    }
    return render(request, "centre/library.html", context)


@for_roles("party_officer")
def new_book(request: HttpRequest) -> HttpResponse:
    """This will catalogue a title."""
    by = actor_of_request(request)
    form = BookForm(request.POST or None)
    if is_carried_out(request, form, lambda typed: actions.add_book(**typed, by=by, at=clock.now()), _CATALOGUED):
        return redirect("centre_book", form.made.pk)
    context = {
        "form": form, "heading": Text("图书入库", "Catalogue a book"), "submit": Text("入库", "Catalogue"),
        "back": reverse("centre_library"), "back_label": Text("图书室", "Reading room"),
    }  # fmt: skip
    return render(request, "centre/_form_page.html", context, status=status_of(form))


@for_roles(*CULTURE_READERS)
def book_page(request: HttpRequest, book: int) -> HttpResponse:
    """This will show one book; staff borrow it here."""
    by = actor_of_request(request)
    found = queries.book_for(book, asker=by)
    acts = _acts(request, found, by)
    if done(request, acts):
        return redirect("centre_book", book)
    context = {
        "book": found,
        "category": CATEGORIES[found.category],
        "copies": queries.copies_of(found, asker=by),
        "loans": [_row(loan, clock.today()) for loan in queries.loans_for(by, book=found)[:50]],
        "acts": acts,
        "sees_all": may_keep_culture(by),
    }
    return render(request, "centre/book.html", context, status=status_of(*(act.form for act in acts)))


@for_roles(*CULTURE_READERS)
def loans_page(request: HttpRequest) -> HttpResponse:
    """This will list loans that are out (`?state=`: returned, all), of a year if asked: one's own, for the party office all; and count a
    period's loans and returns."""
    by, on = actor_of_request(request), clock.today()
    first = _day(request.GET.get("first", "")) or date(on.year, 1, 1)
    last = _day(request.GET.get("last", "")) or on
    state, year = _state(request), year_if_asked(request)
    sheet: Any = sheet_of(queries.loans_for(by, state=state, year=year), request=request, size=PAGE)
    context = {
        "sheet": sheet,
        "year": year,
        "returned": None if state else queries.loans_for(by, state="returned", year=year).count(),
        "rows": [_row(loan, on) for loan in sheet.rows],
        "first": first,
        "last": last,
        "lending": queries.lending_between(first, last, asker=by),
        "sees_all": may_keep_culture(by),
        "state": state,
    }
    return render(request, "centre/loans.html", context)


@for_roles(*CENTRE_ROLES)
def loan_page(request: HttpRequest, loan: int) -> HttpResponse:
    """This will show one loan; it is returned here."""
    by = actor_of_request(request)
    found = queries.loan_for(loan, asker=by)
    acts = []
    if found.state == "out":
        acts.append(
            act_on(
                request, "return", Text("归还", "Return"), PlainForm,
                lambda _typed: actions.return_book(found, by=by, at=clock.now()), is_main=True,
            )
        )  # fmt: skip
    if done(request, acts):
        return redirect("centre_loan", loan)
    return render(
        request,
        "centre/loan.html",
        {"row": _row(found, clock.today()), "acts": acts},
        status=status_of(*(act.form for act in acts)),
    )


def _acts(request: HttpRequest, book: "Book", by: Actor) -> list[Act]:
    acts = []
    if roll_entry_of(by.id) is not None:
        acts.append(
            act_on(
                request, "borrow", Text("我要借", "Borrow it"), PlainForm,
                lambda _typed: actions.lend_book(book, borrower=staff_member(by.id, asker=by), by=by, at=clock.now()),
                is_main=True,
            )
        )  # fmt: skip
    if may_keep_culture(by):
        acts += [
            act_on(
                request, "lend", Text("借给同事", "Lend it"), BorrowerForm,
                lambda typed: actions.lend_book(
                    book, borrower=staff_member(typed["borrower"], asker=by), by=by, at=clock.now()
                ), offered={"borrower": [CHOOSE, *person_choices(roll_for(by))]},
            ),
            act_on(
                request, "add", Text("添册", "Add copies"), CopiesForm,
                lambda typed: actions.add_copies(book, **typed, by=by, at=clock.now()),
            ),
            act_on(
                request, "withdraw", Text("下架", "Take off the shelf"), WithdrawForm,
                lambda typed: actions.withdraw_copy(
                    queries.copy_for(book, typed["copy"], asker=by), reason=typed["reason"], by=by, at=clock.now()
                ),
            ),
        ]  # fmt: skip
    return acts


def _row(loan: "Loan", on: date) -> dict[str, Any]:
    is_late = loan.state == "out" and loan.due_on < on
    chip = (
        ("stop", Text("逾期未还", "Overdue"))
        if is_late
        else ("wait", Text("借出", "Lent"))
        if loan.state == "out"
        else ("ok", Text("已还", "Returned"))
    )
    return {"loan": loan, "chip": chip, "is_late": is_late}


def _state(request: HttpRequest) -> str:
    state = request.GET.get("state", "out")
    return state if state in {"out", "returned"} else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
