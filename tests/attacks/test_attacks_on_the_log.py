"""Attacks 6, 7, 11 and 12: fork, old backup, a notice and a rulebook edited afterwards. Each names the data that finds it."""

from pathlib import Path

import pytest

from tests.attacks import scene as scenes
from tests.attacks.attacker import Attacker
from tests.factories.witness import TestWitness

pytestmark = pytest.mark.django_db


def test_fork_is_found_by_the_missing_quorum_and_by_any_remembered_checkpoint(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    """Data: the published tree and the pinned policy; besides, one checkpoint that somebody kept."""
    scene = scenes.genuine(witnesses)
    folder = scenes.exported(tmp_path / "log")
    attacker = Attacker(scene, folder)
    attacker.change(attacker.row("bid-opened/v1"), sheet={"price_fen": 1})
    attacker.rebuild()
    assert scenes.codes(scenes.report_on(folder, scene)) >= {"quorum_missing", "sheet_differs"}
    found = scenes.report_on(folder, scene, since=tuple(scene.kept.items()))
    forks = [finding.where for finding in found.findings if finding.code == "log_forked"]
    assert forks == ["opened"]  # the earlier ones end before the change


def test_restoring_an_old_backup_is_found_by_a_remembered_checkpoint(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    """Data: the tree as served after the restore, the pinned policy, one checkpoint kept before it."""
    scene = scenes.genuine(witnesses)
    folder = scenes.exported(tmp_path / "log")
    attacker = Attacker(scene, folder)
    since = (("opened", scene.kept["opened"]),)
    attacker.rows = attacker.rows[:-5]
    attacker.rebuild()
    assert scenes.codes(scenes.report_on(folder, scene, since=since)) >= {"log_shrunk", "quorum_missing"}
    for _ in range(8):  # life goes on after the restore: other facts take the lost places
        attacker.add({"kind": "noted/v1", "at": "2026-12-11T10:00:00+08:00", "by": None, "subject": "x", "body": {}})
    attacker.rebuild()
    assert scenes.codes(scenes.report_on(folder, scene, since=since)) >= {"log_forked", "quorum_missing"}


def test_a_notice_edited_after_publication_is_found_from_the_tree_alone(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    """Data: the published tree and the pinned policy. Signed anew: the witnesses' quorum, and every bid, which names the old notice."""
    scene = scenes.genuine(witnesses)
    folder = scenes.exported(tmp_path / "log")
    attacker = Attacker(scene, folder)
    notice = attacker.row("notice-published/v1")
    kept_leaf = notice.leaf
    attacker.change(notice, decrypt_window_minutes=5)
    notice.leaf, new_leaf = kept_leaf, notice.leaf
    attacker.write_facts()
    assert scenes.codes(scenes.report_on(folder, scene)) >= {"fact_changed", "notice_missing"}
    notice.leaf = new_leaf
    attacker.rebuild()
    assert scenes.codes(scenes.report_on(folder, scene)) == {
        "quorum_missing",
        "closing_unwitnessed",
        "manifest_foreign",
    }


def test_a_rulebook_edited_after_the_fact_is_found_from_the_tree_alone(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    """Data: the published tree and the pinned policy. Under its old name, under a new name, and withheld."""
    scene = scenes.genuine(witnesses)
    folder = scenes.exported(tmp_path / "log")
    attacker = Attacker(scene, folder)
    notice = attacker.row("notice-published/v1")
    rulebook = folder / "blob" / notice.fact["body"]["rulebook"]
    edited = rulebook.read_bytes().replace(b'"value":20', b'"value":10')
    assert edited != rulebook.read_bytes()
    rulebook.write_bytes(edited)
    assert scenes.codes(scenes.report_on(folder, scene)) == {"rulebook_changed"}
    rulebook.unlink()
    assert scenes.codes(scenes.report_on(folder, scene)) == {"rulebook_missing"}
    attacker.change(notice, rulebook=attacker.blob(edited))
    attacker.rebuild()
    assert scenes.codes(scenes.report_on(folder, scene)) == {
        "quorum_missing",
        "closing_unwitnessed",
        "manifest_foreign",
    }
