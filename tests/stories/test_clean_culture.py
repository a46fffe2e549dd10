"""The culture's part of the demo's year: what the dashboard will count of it."""

from datetime import datetime, timedelta

import pytest

from qinglian.domain.education import queries as education
from qinglian.domain.education.models import ChannelLog
from qinglian.domain.integrity import queries as integrity
from qinglian.domain.people.models import Person
from qinglian.domain.people.queries import actor_of
from qinglian.record.clock import CHINA
from qinglian.record.keys import make_keys
from tests.stories.cast import gather
from tests.stories.clean import culture, roll
from tests.stories.stage import Stage

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)


@pytest.mark.django_db(transaction=True)
@pytest.mark.meets("Z15")
@pytest.mark.meets("Z16")
@pytest.mark.meets("Z55")
def test_year_of_culture_leaves_the_figures_of_the_mission() -> None:
    make_keys()
    with Stage(NOW - timedelta(days=70)).open() as stage:
        cast = gather(stage)
        roll.play(stage, cast)
        before = stage.now
        culture.play(stage, cast, NOW)
        assert stage.now == before
        stage.set(NOW)
        plan = stage.get("/integrity/plans", by="director")["items"][0]
        standing = stage.get(f"/integrity/plans/{plan['id']}/standing", by="director")
        topics = stage.get("/integrity/meetings/topics", by="director", year=2026)
        categories = stage.get("/education/library/categories", by="counter")
        overdue = stage.get("/education/positions", by="party", standing="overdue")["items"]
        loans = stage.get("/education/library/loans", by="witness", state="out")
        released = stage.get("/education/messages/released")
    assert (topics["integrity"], topics["business"]) == (4, 2)
    assert (standing["due"], standing["done"], standing["overdue"], standing["lacking_pair"]) == (24, 11, 6, 1)
    assert (categories["discipline_law"], categories["family_virtues"], sum(categories.values())) == (8, 7, 30)
    assert [row["name"] for row in overdue] == ["交易大厅等候区"]
    assert (loans["total"], len(released), ChannelLog.objects.count()) == (1, 30, 150)
    asker, on = actor_of(Person.objects.get(login="director"), at=NOW), NOW.date()
    figures = [
        *integrity.meetings_figures(asker, on=on), *integrity.plans_figures(asker, on=on), *education.messages_figures(asker, on=on),
        *education.positions_figures(asker, on=on), *education.library_figures(asker, on=on),
    ]  # fmt: skip
    assert {one.code: (one.done, one.due, one.overdue) for one in figures} == {
        "integrity_meetings": (4, 0, 0), "decisions": (2, 4, 1), "plan_tasks": (11, 24, 6), "plan_pairs": (10, 11, 0),
        "messages": (30, 30, 0), "positions": (7, 8, 1), "loans": (5, 8, 3),
    }  # fmt: skip
