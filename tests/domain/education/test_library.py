"""The reading room: both named categories hold books, loans and returns are counted, no copy is lent twice."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import IntegrityError, connection

from qinglian.domain.education import actions, queries
from qinglian.domain.education.lifecycle import LOAN
from qinglian.domain.education.models import Loan
from qinglian.domain.people.models import Duty, Person
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from tests.factories import culture, people, staff
from tests.factories.culture import AT, TODAY

pytestmark = pytest.mark.django_db


@pytest.mark.meets("Z55")
def test_categories_hold_books_and_loans_and_returns_of_a_period_are_counted() -> None:
    by, reader = culture.officer(), staff.member("简宜")
    law = culture.book(by, code="D-001", copies=2)
    family = culture.book(by, code="F-001", category="family_virtues")
    counted = queries.categories_counted(by)
    assert (counted["discipline_law"], counted["family_virtues"], counted["others"]) == (1, 1, 0)
    own = staff.actor(reader)
    first = actions.lend_book(law, borrower=reader, by=own, at=AT)
    actions.lend_book(family, borrower=reader, by=own, at=AT + timedelta(days=20))
    actions.return_book(first, by=own, at=AT + timedelta(days=10))
    month = queries.lending_between(TODAY, TODAY + timedelta(days=14), asker=by)
    later = queries.lending_between(TODAY + timedelta(days=15), TODAY + timedelta(days=40), asker=by)
    assert (month.lent, month.returned, later.lent, later.returned) == (1, 1, 1, 0)
    rows = {row.code: (row.held, row.free) for row in queries.books_for(by)}
    assert rows == {"D-001": (2, 2), "F-001": (1, 0)}
    figure = queries.library_figures(by, on=TODAY + timedelta(days=58))[0]
    assert (figure.done, figure.due, figure.overdue) == (1, 2, 1)


def test_borrower_owes_the_return_and_has_at_most_three() -> None:
    by, reader = culture.officer(), staff.member()
    books = [culture.book(by, code=f"D-00{number}", copies=2) for number in range(1, 5)]
    loans = [actions.lend_book(book, borrower=reader, by=by, at=AT) for book in books[:3]]
    duty = Duty.objects.get(about=f"loan:{loans[0].pk}")
    assert (duty.kind, duty.owed_by, duty.due_on) == ("return_book", reader, TODAY + timedelta(days=30))
    with pytest.raises(NotNow) as refused:
        actions.lend_book(books[3], borrower=reader, by=by, at=AT)
    assert refused.value.rule == "loans_most"
    actions.return_book(loans[0], by=by, at=AT)
    assert Duty.objects.get(pk=duty.pk).fulfilled_at == AT
    actions.lend_book(books[3], borrower=reader, by=by, at=AT)


def test_borrower_has_one_copy_of_a_title() -> None:
    by, reader, other = culture.officer(), staff.member(), staff.member()
    book = culture.book(by, copies=3)
    loan = actions.lend_book(book, borrower=reader, by=by, at=AT)
    with pytest.raises(NotNow) as refused:
        actions.lend_book(book, borrower=reader, by=by, at=AT)
    assert refused.value.rule == "library_kept"
    actions.lend_book(book, borrower=other, by=by, at=AT)
    actions.return_book(loan, by=by, at=AT)
    actions.lend_book(book, borrower=reader, by=by, at=AT)


def test_copy_is_lent_once_and_not_withdrawn_while_it_is_out() -> None:
    by, reader, other = culture.officer(), staff.member(), staff.member()
    book = culture.book(by)
    loan = actions.lend_book(book, borrower=reader, by=by, at=AT)
    with pytest.raises(NotNow):
        actions.lend_book(book, borrower=other, by=staff.actor(other), at=AT)
    copy = queries.copy_for(book, 1, asker=by)
    with pytest.raises(NotNow):
        actions.withdraw_copy(copy, reason="破损", by=by, at=AT)
    actions.return_book(loan, by=by, at=AT)
    actions.withdraw_copy(copy, reason="破损", by=by, at=AT)
    with pytest.raises(NotNow):
        actions.lend_book(book, borrower=other, by=staff.actor(other), at=AT)
    actions.add_copies(book, copies=1, by=by, at=AT)
    loan = actions.lend_book(book, borrower=other, by=staff.actor(other), at=AT)
    with pytest.raises(IntegrityError):
        Loan.objects.create(copy=loan.copy, borrower=reader, lent_at=AT, due_on=TODAY)


def test_what_somebody_reads_is_seen_by_oneself_and_the_party_office() -> None:
    by, reader, other = culture.officer(), staff.member(), staff.member()
    loan = actions.lend_book(culture.book(by), borrower=reader, by=staff.actor(reader), at=AT)
    leader = staff.actor(staff.party_secretary())
    for asker in (staff.actor(other), leader):
        assert list(queries.loans_for(asker)) == []
        with pytest.raises(NotFound):
            queries.loan_for(loan.pk, asker=asker)
        with pytest.raises(NotAllowed):
            actions.return_book(loan, by=asker, at=AT)
    with pytest.raises(NotAllowed):
        actions.lend_book(culture.book(by, code="X"), borrower=reader, by=staff.actor(other), at=AT)
    assert list(queries.loans_for(by)) == [loan]


def test_add_book_wants_a_listed_category_a_new_code_and_some_copies() -> None:
    by = culture.officer()
    culture.book(by)
    for wrong in ({"code": "D-001"}, {"category": "novels"}, {"copies": 0}, {"copies": 51}):
        typed: dict[str, object] = {"code": "D-002", "category": "others", "copies": 1} | wrong
        with pytest.raises(NotValid):
            culture.book(by, **typed)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        culture.book(staff.actor(staff.member()), code="D-003")


@pytest.mark.parametrize("state", [state.code for state in LOAN.states])
def test_every_act_on_a_loan_in_every_state(state: str) -> None:
    by, reader = culture.officer(), staff.member()
    loan = actions.lend_book(culture.book(by), borrower=reader, by=by, at=AT)
    if state == "returned":
        Loan.objects.filter(pk=loan.pk).update(state=state, returned_at=AT)
        with pytest.raises(NotNow):
            actions.return_book(loan, by=by, at=AT)
    else:
        actions.return_book(loan, by=by, at=AT)


@pytest.mark.django_db(transaction=True)
def test_last_copy_goes_to_one_of_many_who_ask_at_once() -> None:
    by = culture.officer()
    book, readers = culture.book(by), [staff.member() for _ in range(4)]
    actors = {reader.pk: staff.actor(reader) for reader in readers}
    ended: list[str] = []

    def borrow(reader: Person) -> None:
        try:
            actions.lend_book(book, borrower=reader, by=actors[reader.pk], at=AT)
            ended.append("lent")
        except NotNow as refusal:
            ended.append(refusal.rule)
        finally:
            connection.close()

    threads = [Thread(target=borrow, args=(reader,)) for reader in readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["copy_lent_once"] * 3 + ["lent"]
    assert Loan.objects.count() == 1


def test_strangers_see_no_catalogue() -> None:
    bidder = staff.actor(people.person(people.bidder()[0], "bidder_agent"))
    for ask in (queries.books_for, queries.categories_counted, queries.loans_for):
        with pytest.raises(NotAllowed):
            ask(bidder)
