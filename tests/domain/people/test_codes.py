"""One-time codes: each counts once, whoever asks, from whichever connection."""

from datetime import timedelta

import pytest

from qinglian.domain.people.codes import KEPT, mark_of, spend_code
from qinglian.domain.people.models import SpentCode
from tests.factories import people

pytestmark = pytest.mark.django_db


def test_spend_code_takes_a_code_once_for_each_person() -> None:
    one, other = people.staff(), people.staff()
    assert [spend_code(who, "123456", at=people.AT) for who in (one, one, other)] == [True, False, True]
    assert spend_code(one, " 123-456 ", at=people.AT + KEPT) is False


def test_spend_code_takes_the_same_digits_again_when_they_are_another_code() -> None:
    who = people.staff()
    assert spend_code(who, "123456", at=people.AT)
    assert spend_code(who, "123456", at=people.AT + KEPT + timedelta(seconds=1))
    assert SpentCode.objects.count() == 1


def test_spent_code_is_not_readable_in_the_database() -> None:
    spend_code(people.staff(), "123456", at=people.AT)
    stored = SpentCode.objects.get().mark
    assert (len(stored), stored == mark_of("123456"), "123456" in stored) == (64, True, False)
