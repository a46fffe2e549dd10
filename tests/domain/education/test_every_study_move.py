"""Activity and reflection in every state with every act by every role: what the table allows happens, all else is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from qinglian.domain.education import actions
from qinglian.domain.education.lifecycle import ACTIVITY, REFLECTION
from qinglian.domain.education.models import Activity, Film, Reflection
from qinglian.domain.people.roles import ROLES
from qinglian.law.actor import Actor
from qinglian.law.lifecycle import Lifecycle
from qinglian.law.refusal import NotAllowed, NotNow
from tests.factories import staff, study

pytestmark = pytest.mark.django_db
Act = Callable[[Any, Actor], Any]
AT = study.AT

ACTIVITY_ACTS: dict[str, Act] = {
    "edit_activity": lambda one, by: actions.edit_activity(
        one, plan=study.plan(audience="branch", audience_of="second"), by=by, at=AT
    ),
    "open_sign_in": lambda one, by: actions.open_sign_in(one, by=by, at=AT),
    "end_sign_in": lambda one, by: actions.end_sign_in(one, by=by, at=AT),
    "close_activity": lambda one, by: actions.close_activity(one, minutes=study.MINUTES, by=by, at=AT),
    "call_off_activity": lambda one, by: actions.call_off_activity(one, reason="与会议冲突", by=by, at=AT),
}
REFLECTION_ACTS: dict[str, Act] = {
    "submit_reflection": lambda one, by: actions.submit_reflection(one.film, words="字" * 120, by=by, at=AT),
    "read_reflection": lambda one, by: actions.read_reflection(one, by=by, at=AT),
    "answer_reflection": lambda one, by: actions.answer_reflection(one, answer="已阅。", by=by, at=AT),
}


def expected(lifecycle: Lifecycle, state: str, act: str, role: str) -> type[Exception] | str:
    """This will say what the table allows."""
    moves = [move for move in lifecycle.moves if move.act == act]
    if not any(role in move.roles for move in moves):
        return NotAllowed
    fitting = [move for move in moves if role in move.roles and state in move.source]
    return fitting[0].target if fitting else NotNow


def outcome(act: Act, thing: Any, by: Actor) -> type[Exception] | str:
    """This will act, and say what came of it."""
    try:
        return str(act(thing, by).state)
    except (NotAllowed, NotNow) as refusal:
        return type(refusal)


@pytest.mark.parametrize("act", ACTIVITY_ACTS)
def test_activity_in_every_state_by_every_role(act: str) -> None:
    secretary = study.secretaries()["second"]
    organiser = staff.actor(secretary)
    wrong = {}
    for state in (one.code for one in ACTIVITY.states):
        for role in ROLES:
            activity = study.held(organiser, secretary, audience="branch", audience_of="second")
            if state in ("planned", "called_off"):
                activity.expected.all().delete()
            Activity.objects.filter(pk=activity.pk).update(state=state)
            by = Actor(id=secretary.pk, organisation=organiser.organisation, roles=frozenset({role.code}))
            came, due = outcome(ACTIVITY_ACTS[act], activity, by), expected(ACTIVITY, state, act, role.code)
            if came != due:
                wrong[state, role.code] = (came, due)
    assert wrong == {}


@pytest.mark.parametrize("act", ACTIVITY_ACTS)
def test_nobody_else_runs_an_activity(act: str) -> None:
    secretary = study.secretaries()["second"]
    activity = study.planned(staff.actor(secretary), audience="branch", audience_of="second")
    with pytest.raises(NotAllowed):
        ACTIVITY_ACTS[act](activity, staff.actor(staff.head("科长丁", department="expert")))


@pytest.mark.parametrize("act", REFLECTION_ACTS)
def test_reflection_in_every_state_by_every_role(act: str) -> None:
    member = staff.member()
    film = study.film(staff.actor(staff.party_officer()))
    readers = ("supervisor", *(role.code for role in ROLES if role.audience == "centre"))
    wrong = {}
    for state in (one.code for one in REFLECTION.states):
        for role in readers if act == "submit_reflection" else (role.code for role in ROLES):
            Reflection.objects.filter(film=film).delete()
            found = Reflection.objects.create(
                film=Film.objects.get(pk=film.pk), person=member, words="字" * 120, state=state, saved_at=AT
            )
            by = Actor(id=member.pk, organisation="org-centre", roles=frozenset({role}))
            came, due = outcome(REFLECTION_ACTS[act], found, by), expected(REFLECTION, state, act, role)
            if came != due and not (act == "submit_reflection" and {came, due} == {NotAllowed, NotNow}):
                wrong[state, role] = (came, due)
    assert wrong == {}
