"""Disclosing sealed facts and erasing any: the log verifies before, between and after."""

import json
from pathlib import Path

import pytest

from qinglian.law.refusal import NotNow
from qinglian.record import blobs, store
from qinglian.record.actions import disclose, erase_fact
from qinglian.record.models import Fact, Secrecy
from qinglian.trust.canonical import fact_leaf
from qinglian.trust.log import facts_path
from qinglian.trust.strict import from_base64
from tests.factories.record import START, note_fact, note_facts, sequence_all

pytestmark = pytest.mark.django_db


def everything(home: Path) -> bytes:
    folders = [home / "log", home / "blobs/public"]
    return b"".join(path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file())


def sealed(count: int) -> list[Fact]:
    rows = note_facts(count, secrecy=Secrecy.SEALED)
    sequence_all()
    return list(Fact.objects.filter(pk__in=[row.pk for row in rows]).order_by("-id"))


def test_disclose_names_a_public_blob_that_opens_each_leaf(home: Path):
    rows = sealed(3)
    disclosing = disclose(rows, subject="tender:T-1", by="timetable", at=START)
    blob = disclosing.fact["body"]["blob"]
    opened = json.loads(blobs.public_path(blob).read_bytes())
    assert [entry["index"] for entry in opened] == [0, 1, 2]
    leaves = store.reader().entries(0, 3)
    assert [fact_leaf(from_base64(entry["salt"], name="salt"), entry["fact"]) for entry in opened] == leaves
    assert list(Fact.objects.filter(disclosed_by=disclosing).values_list("index", flat=True).order_by("index")) == [
        0,
        1,
        2,
    ]


def test_disclose_of_a_fact_without_an_index_is_refused(home: Path):
    row = note_fact(secrecy=Secrecy.SEALED)
    with pytest.raises(NotNow):
        disclose([row], subject="tender:T-1", by=None, at=START)


@pytest.mark.parametrize("secrecy", [Secrecy.OPEN, Secrecy.CONFIDENTIAL])
def test_disclose_of_what_is_not_sealed_is_refused(home: Path, secrecy: Secrecy):
    row = note_fact(secrecy=secrecy)
    sequence_all()
    row.refresh_from_db()
    with pytest.raises(ValueError, match="only sealed facts are disclosed"):
        disclose([row], subject="tender:T-1", by=None, at=START)


def test_erase_fact_leaves_the_leaf_and_no_byte_of_the_content(home: Path):
    note_facts(2)
    row = note_fact("Zhang San lives here")
    sequence_all()
    assert b"Zhang San" in everything(home)
    before = store.reader().root(3)
    row.refresh_from_db()
    salt = bytes(row.salt)
    erase_fact(row, reason="the publicity period is over", by="per-b", at=START)
    sequence_all()
    row.refresh_from_db()
    assert (bytes(row.salt), row.fact, row.erased_at) == (b"", {}, START)
    assert b"Zhang San" not in everything(home)
    assert salt not in everything(home)
    entry = json.loads((home / "log" / facts_path(0, 4)).read_text())[2]
    assert entry == {"index": 2, "leaf": bytes(row.leaf).hex()}
    assert store.reader().root(3) == before


def test_erase_fact_of_a_disclosed_one_discloses_the_others_again(home: Path):
    rows = sealed(3)
    first = disclose(rows, subject="tender:T-1", by="timetable", at=START)
    sequence_all()
    victim = Fact.objects.get(index=1)
    erase_fact(victim, reason="asked", by="per-b", at=START)
    again = Fact.objects.get(index=0).disclosed_by
    assert not blobs.public_path(first.fact["body"]["blob"]).exists()
    opened = json.loads(blobs.public_path(again.fact["body"]["blob"]).read_bytes())
    assert [entry["index"] for entry in opened] == [0, 2]


def test_erase_fact_is_itself_an_open_fact(home: Path):
    row = note_fact()
    sequence_all()
    row.refresh_from_db()
    erasing = erase_fact(row, reason="asked", by="per-b", at=START)
    assert erasing.fact["body"] == {"index": 0, "reason": "asked"}
    assert (erasing.kind, erasing.subject, erasing.secrecy) == ("fact-erased/v1", "leaf:0", Secrecy.OPEN)
