"""The drill: back up, lose things, restore; and the rollback guard, which lets no stale database sign."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from qinglian.trust.note import Signer, open_checkpoint
from tests.factories.installation import Installation, empty_installation, new_installation
from tests.factories.witness import running_witnesses

BLOB = """
from qinglian.record import blobs
name, _ = blobs.store([b"tender documents"]); blobs.publish(name)
gone, _ = blobs.store([b"a bid that will be withdrawn"])
print(gone)
"""
SEQUENCE = "\nfrom qinglian.record.witnessing import ask_witnesses\nsequence_all(); ask_witnesses(at=START)\n"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    made = new_installation(tmp_path_factory.mktemp("backups") / "template")
    made.said("note_facts(300)" + SEQUENCE)
    yield made
    made.remove()


@pytest.fixture
def installation(template: Installation, tmp_path: Path) -> Iterator[Installation]:
    copied = template.copied_to(tmp_path / "original")
    yield copied
    copied.remove()


@pytest.fixture
def spare(installation: Installation, tmp_path: Path) -> Iterator[Installation]:
    """Another machine: an empty database and the keys, which were kept elsewhere."""
    made = empty_installation(tmp_path / "spare")
    shutil.copytree(installation.home / "keys", made.home / "keys")
    yield made
    made.remove()


def size_of(installation: Installation) -> int:
    key = Signer.from_string((installation.home / "keys/log.key").read_text())
    return open_checkpoint((installation.home / "log/checkpoint").read_text(), log=key.verifier()).size


def test_restore_on_another_machine_goes_on_where_the_backup_ended(
    installation: Installation, spare: Installation, tmp_path: Path
):
    gone = installation.said(BLOB)
    assert installation.manage("backup", str(tmp_path / "backup")).returncode == 0
    installation.said(f"from qinglian.record import blobs; blobs.destroy({gone!r}); note_facts(2)" + SEQUENCE)
    done = installation.manage("backup", str(tmp_path / "backup"))
    assert done.stdout.strip().endswith("log of 302 leaves. Keys are not in it: keep them elsewhere")
    assert b"withdrawn" not in b"".join(
        path.read_bytes() for path in (tmp_path / "backup/blobs").rglob("*") if path.is_file()
    )
    assert not list((tmp_path / "backup").rglob("*.key"))
    restored = spare.manage("restore", str(tmp_path / "backup"))
    assert (restored.returncode, restored.stderr) == (0, "")
    spare.said("note_facts(3)" + SEQUENCE)
    assert size_of(spare) == 305
    assert spare.manage("scrub").stdout.strip() == "2 blobs and 305 leaves are as they were stored"


def test_restore_of_an_old_database_beside_a_newer_log_is_refused_and_signs_nothing(
    installation: Installation, tmp_path: Path
):
    installation.manage("backup", str(tmp_path / "backup"))
    installation.said("note_facts(7)" + SEQUENCE)
    stale = installation.with_empty_database()
    done = stale.manage("restore", str(tmp_path / "backup"), "--database-only")
    assert done.returncode == 1
    assert "the database has 300 leaves, but the published log has 307 leaves" in done.stderr
    assert "LogRefused" in stale.run("note_facts(1)" + SEQUENCE).stderr
    assert size_of(stale) == 307
    stale.drop_database()


def test_restore_of_everything_old_is_refused_when_a_witness_has_seen_more(
    installation: Installation, spare: Installation, tmp_path: Path
):
    key = Signer.from_string((installation.home / "keys/log.key").read_text()).verifier()
    with running_witnesses(1, key) as witnesses:
        named = witnesses[0].setting
        installation.said(SEQUENCE, QINGLIAN_WITNESSES=named)
        installation.manage("backup", str(tmp_path / "backup"))
        installation.said("note_facts(7)" + SEQUENCE, QINGLIAN_WITNESSES=named)
        done = spare.manage("restore", str(tmp_path / "backup"), QINGLIAN_WITNESSES=named)
    assert done.returncode == 1
    assert "the database has 300 leaves, but the witness witness0.invalid has seen 307" in done.stderr


def test_restore_of_an_unfinished_backup_or_into_a_full_place_is_refused(
    installation: Installation, spare: Installation, tmp_path: Path
):
    installation.manage("backup", str(tmp_path / "backup"))
    assert "move it away first" in installation.manage("restore", str(tmp_path / "backup")).stderr
    (tmp_path / "backup/backup.json").unlink()
    assert "this backup was not finished" in spare.manage("restore", str(tmp_path / "backup")).stderr


def test_rebuild_log_brings_a_lost_folder_back_byte_for_byte_and_signs_nothing(installation: Installation):
    before = {
        path.relative_to(installation.home): path.read_bytes()
        for path in (installation.home / "log").rglob("*")
        if path.is_file()
    }
    shutil.rmtree(installation.home / "log")
    assert "holds no signed checkpoint" in installation.run("note_facts(1)" + SEQUENCE).stderr
    assert "log of 300 leaves rebuilt" in installation.manage("rebuild_log").stdout
    after = {
        path.relative_to(installation.home): path.read_bytes()
        for path in (installation.home / "log").rglob("*")
        if path.is_file()
    }
    assert after == before | {Path("log/policy.json"): (installation.home / "policy.json").read_bytes()}
    assert "nothing is rebuilt" in installation.manage("rebuild_log").stderr


def test_scrub_names_every_changed_byte(installation: Installation):
    gone = installation.said(BLOB)
    (installation.home / "blobs/private" / gone[:2] / gone).write_bytes(b"a bid that was changed!!!!!!")
    bundle = installation.home / "log/facts/000"
    rows = json.loads(bundle.read_text())
    rows[3]["fact"]["body"]["text"] = "another"
    bundle.write_text(json.dumps(rows))
    installation.said(
        "from qinglian.record.models import Fact\nFact.objects.filter(index=270).update(fact={'kind': 'forged'})"
    )
    done = installation.manage("scrub")
    assert done.returncode == 1
    assert done.stderr.splitlines()[:-1] == [
        f"blob private/{gone}: the bytes on disk no longer have this hash",
        "facts/000 is not what the database says",
        "fact 270: the database's content does not match its leaf",
        "facts/001.p/44 is not what the database says",
    ]
