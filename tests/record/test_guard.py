"""The rollback guard: nothing is signed by a database that is behind what was signed before."""

import shutil
from pathlib import Path

import pytest

from qinglian.record import store
from qinglian.record.guard import LogRefused
from qinglian.record.keys import KeysMissing, log_signer
from qinglian.record.models import Checkpoint, Fact, LogHead
from qinglian.record.sequencer import sequence_once
from qinglian.trust.log import leaf_hash, root_of
from qinglian.trust.note import Signer, new_signer_key, sign_checkpoint
from tests.factories.record import START, note_fact, note_facts, sequence_all

pytestmark = pytest.mark.django_db


def roll_back_to(size: int) -> None:
    """What restoring an old backup does to the tables."""
    Fact.objects.filter(index__gte=size).delete()
    Checkpoint.objects.filter(size__gt=size).delete()
    kept = [leaf_hash(bytes(leaf)) for leaf in Fact.objects.order_by("index").values_list("leaf", flat=True)]
    LogHead.objects.update(size=size, root=root_of(kept))


def signed(home: Path) -> str:
    return (home / "log/checkpoint.signed").read_text()


def test_sequence_once_refuses_a_database_restored_from_an_old_backup(home: Path):
    note_facts(10)
    sequence_all()
    before = signed(home)
    roll_back_to(6)
    note_fact("another fact at an old index")
    with pytest.raises(LogRefused, match="the database has 6 leaves, but the published log has 10 leaves"):
        sequence_once(at=START)
    assert signed(home) == before
    assert Fact.objects.get(index=None).fact["body"] == {"text": "another fact at an old index"}


def test_sequence_once_refuses_a_new_database_beside_an_old_log(home: Path):
    note_fact()
    sequence_all()
    for model in (Fact, Checkpoint, LogHead):
        model.objects.all().delete()
    with pytest.raises(LogRefused, match="the database has 0 leaves, but the published log has 1 leaves"):
        sequence_once(at=START)


def test_sequence_once_refuses_another_root_of_the_same_size(home: Path):
    note_facts(4)
    sequence_all()
    LogHead.objects.update(root=b"x" * 32)
    with pytest.raises(LogRefused, match="another root than the signed one"):
        sequence_once(at=START)


def test_sequence_once_refuses_when_the_published_folder_is_gone(home: Path):
    note_facts(4)
    sequence_all()
    shutil.rmtree(home / "log")
    with pytest.raises(LogRefused, match="holds no signed checkpoint"):
        sequence_once(at=START)


@pytest.mark.parametrize("path", ["tile/0/000.p/5", "tile/0/001.p/9"])
def test_sequence_once_refuses_a_missing_or_changed_tile(home: Path, path: str):
    note_facts(265 if "001" in path else 5)
    sequence_all()
    tile = home / "log" / path
    whole = tile.read_bytes()
    tile.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(LogRefused, match="do not have the signed root"):
        sequence_once(at=START)
    tile.unlink()
    with pytest.raises(LogRefused, match="is missing"):
        sequence_once(at=START)


def test_sequence_once_refuses_a_signed_note_of_another_key(home: Path, settings):
    note_fact()
    sequence_all()
    stranger = Signer.from_string(new_signer_key(settings.QINGLIAN_ORIGIN))
    note = sign_checkpoint(stranger, origin=settings.QINGLIAN_ORIGIN, size=1, root=store.reader().root(1))
    (home / "log/checkpoint.signed").write_text(note)
    with pytest.raises(LogRefused, match=r"is not a note of this log's key"):
        sequence_once(at=START)


def test_sequence_once_refuses_numbered_facts_that_were_changed_before_they_were_signed(home: Path):
    note_facts(4)
    sequence_all()
    rows = note_facts(2)
    LogHead.objects.update(size=6, root=b"r" * 32)
    for index, row in enumerate(rows, start=4):
        Fact.objects.filter(pk=row.pk).update(index=index)
    with pytest.raises(LogRefused, match="do not have the root that the head row names"):
        sequence_once(at=START)


def test_log_signer_without_its_file_says_what_to_do(home: Path):
    (home / "keys/log.key").unlink()
    with pytest.raises(KeysMissing, match=r"log.key is missing: run `python manage.py setup`"):
        log_signer()


def test_key_files_are_readable_by_their_owner_alone(home: Path):
    assert {path.name: oct(path.stat().st_mode & 0o777) for path in (home / "keys").iterdir()} == {
        "log.key": "0o600",
        "receipt.key": "0o600",
    }
