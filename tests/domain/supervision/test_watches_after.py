"""The watches of the later steps over a whole life: silence where every control holds, and what asking costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qinglian.domain.integrity.catalogue.watches_after import AFTER as NAMED
from qinglian.domain.supervision.watches import WATCHERS
from qinglian.domain.supervision.watches.after import AFTER
from tests.factories import watched
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
