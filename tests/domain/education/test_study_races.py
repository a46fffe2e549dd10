"""Two at once: a venue's last places go to one of them, nobody is signed in twice, a reflection and a receipt are one."""

import pytest
from django.db.models import Sum

from qinglian.domain.education import actions
from qinglian.domain.education.models import Attendance, FestivalReminder, Reflection, VenueBooking, VenueSlot
from qinglian.domain.education.sign_in_code import code_at
from qinglian.law.actor import TIMETABLE
from qinglian.law.refusal import NotNow
from qinglian.record.models import Fact
from tests.factories import staff, study
from tests.factories.races import at_once, rule_of_the_loser

pytestmark = pytest.mark.django_db(transaction=True)
AT, DUE = study.AT, study.DUE


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


def test_first_drafts_of_a_reflection_that_come_together_are_one() -> None:
    me, film = staff.actor(staff.member()), study.film(staff.actor(staff.party_officer()))
    words = ["先写一点。", "再写一点。"]
    saved = at_once(2, lambda n: actions.save_reflection(film, words=words[n], by=me, at=AT))
    kept = Reflection.objects.get()
    assert [row.pk for row in saved] == [kept.pk, kept.pk]
    assert (kept.words in words, kept.state) == (True, "draft")


def test_reflection_is_handed_in_once_when_two_windows_hand_it_in() -> None:
    me, film = staff.actor(staff.member()), study.film(staff.actor(staff.party_officer()))
    told = ["守住底线，" * 30, "知敬畏，" * 30]
    results = at_once(2, lambda n: actions.submit_reflection(film, words=told[n], by=me, at=AT))
    assert rule_of_the_loser(results, NotNow) == "reflection.submit_reflection"
    kept = Reflection.objects.get()
    assert (kept.state, kept.words in told) == ("submitted", True)
    assert Fact.objects.filter(kind="reflection-moved/v1").count() == 1


def test_reminder_read_in_two_windows_at_once_is_one_receipt() -> None:
    me = staff.actor(staff.member())
    actions.plan_festivals(2027, by=TIMETABLE, at=AT)
    reminder = actions.send_reminder(FestivalReminder.objects.get(festival="new_year"), by=TIMETABLE, at=AT)
    read = at_once(2, lambda _n: actions.read_reminder(reminder, by=me, at=AT))
    assert read == [reminder, reminder]
    assert Fact.objects.filter(kind="duty-fulfilled/v1").count() == 1
