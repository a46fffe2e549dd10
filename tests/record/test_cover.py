"""Cover leaves: planned once, placed when due, and outside the database nothing tells them from sealed facts."""

import json
from datetime import date, timedelta
from math import log
from pathlib import Path

import pytest

from qinglian.record import cover, queries
from qinglian.record.models import CoverPlan, Fact, Secrecy
from qinglian.trust.log import facts_path
from tests.factories.record import START, note_facts, sequence_all

pytestmark = pytest.mark.django_db


def test_plan_day_plans_each_day_once(home: Path):
    planned = cover.plan_day(date(2026, 11, 25))
    assert CoverPlan.objects.count() == planned
    assert cover.plan_day(date(2026, 11, 25)) == 0
    assert CoverPlan.objects.count() == planned


def test_plan_deadline_plans_again_when_the_deadline_moves(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cover, "geometric", lambda mean: 7)
    deadline = START + timedelta(hours=70)
    assert [cover.plan_deadline("section:1:1", deadline=deadline, at=START) for _ in range(2)] == [7, 0]
    assert cover.plan_deadline("section:1:1", deadline=deadline + timedelta(days=1), at=START) == 7
    moments = list(CoverPlan.objects.values_list("due_at", flat=True))
    assert min(moments) >= START
    assert max(moments) <= deadline + timedelta(days=1)


def test_place_due_places_what_is_due_and_nothing_twice(home: Path):
    CoverPlan.objects.bulk_create([CoverPlan(due_at=START + timedelta(seconds=n)) for n in range(5)])
    assert cover.place_due(at=START + timedelta(seconds=2)) == 3
    assert cover.place_due(at=START + timedelta(seconds=2)) == 0
    assert Fact.objects.filter(secrecy=Secrecy.COVER).count() == 3
    assert CoverPlan.objects.count() == 2


def test_cover_leaves_look_like_sealed_facts_in_feed_and_timeline(home: Path):
    note_facts(2, secrecy=Secrecy.SEALED)
    CoverPlan.objects.bulk_create([CoverPlan(due_at=START) for _ in range(2)])
    cover.place_due(at=START)
    sequence_all()
    entries = json.loads((home / "log" / facts_path(0, 4)).read_text())
    assert {tuple(sorted(entry)) for entry in entries} == {("index", "leaf")}
    assert len({entry["leaf"] for entry in entries}) == 4
    assert {entry.fact for entry in queries.timeline()} == {None}
    assert queries.facts_about("") == []


def test_geometric_numbers_have_the_mean_and_the_memorylessness_that_the_threat_model_counts_on():
    drawn = [cover.geometric(60) for _ in range(40_000)]
    mean = sum(drawn) / len(drawn)
    assert abs(mean - 60) < 2  # five standard errors are 1.5
    beyond = [n - 60 for n in drawn if n >= 60]
    assert abs(sum(beyond) / len(beyond) - 60) < 4
    assert abs(log(len(beyond) / len(drawn)) - 60 * log(60 / 61)) < 0.05


def test_geometric_odds_between_neighbouring_numbers_of_bids_stay_small():
    """Odds of b bids against b + 10 after any count of leaves: (61/60)^10."""
    assert round((61 / 60) ** 10, 2) == 1.18
