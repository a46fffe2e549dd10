"""Two at once: a pledge is signed once, a correction handed in and closed once; the other window is told so."""

from datetime import timedelta

import pytest

from qinglian.domain.integrity import actions
from qinglian.domain.integrity.actions import Found
from qinglian.domain.integrity.models import LeaderPledge, Pledge, RectificationStep
from qinglian.domain.people.models import Duty
from qinglian.domain.projects.actions import pledge_as_leader
from qinglian.law.refusal import NotNow
from qinglian.record.models import Fact
from tests.factories import projects, rounds, staff
from tests.factories.races import at_once, rule_of_the_loser

pytestmark = pytest.mark.django_db(transaction=True)
AT = rounds.AT


def test_pledge_signed_in_two_windows_at_once_is_one() -> None:
    team = rounds.house()
    rounds.campaign(team.party)
    results = at_once(2, lambda _n: rounds.signed(team.host))
    assert rule_of_the_loser(results, NotNow) == "pledge_own"
    assert Pledge.objects.count() == Fact.objects.filter(kind="pledge-signed/v1").count() == 1
    assert Duty.objects.filter(kind="pledge", owed_by=team.host, fulfilled_at=AT).count() == 1


def test_leaders_pledge_signed_in_two_windows_at_once_is_one() -> None:
    owner = projects.tenderer()
    leader = projects.reviewer(owner)
    project = projects.draft(owner, leader=leader.id)
    first, second = at_once(2, lambda _n: pledge_as_leader(project, by=leader, at=AT))
    assert first == second == LeaderPledge.objects.get()
    assert Fact.objects.filter(kind="leader-pledge-signed/v1").count() == 1


def test_correction_handed_in_and_closed_in_two_windows_at_once_moves_once() -> None:
    officers, owner = [staff.discipline_officer(), staff.discipline_officer("纪检乙")], staff.head()
    found = actions.note_finding(
        Found("periodic", "inspection:1", "post:host", "transaction", "退款超期", "minor"),
        by=staff.actor(officers[0]),
        at=AT,
    )
    row = actions.order_rectification(
        found, advice="改。", owner=owner, due_on=AT.date() + timedelta(days=9), by=staff.actor(officers[0]), at=AT
    )
    by = staff.actor(owner)
    handed = at_once(2, lambda n: actions.hand_in_rectification(row, evidence=f"第 {n} 份。", by=by, at=AT))
    assert rule_of_the_loser(handed, NotNow) == "rectification.hand_in_rectification"
    closed = at_once(2, lambda n: actions.close_rectification(row, words="属实。", by=staff.actor(officers[n]), at=AT))
    assert rule_of_the_loser(closed, NotNow) == "rectification.close_rectification"
    acts = list(RectificationStep.objects.values_list("act", flat=True))
    assert acts == ["order_rectification", "hand_in_rectification", "close_rectification"]
