"""The demo clears only what a demo made, and lives on a day on which a deadline may fall."""

from datetime import datetime
from pathlib import Path

import pytest

from qinglian.record.clock import CHINA
from tests.stories import demo


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
