"""`make story`: one whole tender, from notice to award, through the API on a fresh database, then verified offline from its published pack.

The last line is JSON: {"tenders", "bids", "opened", "leaves", "verified", "seconds"}. Exit code 1 when it does not verify.
"""

import json
import subprocess
import tempfile
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

from tests.stories.ground import QINGLIAN, ground

START = datetime(2026, 7, 6, 9, 0, tzinfo=timezone(timedelta(hours=8)))


def main() -> int:
    """This will play, verify and report."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="qinglian-story-") as folder:
        with ground(Path(folder)):
            result = _play(Path(folder))
        report = _verify(Path(folder))
    result |= {"verified": report.returncode == 0, "seconds": round(time.monotonic() - begun, 1)}
    print(report.stdout)
    print(json.dumps(result, ensure_ascii=False))
    return report.returncode


def _play(folder: Path) -> dict[str, object]:
    from django.conf import settings

    from qinglian.jobs.timetable import refresh_policy
    from qinglian.record.queries import latest_checkpoint
    from tests.stories.acts import outcomes
    from tests.stories.cast import gather
    from tests.stories.lives import open_tender
    from tests.stories.stage import Stage

    with Stage(START).open() as stage:
        stage.settle()
        _, played = open_tender.play(stage, gather(stage))
        refresh_policy(stage.now)
        (folder / "pack.zip").write_bytes(stage.fetch(f"/log/pack/{played.code}.zip"))
        for number, receipt in enumerate(played.receipts.values(), start=1):
            (folder / f"{number}.receipt.json").write_text(json.dumps(receipt))
        (folder / "pinned.json").write_bytes(Path(settings.QINGLIAN_POLICY).read_bytes())
        opened = [row for row in outcomes(played) if row[2]]
        checkpoint = latest_checkpoint()
        assert checkpoint is not None
        return {"tenders": 1, "bids": len(played.receipts), "opened": len(opened), "leaves": checkpoint.size}


def _verify(folder: Path) -> subprocess.CompletedProcess[str]:
    """The verifier is a process of its own, with nothing but the pack and a pinned policy."""
    command = [QINGLIAN, "verify", folder / "pack.zip", "--policy", folder / "pinned.json"]
    for receipt in sorted(folder.glob("*.receipt.json")):
        command += ["--receipt", receipt]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    )


if __name__ == "__main__":
    raise SystemExit(main())
