"""Two at once: a venue's last places go to one of them, and nobody is signed in twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.db.models import Sum

from qinglian.domain.education import actions
from qinglian.domain.education.models import Attendance, VenueBooking, VenueSlot
from qinglian.domain.education.sign_in_code import code_at
from qinglian.law.refusal import NotNow, Refusal
from qinglian.record.models import Fact
from tests.factories import staff, study

pytestmark = pytest.mark.django_db(transaction=True)
AT, DUE = study.AT, study.DUE


def at_once(many: int, act: Callable[[int], Any]) -> list[Any]:
    """This will run act(0) to act(many - 1) at the same moment and return results or refusals."""
    barrier = Barrier(many)

    def run(number: int) -> Any:
        barrier.wait()
        try:
            return act(number)
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(run, range(many)))


@pytest.mark.meets("D41")
def test_bookings_that_come_together_never_exceed_the_capacity() -> None:
    by = staff.actor(staff.party_officer())
    venue = study.venue(by, capacity=50)
    results = at_once(
        4, lambda n: actions.book_venue(venue, on=DUE, half="am", unit=f"单位{n}", people=20, by=by, at=AT)
    )
    assert sorted(isinstance(result, NotNow) for result in results) == [False, False, True, True]
    assert VenueSlot.objects.get().taken == VenueBooking.objects.aggregate(n=Sum("people"))["n"] == 40


def test_two_scans_at_once_are_one_attendance() -> None:
    by, me = staff.actor(staff.party_officer()), staff.actor(staff.member())
    activity = study.opened(by)
    code = code_at(activity.pk, at=AT)
    first, second = at_once(2, lambda _n: actions.sign_in_to_activity(activity, code=code, by=me, at=AT))
    assert (first.pk, Attendance.objects.count()) == (second.pk, 1)
    assert Fact.objects.filter(kind="attendance-noted/v1").count() == 1
