"""Warnings: opened once by a run, explained by the centre, closed by a supervisor, opened again when the same comes back."""

from datetime import timedelta

import pytest

from qinglian.domain.supervision import actions, queries
from qinglian.domain.supervision.models import LightChange, RiskWarning, WatchRun
from qinglian.domain.supervision.watches import WATCHERS, Found
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.law.text import Text
from qinglian.record.models import Fact
from tests.factories import tenders

pytestmark = pytest.mark.django_db
AT = tenders.PUBLISHED
SUPERVISOR = Actor(id="per-watch", organisation="org-watch", roles=frozenset({"supervisor"}))
STAFF = Actor(id="per-staff", organisation="org-centre", roles=frozenset({"centre_verifier"}))
BIDDER = Actor(id="per-bidder", organisation="org-b", roles=frozenset({"bidder_agent"}))
LATE = Found("red", "tender:JC-2026-0001", Text("收到了截止以后的投标", "A bid came late"))


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Found]:
    """This will let the test say what the watch `late_bids` finds."""
    seen: list[Found] = []
    monkeypatch.setitem(WATCHERS, "late_bids", lambda _at: list(seen))
    return seen


def light(code: str) -> str:
    """This will return the light of the point that a watch belongs to."""
    return next(tile.light for tile in queries.tiles_for(SUPERVISOR, at=AT) if tile.point.measure.watch == code)


def run(*, at: object = AT) -> int:
    """This will run the watch."""
    return actions.run_watches(at=at, only=["late_bids"])  # type: ignore[arg-type]


def test_run_watches_opens_one_warning_for_one_finding_however_often_it_is_seen(found: list[Found]) -> None:
    assert light("late_bids") == "waiting"
    assert (run(), light("late_bids")) == (0, "green")
    found.append(LATE)
    assert (run(), run(at=AT + timedelta(minutes=5))) == (1, 0)
    warning = RiskWarning.objects.get()
    assert (warning.level, warning.subject, warning.state) == ("red", "tender:JC-2026-0001", "open")
    assert (warning.opened_at, warning.seen_at) == (AT, AT + timedelta(minutes=5))
    assert light("late_bids") == "red"
    assert list(LightChange.objects.values_list("light", flat=True)) == ["red"]
    fact = Fact.objects.get(kind="warning-opened/v1")
    assert (fact.secrecy, fact.fact["body"]["watch"]) == ("confidential", "late_bids")


def test_run_watches_turns_the_light_back_when_nothing_is_found_any_more_and_keeps_the_warning(
    found: list[Found],
) -> None:
    found.append(LATE)
    run()
    found.clear()
    run(at=AT + timedelta(minutes=5))
    assert light("late_bids") == "green"
    warning = RiskWarning.objects.get()
    assert (warning.state, warning.ended_at) == ("open", AT + timedelta(minutes=5))
    assert [row.light for row in queries.history_of(warning.point, asker=SUPERVISOR)] == ["green", "red"]


def test_close_warning_turns_the_light_back_and_what_stays_is_not_opened_again(found: list[Found]) -> None:
    found.append(LATE)
    run()
    warning = RiskWarning.objects.get()
    actions.close_warning(warning, conclusion="时钟已校正，该标段重新招标。", by=SUPERVISOR, at=AT)
    assert (light("late_bids"), run(at=AT + timedelta(minutes=5))) == ("green", 0)
    found.clear()
    run(at=AT + timedelta(minutes=10))
    found.append(LATE)
    assert run(at=AT + timedelta(minutes=15)) == 1
    assert (RiskWarning.objects.get().state, light("late_bids")) == ("open", "red")


def test_explain_warning_is_the_centres_and_close_warning_a_supervisors(found: list[Found]) -> None:
    found.append(LATE)
    run()
    warning = RiskWarning.objects.get()
    with pytest.raises(NotAllowed):
        actions.close_warning(warning, conclusion="没有问题", by=STAFF, at=AT)
    with pytest.raises(NotAllowed):
        actions.explain_warning(warning, explanation="已核实", by=SUPERVISOR, at=AT)
    with pytest.raises(NotValid):
        actions.explain_warning(warning, explanation="  ", by=STAFF, at=AT)
    actions.explain_warning(warning, explanation="时钟偏差 12 秒。", by=STAFF, at=AT)
    with pytest.raises(NotNow):
        actions.explain_warning(warning, explanation="再说一次", by=STAFF, at=AT)
    actions.close_warning(warning, conclusion="情况属实，已整改。", by=SUPERVISOR, at=AT)
    closed = RiskWarning.objects.get()
    assert (closed.explanation, closed.conclusion, closed.closed_by) == (
        "时钟偏差 12 秒。",
        "情况属实，已整改。",
        "per-watch",
    )
    with pytest.raises(NotNow):
        actions.close_warning(warning, conclusion="再办一次", by=SUPERVISOR, at=AT)


def test_watch_that_fails_is_said_on_the_wall_and_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_at: object) -> list[Found]:
        raise RuntimeError("the table is gone")

    monkeypatch.setitem(WATCHERS, "late_bids", broken)
    monkeypatch.setitem(WATCHERS, "window_extended", lambda _at: [Found("yellow", "tender:JC-2026-0002", LATE.words)])
    assert actions.run_watches(at=AT, only=["late_bids", "window_extended"]) == 1
    assert "the table is gone" in WatchRun.objects.get(watch="late_bids").failure
    tile = next(one for one in queries.tiles_for(SUPERVISOR, at=AT) if one.point.measure.watch == "late_bids")
    assert "the table is gone" in tile.failure


def test_check_point_is_a_supervisors_for_manual_points_with_evidence() -> None:
    with pytest.raises(NotAllowed):
        actions.check_point("R02", outcome="sound", evidence="抽查 10 件", by=STAFF, at=AT)
    with pytest.raises(NotValid):
        actions.check_point("R02", outcome="sound", evidence=" ", by=SUPERVISOR, at=AT)
    with pytest.raises(NotFound):
        actions.check_point("R99", outcome="sound", evidence="抽查", by=SUPERVISOR, at=AT)
    live = next(tile.point.code for tile in queries.tiles_for(SUPERVISOR, at=AT) if tile.point.measure.is_live)
    with pytest.raises(NotValid):
        actions.check_point(live, outcome="sound", evidence="抽查", by=SUPERVISOR, at=AT)
    actions.check_point("R02", outcome="attention", evidence="抽查 10 件，2 件资料不全。", by=SUPERVISOR, at=AT)
    tiles = {tile.point.code: tile for tile in queries.tiles_for(SUPERVISOR, at=AT)}
    assert (tiles["R02"].light, tiles["R08"].light) == ("yellow", "overdue")
    later = {tile.point.code: tile for tile in queries.tiles_for(SUPERVISOR, at=AT + timedelta(days=400))}
    assert later["R02"].light == "overdue"


def test_wall_and_warnings_are_for_supervisors_and_staff_alone() -> None:
    for asker in (BIDDER, Actor(id="nobody")):
        with pytest.raises(NotAllowed):
            queries.tiles_for(asker, at=AT)
        with pytest.raises(NotAllowed):
            queries.warnings_for(asker)
