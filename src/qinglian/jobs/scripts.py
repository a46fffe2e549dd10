"""The browser's scripts as a fact: whoever seals or releases in a page can compare what the page was served with what the log names."""

import json
from datetime import datetime
from pathlib import Path

from django.conf import settings

from qinglian.jobs.events import ScriptsPublished
from qinglian.law.actor import TIMETABLE
from qinglian.record import blobs
from qinglian.record.actions import append
from qinglian.record.models import Fact
from qinglian.record.queries import facts_about

SUBJECT = "platform:scripts"


def publish_scripts(*, at: datetime, folder: Path | None = None) -> Fact | None:
    """This will publish the bundle's files as blobs and log their hashes; None when the log names these very files already.

    FileNotFoundError when the bundle was not built (`make` builds it); ValueError when a file is not what its manifest says.
    """
    folder = folder or Path(settings.STATICFILES_DIRS[0]) / "bundle"
    named = {
        name: row["sha256"] for name, row in json.loads((folder / "manifest.json").read_text("utf-8"))["files"].items()
    }
    known = [row for row in facts_about(SUBJECT) if row.kind == ScriptsPublished.kind]
    if known and known[-1].fact["body"]["files"] == named:
        return None
    stored = dict(zip(named, blobs.store_all([(folder / name).read_bytes() for name in named]), strict=True))
    if stored != named:
        raise ValueError("the bundle's files are not those of its manifest: build it again")
    blobs.publish_all(list(stored.values()))
    return append(ScriptsPublished(named), subject=SUBJECT, by=TIMETABLE.id, at=at)
