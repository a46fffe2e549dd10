"""The demo's rules: 127 reviewed, 115 kept, 37 of them revised, 12 repealed, all from records; texts that are found; clauses that count."""

import time
from datetime import datetime, timedelta

import pytest

from qinglian.domain.integrity import queries
from qinglian.domain.integrity.models import RuleReview
from qinglian.domain.people.models import Person
from qinglian.domain.people.queries import actor_of
from qinglian.record.clock import CHINA
from qinglian.record.keys import make_keys
from tests.stories.cast import gather
from tests.stories.clean import roll, rules
from tests.stories.stage import Stage

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)


@pytest.mark.django_db(transaction=True)
@pytest.mark.meets("Z41", "Z53")
def test_year_of_rules_comes_out_of_records() -> None:
    make_keys()
    with Stage(NOW - timedelta(days=70)).open() as stage:
        cast = gather(stage)
        roll.play(stage, cast)
        began = time.monotonic()
        rules.play(stage, cast, NOW)
        took = time.monotonic() - began
        assert took < 60  # a few seconds on an idle machine
    director = actor_of(Person.objects.get(login="director"), at=NOW)

    def figures() -> dict[str, tuple[int, int, int]]:
        return {row.code: (row.done, row.due, row.overdue) for row in queries.rules_figures(director, on=NOW.date())}

    told = {
        "rules_reviewed": (127, 127, 0), "rules_kept": (115, 0, 0), "rules_repealed": (12, 0, 0), "rules_revised": (37, 0, 0), "rules_reissued": (36, 37, 0),
        "clauses_matched": (17, 20, 0),
    }  # fmt: skip
    assert figures() == told
    assert queries.counts_of_rules(director) == {
        "issued": 115, "repealed": 12, "planned": 2, "draft": 1, "consultation": 1, "revision": 1,
    }  # fmt: skip
    assert "礼品" in [hit.sentence.words for hit in queries.search_rules("礼品", asker=director)]
    assert len(queries.search_rules("不得", asker=director)) > 10
    assert queries.clauses_for(director, state="unmatched").count() == 1
    gone = RuleReview.objects.filter(outcome="repealed").order_by("pk").first()
    assert gone is not None
    RuleReview.objects.filter(pk=gone.pk).update(outcome="kept", successor=None)
    assert (figures()["rules_kept"], figures()["rules_repealed"]) == ((116, 0, 0), (11, 0, 0))
