"""The demo clears only what a demo made, lives on a day on which a deadline may fall, and has tenders in every stage."""

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from qinglian.domain.evaluation.models import Session
from qinglian.domain.experts.models import Draw
from qinglian.domain.tenders.models import Section
from qinglian.record.clock import CHINA
from qinglian.record.keys import make_keys
from tests.stories import acts_draw, demo
from tests.stories.centre import furnish
from tests.stories.stage import Stage


def test_clear_refuses_a_folder_that_no_demo_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "HOME", tmp_path)
    monkeypatch.setattr(demo, "MARK", tmp_path / ".demo")
    (tmp_path / "qinglian.sqlite3").write_text("precious")
    with pytest.raises(SystemExit, match="was not made by a demo"):
        demo.clear()
    assert (tmp_path / "qinglian.sqlite3").read_text() == "precious"
    (tmp_path / ".demo").touch()
    demo.clear()
    assert [path.name for path in tmp_path.iterdir()] == [".demo"]


@pytest.mark.parametrize(("day", "ahead"), [("2026-11-23", 0), ("2026-10-01", 7), ("2026-09-30", 0)])
def test_days_ahead_leaves_public_holidays(day: str, ahead: int) -> None:
    assert demo.days_ahead(datetime.fromisoformat(f"{day} 10:00").replace(tzinfo=CHINA)) == ahead


@pytest.mark.django_db(transaction=True)
def test_furnish_leaves_tenders_in_every_stage() -> None:
    make_keys()
    now = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)
    with Stage(demo.first_day(now)).open() as stage:
        live = furnish(stage, lambda: now, minutes_left=10)
        calls = [acts_draw.call_of(stage, one)["state"] for one in live.calls]
        seats = [stage.get("/evaluation/seat", headers={"X-Seat": one})["state"] for one in live.seats]
    assert Counter(Section.objects.values_list("state", flat=True)) == {
        "draft": 3, "bidding": 4, "failed": 1, "releasing": 1, "opened": 1, "recorded": 3, "evaluating": 2, "publicised": 2, "awarded": 1,
    }  # fmt: skip
    assert Counter(Draw.objects.values_list("state", flat=True)) == {
        "rostered": 1, "drawn": 1, "complete": 4, "disclosed": 1,
    }  # fmt: skip
    assert sorted(Session.objects.values_list("state", flat=True)) == [
        "finished",
        "finished",
        "finished",
        "open",
        "report",
    ]
    assert (calls, seats) == (["waiting"] * 4, ["expected"] * 5)
