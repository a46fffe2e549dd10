"""The demo's round, pledges and lists of duties: 56 of 56 points trace to a round, everybody has signed but two, who are named."""

import time
from datetime import datetime, timedelta

import pytest

from qinglian.domain.integrity import queries
from qinglian.domain.people.models import Person
from qinglian.domain.people.queries import actor_of
from qinglian.record.clock import CHINA
from qinglian.record.keys import make_keys
from tests.stories.cast import gather
from tests.stories.clean import pledges, roll
from tests.stories.stage import Stage

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)


@pytest.mark.django_db(transaction=True)
@pytest.mark.meets("Z58")
def test_year_of_pledges_comes_out_of_records() -> None:
    make_keys()
    with Stage(NOW - timedelta(days=70)).open() as stage:
        cast = gather(stage)
        roll.play(stage, cast)
        began = time.monotonic()
        pledges.play(stage, cast, NOW)
        assert time.monotonic() - began < 60  # a few seconds on an idle machine
    director = actor_of(Person.objects.get(login="director"), at=NOW)
    figures = {row.code: (row.done, row.due, row.overdue) for row in queries.pledges_figures(director, on=NOW.date())}
    assert figures == {
        "points_adopted": (56, 56, 0),
        "pledges_signed": (22, 24, 2),
        "duty_lists_signed": (10, 11, 1),
        "duty_lists_reviewed": (1, 11, 0),
    }
    assert queries.points_without_adoption() == []
    assert [row.point.code for row in queries.traced_points(director) if not row.owner] == []
    campaign = queries.campaign_on(NOW.date())
    assert campaign is not None
    missing = [row.entry.person.name for row in queries.coverage_in(campaign, on=NOW.date()) if not row.is_signed]
    assert sorted(missing) == ["方宁", "简宜"]
    assert [row.entry.person.name for row in queries.holders_in(2026, asker=director) if not row.has_signed] == [
        "苗知远"
    ]
    assert [row.leader for row in queries.leader_pledges()] == ["丁一"]
