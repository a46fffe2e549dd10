"""Two at once in a draw: seeds combine once, a call has one answer, and nothing is left half done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from qinglian.domain.experts import actions, queries
from qinglian.domain.experts.models import Call
from qinglian.domain.tenders import actions as tenders
from qinglian.law.refusal import Refusal
from qinglian.record.models import Fact
from qinglian.trust.lots import combined_seed
from tests.factories import experts, seeds
from tests.factories.experts import AT

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts: Callable[[], Any]) -> list[Any]:
    """This will run the acts at the same moment, each in its own thread, and return results or refused rules."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        barrier.wait()
        try:
            return act()
        except Refusal as refusal:
            return refusal.rule
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def count(kind: str) -> int:
    return Fact.objects.filter(kind=kind).count()


def test_reveal_seed_of_the_last_two_at_once_combines_once() -> None:
    """Each reveal is followed by a timetable of its own, as two workers would."""
    hall = experts.seeded(parties=("tenderer",))
    section, scope = hall.room.section, queries.scope_of(hall.draw)

    def reveal(party: str) -> Callable[[], Any]:
        by = seeds.actor_for(section, party)

        def act() -> Any:
            tenders.reveal_seed(section, purpose="draw", scope=scope, party=party, seed=hall.seeds[party], by=by, at=AT)
            return experts.advance(at=AT)

        return act

    together(reveal("centre"), reveal("supervisor"))
    assert (count("seed-revealed/v1"), count("draw-made/v1")) == (3, 1)
    draw = hall.refresh()
    assert (draw.state, draw.seed) == ("drawn", combined_seed("draw", scope, list(hall.seeds.values())).hex())
    assert [call.order for call in hall.calls()] == [1, 2, 3, 4]


def test_reveal_seed_of_one_party_at_once_is_told_once() -> None:
    hall = experts.seeded(parties=("tenderer",))
    section, scope = hall.room.section, queries.scope_of(hall.draw)
    by, seed = seeds.actor_for(section, "centre"), hall.seeds["centre"]

    def reveal() -> str:
        tenders.reveal_seed(section, purpose="draw", scope=scope, party="centre", seed=seed, by=by, at=AT)
        return "told"

    outcomes = together(reveal, reveal)
    assert (outcomes.count("told"), count("seed-revealed/v1")) == (1, 2)


def test_make_draw_by_two_timetables_at_once_happens_once() -> None:
    hall = experts.seeded()
    outcomes = together(*[lambda: actions.make_draw(hall.draw, at=AT).state] * 2)
    assert sorted(outcomes) == ["draw.make_draw", "drawn"]
    assert (count("draw-made/v1"), len(hall.calls())) == (1, 4)


def test_accept_and_decline_at_once_leave_one_answer() -> None:
    hall = experts.drawn()
    call = hall.calls()[0]
    outcomes = together(
        lambda: actions.accept_call(call, at=AT).state,
        lambda: actions.decline_call(call, at=AT).state,
    )
    state = Call.objects.get(pk=call.pk).state
    assert state in ("accepted", "declined")
    refused = {"accepted": "call.decline_call", "declined": "call.accept_call"}[state]
    assert sorted(outcomes) == sorted([state, refused])
    assert count("expert-answered/v1") == 1
    assert Fact.objects.get(kind="expert-answered/v1").fact["body"]["answer"] == state
    assert Call.objects.filter(state="due").count() == (state == "declined")
