"""Home visits: planned for key posts, recorded by the visitor; everybody may know that one took place, two may read what was found."""

import itertools
from datetime import date, timedelta

import pytest

from qinglian.domain.education import actions, queries
from qinglian.domain.education.actions import VisitDetails
from qinglian.domain.education.lifecycle import HOME_VISIT
from qinglian.domain.education.models import HomeVisit
from qinglian.domain.people.models import Duty
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record.models import Fact
from tests.factories import staff

pytestmark = pytest.mark.django_db
AT = staff.AT
TODAY = AT.date()
FOUND = VisitDetails("配偶和老人", "金丝雀家中老人住院", "工会慰问")


@pytest.mark.meets("Z20")
def test_visits_cover_key_posts_and_their_details_stay_with_visitor_and_party_office() -> None:
    party, deputy, head, other = staff.party_officer(), staff.deputy(), staff.head(), staff.head("科长乙")
    host, discipline = staff.member(), staff.discipline_officer()
    visit = actions.plan_home_visit(head, visitor=deputy, due_on=TODAY + timedelta(9), by=staff.actor(party), at=AT)
    assert Duty.objects.get(kind="home_visit").owed_by == deputy
    assert queries.home_visits_for(staff.actor(host), year=AT.year).count() == 0
    actions.record_home_visit(visit, made_on=TODAY, details=FOUND, by=staff.actor(deputy), at=AT)
    assert Duty.objects.get(kind="home_visit").fulfilled_at == AT
    coverage = queries.home_visit_coverage(staff.actor(host), year=AT.year)
    assert (coverage.done, coverage.due, coverage.share.percent) == (1, 3, 33)
    assert {row.person_id for row in coverage.missing} == {other.pk, discipline.pk}
    seen = queries.home_visits_for(staff.actor(host), year=AT.year).get()
    assert (seen.member, seen.made_on) == (head, TODAY)
    for reader in (deputy, party):
        told = queries.visit_details_of(visit_of(visit), asker=staff.actor(reader))
        assert told is not None
        assert told.found == FOUND.found
    for reader in (host, head, discipline, other):
        with pytest.raises(NotAllowed):
            queries.visit_details_of(visit_of(visit), asker=staff.actor(reader))
        with pytest.raises(NotFound):
            queries.home_visit_for(visit.pk, asker=staff.actor(reader))
    assert "金丝雀" not in str(list(HomeVisit.objects.values())) + str(list(Fact.objects.values("fact")))
    assert "金丝雀".encode() not in bytes(visit_of(visit).sealed)
    figure = queries.home_visit_figures(staff.actor(host), on=TODAY)[0]
    assert (figure.done, figure.due, figure.overdue) == (1, 3, 0)


def visit_of(visit: HomeVisit) -> HomeVisit:
    """This will read the row anew."""
    return HomeVisit.objects.get(pk=visit.pk)


def test_plan_home_visit_is_the_party_offices_for_key_posts_by_the_leadership_once() -> None:
    party, deputy, head, host = staff.party_officer(), staff.deputy(), staff.head(), staff.member()
    by = staff.actor(party)
    with pytest.raises(NotAllowed):
        actions.plan_home_visit(head, visitor=deputy, due_on=TODAY, by=staff.actor(deputy), at=AT)
    for member, visitor, due_on in (
        (host, deputy, TODAY),
        (head, host, TODAY),
        (head, deputy, TODAY - timedelta(1)),
    ):
        with pytest.raises(NotValid):
            actions.plan_home_visit(member, visitor=visitor, due_on=due_on, by=by, at=AT)
    visit = actions.plan_home_visit(head, visitor=deputy, due_on=TODAY, by=by, at=AT)
    with pytest.raises(NotNow):
        actions.plan_home_visit(head, visitor=deputy, due_on=TODAY, by=by, at=AT)
    with pytest.raises(NotAllowed):
        actions.record_home_visit(visit, made_on=TODAY, details=FOUND, by=by, at=AT)
    with pytest.raises(NotValid):
        actions.record_home_visit(visit, made_on=date(2099, 1, 1), details=FOUND, by=staff.actor(deputy), at=AT)
    actions.call_off_home_visit(visit, reason="本人出差", by=by, at=AT)
    assert (visit_of(visit).state, Duty.objects.get(kind="home_visit").reason) == ("called_off", "本人出差")
    with pytest.raises(NotNow):
        actions.record_home_visit(visit, made_on=TODAY, details=FOUND, by=staff.actor(deputy), at=AT)
    actions.plan_home_visit(head, visitor=deputy, due_on=TODAY, by=by, at=AT)


def test_home_visit_lifecycle_in_every_state_with_every_act() -> None:
    by = Actor("per-all", "org-c", frozenset({"centre_leader", "party_officer"}))
    for state, move in itertools.product(HOME_VISIT.states, HOME_VISIT.moves):
        if state.code == "planned":
            assert HOME_VISIT.require(move.act, state=state.code, by=by).target == move.target
        else:
            with pytest.raises(NotNow):
                HOME_VISIT.require(move.act, state=state.code, by=by)
