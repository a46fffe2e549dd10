"""The year of study as the demo plays it: the figures come out of its records."""

import time
from datetime import datetime, timedelta

import pytest

from qinglian.domain.education import queries
from qinglian.domain.education.models import Activity
from qinglian.domain.people.models import Person
from qinglian.domain.people.queries import actor_of
from qinglian.record.clock import CHINA
from qinglian.record.keys import make_keys
from tests.stories.cast import gather
from tests.stories.clean import roll, study
from tests.stories.stage import Stage

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)


@pytest.mark.django_db(transaction=True)
def test_year_of_study_comes_out_of_records() -> None:
    make_keys()
    with Stage(NOW - timedelta(days=320)).open() as stage:
        cast = gather(stage)
        roll.play(stage, cast)
        began = time.monotonic()
        study.play(stage, cast, NOW)
        took = time.monotonic() - began
        print(f"study.play took {took:.1f} s")
        by = actor_of(Person.objects.get(login="party"), at=NOW)
        year = queries.coverage_for(by, year=2026)
        told = {row.code: (row.done, row.due, row.overdue) for row in queries.study_figures(by, on=NOW.date())}
        visit, missing = queries.visit_coverage(by, year=2026)
        open_ones = list(queries.directives_for(by, state="overdue", on=NOW.date()))
        films = queries.films_for(by)
    assert (Activity.objects.count(), year.sessions, year.used) == (len(study.YEAR) + 1, len(study.YEAR), 12)
    assert {form.kind.code: form.sessions for form in year.study} == {
        "first_item": 3, "theory_group": 3, "all_staff": 3, "branch_meeting": 3,
    }  # fmt: skip
    assert (visit.done, visit.due, missing) == (23, 24, ["方宁"])
    assert [row.title for row in open_ones] == ["关于开展年终岁尾廉洁教育的通知"]
    assert {board.film.title: (board.share.done, board.share.due) for board in films} == {
        "失守的底线": (22, 22),
        "悔过书": (16, 22),
    }
    assert told["study_types"] == (4, 4, 0)
    assert told["directives"] == (2, 3, 1)
    assert told["lectures"] == (3, 4, 0)
    assert told["reflections"] == (38, 44, 6)
    assert told["discussions"] == (3, 3, 0)
    assert told["commitments"] == (2, 3, 0)
    assert told["visits"] == (23, 24, 0)
    assert told["reading_sessions"] == (1, 0, 0)
