"""The browser's scripts are a fact, once for each build, and lie beside the log as blobs."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from qinglian.jobs.scripts import SUBJECT, publish_scripts
from qinglian.record import blobs
from qinglian.record.queries import facts_about
from tests.factories.record import START

pytestmark = pytest.mark.django_db


def bundle(folder: Path, content: str) -> Path:
    """This will write a bundle of one file."""
    (folder / "offline.html").write_text(content, "utf-8")
    row = {"sha256": sha256(content.encode()).hexdigest(), "size": len(content), "integrity": ""}
    (folder / "manifest.json").write_text(json.dumps({"type": "bundle/v1", "files": {"offline.html": row}}))
    return folder


def test_publish_scripts_logs_each_build_once(tmp_path: Path) -> None:
    first = publish_scripts(at=START, folder=bundle(tmp_path, "first"))
    assert first is not None
    assert publish_scripts(at=START, folder=tmp_path) is None
    publish_scripts(at=START, folder=bundle(tmp_path, "second"))
    named = [fact.fact["body"]["files"]["offline.html"] for fact in facts_about(SUBJECT)]
    assert named == [sha256(content.encode()).hexdigest() for content in ("first", "second")]
    assert [blobs.public_path(name).read_text() for name in named] == ["first", "second"]


def test_publish_scripts_refuses_a_file_that_was_changed_after_the_build(tmp_path: Path) -> None:
    (bundle(tmp_path, "built") / "offline.html").write_text("changed", "utf-8")
    with pytest.raises(ValueError, match="build it again"):
        publish_scripts(at=START, folder=tmp_path)
    assert facts_about(SUBJECT) == []
