"""`qinglian inspections`: a copy of the log tells whether the weekly lots follow from the committed seed."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from qinglian.cli.inspections import judged, read_facts
from qinglian.cli.main import commands
from qinglian.cli.refused import Refused
from qinglian.trust.canonical import fact_leaf
from qinglian.trust.weekly import commitment_of, lots_of

SEED = bytes(range(32))
SCOPE: dict[str, Any] = {
    "period": "2026-Q4",
    "weeks": {"2026-W47": ["2026-11-16", "2026-11-17"], "2026-W48": ["2026-11-23", "2026-11-24"]},
    "hours": [9, 14],
    "sections": ["office", "finance"],
}
LOT = lots_of(SEED, scope=SCOPE)[0]


def fact(kind: str, body: dict[str, Any]) -> dict[str, Any]:
    """This will write a fact as the log has it."""
    return {"kind": kind, "at": "2026-11-16T09:00:00+08:00", "by": None, "subject": "inspections:2026-Q4", "body": body}


COMMITTED = fact("inspections-committed/v1", SCOPE | {"commitment": commitment_of(SCOPE, SEED)})
REVEALED = fact("inspections-revealed/v1", {"period": "2026-Q4", "seed": SEED.hex()})
HELD = fact("weekly-inspection-held/v1", {"week": LOT.week, "day": LOT.day, "hour": LOT.hour, "section": LOT.section})


def copy(folder: Path, facts: list[dict[str, Any]]) -> Path:
    """This will write a bundle of facts as a copy of the log holds it."""
    salt = bytes(32)
    rows = [
        {"index": n, "leaf": fact_leaf(salt, one).hex(), "salt": base64.b64encode(salt).decode(), "fact": one}
        for n, one in enumerate(facts)
    ]
    (folder / "facts").mkdir()
    (folder / "facts" / "000").write_text(json.dumps([*rows, {"index": len(rows), "leaf": "00" * 32}]))
    return folder


@pytest.mark.meets("Z23")
def test_lots_are_recomputed_and_missing_weeks_named(tmp_path: Path) -> None:
    answer = CliRunner().invoke(commands, ["inspections", str(copy(tmp_path, [COMMITTED, REVEALED, HELD]))])
    told = json.loads(answer.stdout)
    assert (answer.exit_code, told["verdict"], told["differ"], told["missing"]) == (0, "right", [], ["2026-W48"])
    assert told["lots"][0] == HELD["body"]


def test_sealed_wrong_seed_and_other_lot_are_told_apart(tmp_path: Path) -> None:
    assert judged([COMMITTED])[0]["verdict"] == "sealed"
    other = fact("inspections-revealed/v1", {"period": "2026-Q4", "seed": "11" * 32})
    assert judged([COMMITTED, other])[0]["verdict"] == "wrong"
    moved = fact("weekly-inspection-held/v1", HELD["body"] | {"hour": 23 - LOT.hour})
    assert judged([COMMITTED, REVEALED, moved])[0]["differ"] == [LOT.week]
    answer = CliRunner().invoke(commands, ["inspections", str(copy(tmp_path, [COMMITTED, REVEALED, moved]))])
    assert answer.exit_code == 1


def test_folder_without_facts_and_facts_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        read_facts(tmp_path)
    path = copy(tmp_path, [COMMITTED]) / "facts" / "000"
    path.write_text(path.read_text().replace('"2026-Q4", "weeks"', '"2026-Q3", "weeks"'))
    with pytest.raises(Refused):
        read_facts(tmp_path)
