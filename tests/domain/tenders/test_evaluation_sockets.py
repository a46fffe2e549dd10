"""The sockets after the opening: each moves a section one step on, in its order, and not while a hold stands."""

import pytest

from qinglian.domain.tenders.actions import (
    award_section,
    finish_evaluation,
    place_hold,
    publish_candidates,
    start_evaluation,
)
from qinglian.domain.tenders.models import Section
from qinglian.law.actor import TIMETABLE, Actor
from qinglian.law.refusal import NotAllowed, NotNow
from tests.factories import bids, people

pytestmark = pytest.mark.django_db
AT = bids.DEADLINE.replace(hour=15)
OFFICER = Actor("per-officer", roles=frozenset({"buyer_operator"}))
REVIEWER = Actor("per-reviewer", roles=frozenset({"buyer_reviewer"}))
STEPS = (
    (start_evaluation, bids.host, "recorded", "evaluating"),
    (finish_evaluation, lambda: TIMETABLE, "evaluating", "evaluated"),
    (publish_candidates, lambda: OFFICER, "evaluated", "publicised"),
    (award_section, lambda: REVIEWER, "publicised", "awarded"),
)


@pytest.mark.parametrize(("act", "actor", "source", "target"), STEPS)
def test_socket_moves_one_step_by_its_role_alone(act, actor, source, target) -> None:  # type: ignore[no-untyped-def]
    section = bids.room().section
    for state in [state.code for state in section_states() if state.code != source]:
        Section.objects.filter(pk=section.pk).update(state=state)
        with pytest.raises(NotNow):
            act(section, by=actor(), at=AT)
    Section.objects.filter(pk=section.pk).update(state=source)
    with pytest.raises(NotAllowed):
        act(section, by=Actor("per-x", roles=frozenset({"bidder_agent"})), at=AT)
    assert act(section, by=actor(), at=AT).state == target


@pytest.mark.parametrize("act", [start_evaluation, publish_candidates, award_section])
def test_socket_waits_while_a_hold_stands(act) -> None:  # type: ignore[no-untyped-def]
    actor, source = next((actor, source) for one, actor, source, _ in STEPS if one is act)
    section = bids.room().section
    Section.objects.filter(pk=section.pk).update(state=source)
    supervisor = Actor("per-sup", organisation=people.organisation().pk, roles=frozenset({"supervisor"}))
    place_hold(section.tender, cause="order", article="REG 62", reason="投诉处理期间暂停", by=supervisor, at=AT)
    with pytest.raises(NotNow) as refused:
        act(section, by=actor(), at=AT)
    assert refused.value.rule == "tender_on_hold"


def section_states():  # type: ignore[no-untyped-def]
    """This will list the section's states."""
    from qinglian.domain.tenders.lifecycle import SECTION

    return SECTION.states
