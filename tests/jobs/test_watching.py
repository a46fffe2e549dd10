"""The watches' run also asks whoever changed the post for the new post's pledge."""

import pytest

from qinglian.domain.people.actions import enter_roll
from qinglian.domain.people.models import Duty
from qinglian.jobs.watching import watch
from tests.factories import people, rounds

pytestmark = pytest.mark.django_db


def test_watch_asks_who_moved_for_the_new_posts_pledge_once() -> None:
    team = rounds.house()
    rounds.campaign(team.party)
    enter_roll(team.host, department="finance", work_post="cashier", cause="moved", by=people.admin(), at=rounds.AT)
    watch(rounds.AT)
    assert list(
        Duty.objects.filter(owed_by=team.host, kind="pledge", waived_at=None).values_list("about", flat=True)
    ) == ["pledge:2026-cashier"]
