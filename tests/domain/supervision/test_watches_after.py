"""The watches of the later steps over a whole life: silence where every control holds, and what asking costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qinglian.domain.experts.models import Draw
from qinglian.domain.integrity.catalogue.watches_after import AFTER as NAMED
from qinglian.domain.supervision.actions.watching import run_watches
from qinglian.domain.supervision.models import WatchRun
from qinglian.domain.supervision.queries import tiles_for, warnings_for
from qinglian.domain.supervision.watches import WATCHERS
from qinglian.domain.supervision.watches.after import AFTER
from qinglian.law.actor import Actor
from tests.factories import experts, people, watched
from tests.factories.contracts import AFTER as AT

pytestmark = pytest.mark.django_db


def asked() -> dict[str, int]:
    """This will count the queries of each watch."""
    counted = {}
    for code in AFTER:
        with CaptureQueriesContext(connection) as seen:
            WATCHERS[code](AT)
        counted[code] = len(seen)
    return counted


def test_watchers_compute_every_watch_that_the_catalogue_names() -> None:
    assert list(AFTER) == [watch.code for watch in NAMED]


def test_every_watch_finds_nothing_in_a_healthy_life() -> None:
    watched.life()
    assert {code: found for code in AFTER if (found := WATCHERS[code](AT))} == {}


def test_every_watch_asks_a_fixed_number_of_queries_however_many_tenders_there_are() -> None:
    watched.life()
    first = asked()
    watched.life()
    assert asked() == first
    assert max(first.values()) <= 7


def test_run_watches_turns_the_point_and_opens_one_warning_until_the_control_holds_again() -> None:
    hall, by = experts.drawn(), people.actor(people.supervisor())
    seed = hall.draw.seed
    Draw.objects.filter(pk=hall.draw.pk).update(seed="ab" * 32)
    assert [run_watches(at=experts.AT, only=["seeds_revealed"]) for _ in range(2)] == [1, 0]
    assert light(by) == "red"
    (warning,) = warnings_for(by)
    assert (warning.watch, warning.subject) == ("seeds_revealed", f"tender:{hall.room.section.tender.code}/1/draw-1")
    Draw.objects.filter(pk=hall.draw.pk).update(seed=seed)
    assert run_watches(at=experts.AT, only=["seeds_revealed"]) == 0
    assert light(by) == "green"


def light(by: Actor) -> str:
    """This will return the light of the point whose measure the watch sees."""
    (tile,) = [one for one in tiles_for(by, at=experts.AT) if one.point.measure.watch == "seeds_revealed"]
    return tile.light


def test_run_watches_runs_every_later_watch_without_a_failure() -> None:
    watched.life()
    assert run_watches(at=AT, only=list(AFTER)) == 0
    assert set(WatchRun.objects.values_list("watch", "failure")) == {(code, "") for code in AFTER}
