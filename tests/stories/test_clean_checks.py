"""The demo's inspections: every past week by lot, three methods, corrections in every state, figures out of records."""

import time
from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from qinglian.domain.integrity.models import Inspection, Rectification
from qinglian.domain.supervision import queries
from qinglian.domain.supervision.models import InspectionSeed
from qinglian.law.actor import Actor
from qinglian.record.clock import CHINA
from qinglian.record.keys import make_keys
from tests.stories.cast import gather
from tests.stories.clean import checks, roll
from tests.stories.stage import Stage

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)
ASKER = Actor(id="per-watch", organisation="org-watch", roles=frozenset({"supervisor"}))


@pytest.mark.django_db(transaction=True)
def test_checks_are_played_and_counted() -> None:
    make_keys()
    with Stage(NOW - timedelta(weeks=checks.WEEKS_BEFORE + 1)).open() as stage:
        cast = gather(stage)
        roll.play(stage, cast)
        begun = time.monotonic()
        checks.play(stage, cast, NOW)
        assert time.monotonic() - begun < 30  # a few seconds on a quiet machine
        assert stage.now == NOW
    weeks = queries.weeks_for(ASKER, at=NOW)
    past = [week for week in weeks if week.monday <= date(2026, 11, 16)]
    assert {week.status for week in past} == {"held"}
    assert len(past) == checks.WEEKS_BEFORE - 1
    assert dict(InspectionSeed.objects.values_list("period", "state")) == {"2026-Q3": "revealed", "2026-Q4": "committed"}  # fmt: skip
    held = Inspection.objects.filter(kind="periodic", state="held").values_list("method", flat=True)
    assert Counter(held) == {"documents": 2, "hearing": 2, "project": 2}
    assert Counter(Rectification.objects.values_list("state", flat=True)) == {
        "ordered": 2, "handed_in": 1, "returned": 1, "closed": 1,
    }  # fmt: skip
    late = Rectification.objects.get(escalated_at__isnull=False)
    assert (late.state, late.escalated_to is not None) == ("ordered", True)
    figures = {row.code: (row.done, row.due, row.overdue) for row in queries.checks_figures(ASKER, on=NOW.date())}
    assert figures["weekly_inspections"][2] == 0
    assert figures["periodic_checks"][0] == 6
    assert figures["rectifications"] == (1, 5, 1)
    scores = queries.assessment_of("2026-H2", asker=ASKER, at=NOW)
    assert scores[0].score > scores[-1].score
