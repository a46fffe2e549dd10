"""Weekly inspections: committed before, secret until the morning, held, revealed, recomputed; weeks without one are named."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qinglian.domain.integrity.actions import Result
from qinglian.domain.integrity.models import Inspection
from qinglian.domain.people.models import Duty
from qinglian.domain.supervision import actions, queries
from qinglian.domain.supervision.inspecting import known_from, over_at
from qinglian.domain.supervision.inspection_vault import seed_of
from qinglian.domain.supervision.models import InspectionSeed
from qinglian.domain.supervision.queries import weeks
from qinglian.jobs.inspecting import oversee
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotNow
from qinglian.record.clock import CHINA
from qinglian.record.models import Fact
from qinglian.trust.weekly import Lot, commitment_of, lot_of, lots_of, monday_of
from tests.factories import staff

pytestmark = pytest.mark.django_db
AT = datetime(2026, 9, 16, 10, 0, tzinfo=CHINA)  # Wednesday of the quarter's last week but one
SUPERVISOR = Actor(id="per-watch", organisation="org-watch", roles=frozenset({"supervisor"}))
SOUND = [Result("sound", "现场查看，没有发现问题。")] * 5


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This will give each test a key folder of its own."""
    monkeypatch.setattr(settings, "QINGLIAN_KEY_DIR", tmp_path)


def committed(at: datetime = AT) -> tuple[InspectionSeed, list[Lot]]:
    """This will commit, and return the row with the lots that only the key folder knows."""
    seed = actions.commit_inspections(at=at)
    return seed, lots_of(seed_of(seed.period), scope=seed.scope)


def held(lot: Lot, *, late: timedelta = timedelta(minutes=20)) -> Inspection:
    """This will call a week's inspection on its morning and hold it after its hour."""
    actions.call_inspections(at=known_from(lot))
    row = Inspection.objects.get(kind="weekly", period=lot.week)
    return actions.hold_check(row, results=SOUND, conclusion="在岗有序。", by=SUPERVISOR, at=row.planned_at + late)


def test_commit_inspections_binds_the_weeks_ahead_openly_and_once() -> None:
    seed, lots = committed()
    assert (seed.period, seed.first_week, seed.last_week) == ("2026-Q3", "2026-W39", "2026-W39")
    assert monday_of(seed.first_week) > AT.date()
    fact = Fact.objects.get(kind="inspections-committed/v1")
    assert (fact.secrecy, fact.fact["body"]["commitment"]) == ("open", commitment_of(seed.scope, seed_of("2026-Q3")))
    assert fact.fact["body"]["weeks"] == {"2026-W39": ["2026-09-21", "2026-09-22", "2026-09-23", "2026-09-24"]}
    with pytest.raises(NotNow):
        actions.commit_inspections(at=AT)
    following, lots = committed(AT + timedelta(days=7))
    assert (following.period, len(lots)) == ("2026-Q4", 14)
    golden = following.scope["weeks"]["2026-W41"]
    assert golden[0] == "2026-10-08"


def test_week_without_working_days_is_drawn_from_all_its_days() -> None:
    seed, _ = committed(datetime(2026, 2, 4, 9, 0, tzinfo=CHINA))
    assert len(seed.scope["weeks"]["2026-W08"]) == 7  # the Spring Festival of 2026


@pytest.mark.meets("Z23")
def test_lot_is_secret_until_its_morning_and_follows_again_from_the_revealed_seed() -> None:
    officer = staff.discipline_officer()
    seed, lots = committed(datetime(2026, 8, 19, 9, 0, tzinfo=CHINA))
    (lot, *_), secret = lots, seed_of(seed.period).hex()
    assert actions.call_inspections(at=known_from(lot) - timedelta(seconds=1)) == []
    everything = serializers.serialize("json", [row for model in apps.get_models() for row in model.objects.all()])  # type: ignore[attr-defined]
    assert secret not in everything
    newest = queries.weeks_for(SUPERVISOR, at=known_from(lot) - timedelta(seconds=1))[0]
    assert (newest.status, newest.inspection) == ("secret", None)
    with pytest.raises(NotNow):
        actions.reveal_inspections(seed, at=over_at(monday_of(seed.last_week)) - timedelta(seconds=1))
    for each in lots:
        inspection = held(each)
        planned = inspection.planned_at.astimezone(CHINA)
        assert (planned.date().isoformat(), planned.hour, inspection.subject) == (each.day, each.hour, each.section)
    assert Duty.objects.filter(kind="inspection", owed_by=officer).count() == len(lots)
    assert queries.recomputed(seed) is None
    end = over_at(monday_of(seed.last_week))
    assert oversee(end) >= 1
    seed.refresh_from_db()
    shown = queries.recomputed(seed)
    assert shown is not None
    assert [(row.lot, row.agrees, row.was_held) for row in shown] == [(each, True, True) for each in lots]
    revealed = Fact.objects.get(kind="inspections-revealed/v1")
    assert (revealed.secrecy, revealed.fact["body"]) == ("open", {"period": seed.period, "seed": secret})
    with pytest.raises(NotNow):
        actions.reveal_inspections(seed, at=end)


@pytest.mark.meets("Z23")
def test_every_week_has_an_inspection_or_is_named() -> None:
    seed, lots = committed(datetime(2026, 8, 19, 9, 0, tzinfo=CHINA))
    held(lots[0])
    actions.call_inspections(at=known_from(lots[1]))
    row = Inspection.objects.get(period=lots[1].week)
    late = over_at(monday_of(lots[1].week)) + timedelta(hours=9)
    actions.hold_check(row, results=SOUND, conclusion="迟了一周。", by=SUPERVISOR, at=late)
    uncovered = over_at(monday_of(seed.last_week)) + timedelta(days=7)  # nobody committed for the week after
    told = {week.week: week.status for week in queries.weeks_for(SUPERVISOR, at=uncovered)}
    assert told[lots[0].week] == "held"
    assert (told[lots[1].week], told[lots[2].week]) == ("missed", "missed")
    assert [status for week, status in told.items() if week > seed.last_week] == ["uncovered", "uncovered"]
    figure = queries.checks_figures(SUPERVISOR, on=date(2026, 9, 7))[0]
    assert (figure.done, figure.due, figure.overdue) == (1, 2, 1)


def test_recomputed_refuses_a_seed_that_does_not_fit() -> None:
    seed, _ = committed()
    InspectionSeed.objects.filter(pk=seed.pk).update(seed="00" * 32, state="revealed", revealed_at=AT)
    seed.refresh_from_db()
    with pytest.raises(ValueError, match="does not fit"):
        queries.recomputed(seed)


def test_weekly_inspection_is_called_once_held_after_its_hour_and_never_called_off() -> None:
    _, (lot,) = committed()
    (row,) = actions.call_inspections(at=known_from(lot))
    assert actions.call_inspections(at=known_from(lot)) == []
    with pytest.raises(NotNow):
        actions.hold_check(row, results=SOUND, conclusion="在岗有序。", by=SUPERVISOR, at=row.planned_at - timedelta(seconds=1))  # fmt: skip
    with pytest.raises(NotNow):
        actions.call_off_check(row, reason="不方便", by=SUPERVISOR, at=AT)
    with pytest.raises(NotAllowed):
        queries.weeks_for(staff.actor(staff.head()), at=AT)


def test_oversee_commits_calls_and_reveals_by_itself_and_does_nothing_twice() -> None:
    assert (oversee(AT), oversee(AT)) == (1, 0)
    monday = datetime(2026, 9, 21, 0, 0, tzinfo=CHINA)
    assert oversee(monday) == 1  # the fourth quarter's commitment, before its first week
    assert (oversee(monday + timedelta(days=4, hours=20)), oversee(monday + timedelta(days=4, hours=20))) == (1, 0)
    assert InspectionSeed.objects.get(pk="2026-Q3").state == "committed"
    oversee(monday + timedelta(days=7))
    assert InspectionSeed.objects.get(pk="2026-Q3").state == "revealed"


def test_round_in_which_nothing_is_due_draws_the_present_week_alone_and_writes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monday = datetime(2026, 9, 21, 0, 0, tzinfo=CHINA)
    for moment in (AT, monday, monday + timedelta(days=7)):
        oversee(moment)
    seed = InspectionSeed.objects.get(pk="2026-Q4")
    first, second, third, *_ = lots_of(seed_of(seed.period), scope=seed.scope)
    assert [oversee(known_from(lot)) for lot in (first, second)] == [1, 1]
    drawn: list[str] = []

    def noted(secret: bytes, *, week: str, scope: dict[str, Any]) -> Lot:
        drawn.append(week)
        return lot_of(secret, week=week, scope=scope)

    monkeypatch.setattr(weeks, "lot_of", noted)
    with CaptureQueriesContext(connection) as asked:
        assert oversee(known_from(third) - timedelta(seconds=1)) == 0
    assert drawn == [third.week]
    assert {row["sql"].split()[0] for row in asked.captured_queries} == {"SELECT"}
    assert oversee(known_from(third)) == 1
