"""The demo's part of talks, families and outreach: played through the API, its figures come out of records."""

import time
from datetime import datetime, timedelta

import pytest

from qinglian.domain.education.queries import family_figures, home_visit_figures, talk_figures
from qinglian.domain.outreach.queries import open_day_figures, rating_figures, suggestion_figures
from qinglian.law.actor import Actor
from qinglian.record.clock import CHINA
from qinglian.record.keys import make_keys
from tests.stories.cast import gather
from tests.stories.clean import roll, talks
from tests.stories.stage import Stage

PARTY = Actor("per-party", "org-c", frozenset({"party_officer"}))


@pytest.mark.django_db(transaction=True)
def test_play_leaves_a_plausible_year() -> None:
    make_keys()
    now = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)
    with Stage(now - timedelta(days=45)).open() as stage:
        cast = gather(stage)
        roll.play(stage, cast)
        begun = time.monotonic()
        talks.play(stage, cast, now)
        assert time.monotonic() - begun < 60  # seven when nobody else works here
        assert stage.now == now
        shown = stage.get("/outreach/answers")
    told = [
        figure
        for figures in (talk_figures, home_visit_figures, family_figures, open_day_figures, suggestion_figures, rating_figures)
        for figure in figures(PARTY, on=now.date())
    ]  # fmt: skip
    figures = {one.code: (one.done, one.due) for one in told}
    assert figures["talks_appointment"] == (1, 1)
    assert figures["talks_leadership"] == (2, 2)
    done, due = figures["talks_key_post"]
    assert due - done == 1
    assert (figures["open_day_guests"], figures["open_day_categories"]) == ((24, 24), (7, 7))
    assert figures["suggestions"] == (5, 6)
    assert figures["ratings"] == (12, 13)
    assert (figures["clean_families"], figures["family_videos"][0]) == ((2, 0), 3)
    done, due = figures["home_visits"]
    assert 0 < done < due
    assert shown["total"] == 5
    assert {one.records for one in told} <= {
        "centre_talks", "centre_home_visits", "centre_families", "centre_family_videos", "centre_family_contests",
        "centre_open_days", "centre_suggestions", "public:ratings", "centre_duties",
    }  # fmt: skip
