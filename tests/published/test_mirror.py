"""A mirror copies what holds together, resumes, follows erasures, and keeps the evidence of a fork."""

import json
from pathlib import Path

import pytest

from qinglian.published import tree
from qinglian.published.mirror import Copied, Fetch, MirrorRefused, copy_log
from qinglian.record import blobs, keys, queries
from qinglian.record.actions import erase_fact
from qinglian.record.policy import write_policy
from qinglian.trust.log import TileReader
from qinglian.trust.note import open_checkpoint, sign_checkpoint
from tests.factories.record import START, note_fact, note_facts, sequence_all

pytestmark = pytest.mark.django_db


def fetch(path: str) -> bytes:
    found = tree.find(path)
    if found is None:
        raise FileNotFoundError(path)
    return found.path.read_bytes()


def counted(asked: list[str]) -> Fetch:
    return lambda path: asked.append(path) or fetch(path)


def mirror(folder: Path, source: Fetch = fetch) -> Copied:
    return copy_log(source, folder, log=keys.log_signer().verifier())


def changed(path: str, data: bytes) -> Fetch:
    return lambda asked: data if asked == path else fetch(asked)


@pytest.fixture
def log(home: Path) -> Path:
    name, _ = blobs.store([b"tender documents"])
    blobs.publish(name)
    note_fact(name)
    note_facts(699)
    sequence_all()
    write_policy([])
    return home / "log"


def test_copy_log_brings_a_folder_that_verifies_by_itself(log: Path, tmp_path: Path):
    assert (mirror(tmp_path).size, mirror(tmp_path).blobs) == (700, 0)
    signed = open_checkpoint((tmp_path / "checkpoint").read_bytes(), log=keys.log_signer().verifier())
    assert TileReader(lambda path: (tmp_path / path).read_bytes()).root(700) == signed.root
    assert [path.read_bytes() for path in (tmp_path / "blob").iterdir()] == [b"tender documents"]


def test_copy_log_again_fetches_no_full_tile_twice(log: Path, tmp_path: Path):
    mirror(tmp_path)
    note_facts(10)
    sequence_all()
    asked: list[str] = []
    assert mirror(tmp_path, counted(asked)).size == 710
    assert [path for path in asked if path.startswith(("tile/0/000", "tile/0/001", "tile/entries/000"))] == []


def test_copy_log_follows_an_erasure(log: Path, tmp_path: Path):
    victim = note_fact("Zhang San")
    sequence_all()
    mirror(tmp_path)
    assert b"Zhang San" in (tmp_path / "facts/002.p/189").read_bytes()
    victim.refresh_from_db()
    erase_fact(victim, reason="asked", by="per-b", at=START)
    sequence_all()
    mirror(tmp_path)
    assert b"Zhang San" not in b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_copy_log_refuses_a_shrunken_log_and_keeps_both_notes(log: Path, tmp_path: Path, settings):
    mirror(tmp_path)
    root = b"x" * 32
    shorter = sign_checkpoint(keys.log_signer(), origin=settings.QINGLIAN_ORIGIN, size=600, root=root).encode()
    with pytest.raises(MirrorRefused, match="FORK.*it shrank from 700 to 600 leaves"):
        mirror(tmp_path, changed("checkpoint", shorter))
    assert (tmp_path / "checkpoint.forked").read_bytes() == shorter
    assert open_checkpoint((tmp_path / "checkpoint").read_bytes(), log=keys.log_signer().verifier()).size == 700


def test_copy_log_refuses_another_history_of_the_same_length(log: Path, tmp_path: Path, settings):
    mirror(tmp_path)
    fork = sign_checkpoint(keys.log_signer(), origin=settings.QINGLIAN_ORIGIN, size=700, root=b"x" * 32).encode()
    with pytest.raises(MirrorRefused, match="FORK"):
        mirror(tmp_path, changed("checkpoint", fork))


def test_copy_log_refuses_a_changed_tile_fact_or_blob(log: Path, tmp_path: Path):
    with pytest.raises(MirrorRefused, match="do not have the signed root"):
        mirror(tmp_path / "a", changed("tile/0/002.p/188", b"y" * 188 * 32))
    rows = json.loads(fetch("facts/000"))
    rows[5]["fact"]["body"]["text"] = "another"
    with pytest.raises(MirrorRefused, match="fact 5 does not match its leaf"):
        mirror(tmp_path / "b", changed("facts/000", json.dumps(rows).encode()))
    name = queries.fact_at(0).fact["body"]["text"]
    with pytest.raises(MirrorRefused, match=f"blob {name} does not have this hash"):
        mirror(tmp_path / "c", changed(f"blob/{name}", b"other documents"))
