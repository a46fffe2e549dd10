"""The sequencer: gap-free order of committed facts, tiles, checkpoints."""

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qinglian.record import keys, store
from qinglian.record.models import Checkpoint, Fact, LogHead, Secrecy
from qinglian.record.sequencer import sequence_once
from qinglian.trust.canonical import fact_leaf
from qinglian.trust.log import facts_path, leaf_hash, root_of, spelt
from qinglian.trust.note import open_checkpoint
from qinglian.trust.strict import from_base64
from tests.factories.record import START, note_fact, note_facts, sequence_all

pytestmark = pytest.mark.django_db


def published(home: Path):
    return open_checkpoint((home / "log/checkpoint").read_text(), log=keys.log_signer().verifier())


def leaves() -> list[bytes]:
    return [
        bytes(leaf)
        for leaf in Fact.objects.filter(index__isnull=False).order_by("index").values_list("leaf", flat=True)
    ]


def test_sequence_once_of_an_empty_log_signs_the_empty_tree(home: Path):
    assert sequence_once(at=START) == 0
    assert (published(home).size, published(home).root) == (0, root_of([]))


def test_sequence_once_numbers_facts_in_the_order_of_appending(home: Path):
    first, second = note_fact("first"), note_facts(3)
    assert sequence_once(at=START) == 4
    assert list(Fact.objects.order_by("index").values_list("pk", flat=True)) == [first.pk, *(row.pk for row in second)]
    assert list(Fact.objects.order_by("index").values_list("index", flat=True)) == [0, 1, 2, 3]


@pytest.mark.parametrize("batches", [[1, 1, 1], [255, 1, 1], [256, 256], [3, 600, 1], [70, 700, 70]])
def test_sequence_once_signs_the_root_of_all_leaves_so_far(home: Path, batches: list[int]):
    for count in batches:
        note_facts(count)
        assert sequence_once(at=START) == count
        assert published(home).root == root_of([leaf_hash(leaf) for leaf in leaves()])
        assert store.reader().root(published(home).size) == published(home).root
    assert published(home).size == sum(batches) == LogHead.objects.get().size
    assert Checkpoint.objects.count() == len(batches) + 1


def test_sequence_once_takes_no_more_than_its_limit(home: Path):
    note_facts(10)
    assert [sequence_once(at=START, limit=4) for _ in range(4)] == [4, 4, 2, 0]
    assert published(home).size == 10


def test_entries_hold_the_leaves_and_full_tiles_replace_partial_ones(home: Path):
    for count in [200, 56, 10]:
        note_facts(count)
        sequence_all()
    bundles = store.reader().entries(0, 266) + store.reader().entries(1, 266)
    assert bundles == leaves()
    files = sorted(str(path.relative_to(home / "log")) for path in (home / "log").rglob("*") if path.is_file())
    assert files == [
        ".sequencer.lock",
        "checkpoint",
        "checkpoint.signed",
        "facts/000",
        "facts/001.p/10",
        "tile/0/000",
        "tile/0/001.p/10",
        "tile/1/000.p/1",
        "tile/entries/000",
        "tile/entries/001.p/10",
    ]


def test_facts_feed_opens_open_facts_and_shows_bare_leaves_for_the_rest(home: Path):
    for secrecy in (Secrecy.OPEN, Secrecy.SEALED, Secrecy.CONFIDENTIAL):
        note_fact(f"secret of {secrecy}", secrecy=secrecy)
    sequence_all()
    entries = json.loads((home / "log" / facts_path(0, 3)).read_text())
    assert [sorted(entry) for entry in entries] == [
        ["fact", "index", "leaf", "salt"],
        ["index", "leaf"],
        ["index", "leaf"],
    ]
    opened = entries[0]
    assert fact_leaf(from_base64(opened["salt"], name="salt"), opened["fact"]).hex() == opened["leaf"]
    everything = b"".join(path.read_bytes() for path in (home / "log").rglob("*") if path.is_file())
    assert b"secret of open" in everything
    assert b"secret of sealed" not in everything
    assert b"secret of confidential" not in everything


def test_sequence_once_reads_only_the_right_edge_of_a_long_log(home: Path, monkeypatch: pytest.MonkeyPatch):
    note_facts(3000)
    sequence_all()
    read: list[str] = []
    original = store.read_file
    monkeypatch.setattr(store, "read_file", lambda path: read.append(path) or original(path))
    note_fact()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        sequence_once(at=START)
    assert len(read) <= 12
    assert f"tile/0/{spelt(0)}" not in read
    assert len(queries) <= 16
