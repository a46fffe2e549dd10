"""The year of festivals, campaigns, problems and gifts is played through the API, and its figures come out of the records."""

from datetime import datetime

import pytest

from qinglian.domain.education import queries as education
from qinglian.domain.people.models import Person
from qinglian.domain.people.queries import actor_of
from qinglian.domain.supervision import queries
from qinglian.record.clock import CHINA
from qinglian.record.keys import make_keys
from tests.stories.cast import gather
from tests.stories.clean import campaigns, roll
from tests.stories.stage import Stage

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=CHINA)


@pytest.mark.django_db(transaction=True)
def test_year_of_campaigns_is_played_and_counted() -> None:
    make_keys()
    with Stage(datetime(2026, 1, 1, 8, 30, tzinfo=CHINA)).open() as stage:
        cast = gather(stage)
        roll.play(stage, cast)
        campaigns.play(stage, cast, NOW)
        asker = actor_of(Person.objects.get(login="discipline"), at=NOW)
        figures = education.festivals_figures(asker, on=NOW.date()) + queries.campaigns_figures(asker, on=NOW.date())
        told = {row.code: (row.done, row.due, row.overdue) for row in figures}
        years = queries.ledger_years(asker, on=NOW.date())
        missing = {
            one.name
            for row in queries.campaigns_for(asker, year=2026)
            for one in queries.missing_forms(row, asker=asker)
        }
    assert told == {
        "festivals_sent": (6, 6, 0), "festivals_read": (134, 144, 10), "self_checks": (38, 41, 3), "campaign_problems": (10, 12, 2),
        "style_problems": (5, 6, 1), "tendering_problems": (0, 3, 3), "gifts": (2, 3, 1),
    }  # fmt: skip
    assert [(row.total, row.new, row.repeated) for row in years] == [(5, 5, 0), (4, 1, 3), (3, 2, 1), (3, 2, 1)]
    assert missing == {"白简", "高望", "蔡文"}
