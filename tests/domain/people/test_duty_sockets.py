"""Duties: opened once, fulfilled by who owes them, waived when the thing is called off."""

from datetime import date

import pytest

from qinglian.domain.people.actions.duties import fulfil_duty, open_duty, waive_duties
from qinglian.domain.people.models import Duty
from qinglian.law.actor import TIMETABLE
from qinglian.law.text import Text
from tests.factories import staff

pytestmark = pytest.mark.django_db


def test_open_duty_is_once_and_fulfil_duty_or_waive_duties_ends_it() -> None:
    one, two = staff.member(), staff.member()
    told = {"about": "self_check:1", "by": TIMETABLE, "at": staff.AT}
    for _ in range(2):
        for person in (one, two):
            open_duty(
                "self_check", owed_by=person, title=Text("自查表", "Self-check"), due_on=date(2026, 11, 20), **told
            )
    assert Duty.objects.count() == 2
    assert fulfil_duty("self_check", owed_by=one.pk, evidence="self_check:1", **told)
    assert not fulfil_duty("self_check", owed_by=one.pk, evidence="self_check:1", **told)
    assert waive_duties("self_check", reason="专项取消", **told) == 1
    assert not Duty.objects.filter(fulfilled_at=None, waived_at=None).exists()
