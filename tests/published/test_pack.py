"""The verification pack: a sparse copy of the tree with which one tender can be checked offline."""

import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.test import Client

from qinglian.cli.verify.evidence import Wanted
from qinglian.cli.verify.run import verify
from qinglian.cli.verify.source import FolderSource, ZipSource
from qinglian.domain.tenders.queries import pinned_guardians
from qinglian.record import blobs, keys, queries
from qinglian.record.actions import append, disclose, erase_fact
from qinglian.record.events import Event
from qinglian.record.models import Fact, Secrecy
from qinglian.record.policy import write_policy
from qinglian.trust.canonical import fact_leaf, jcs
from qinglian.trust.log import TileReader, facts_path, leaf_hash, verify_consistency, verify_inclusion
from qinglian.trust.note import open_checkpoint
from qinglian.trust.strict import from_base64
from tests.factories import bids
from tests.factories.record import START, note_fact, note_facts, sequence_all

pytestmark = pytest.mark.django_db
SUBJECT = "tender:JC-2026-0417"


@dataclass(frozen=True)
class Anything(Event):
    kind: ClassVar[str] = "anything/v1"
    values: dict[str, Any]


@dataclass(frozen=True)
class Started(Event):
    kind: ClassVar[str] = "release-started/v1"
    checkpoint: str


def say(values: dict[str, Any], subject: str = SUBJECT) -> Fact:
    return append(Anything(values), subject=subject, by=None, at=START)


def published_blob(data: bytes) -> str:
    name, _ = blobs.store([data])
    blobs.publish(name)
    return name


def unpacked(client: Client) -> dict[str, bytes]:
    response = client.get("/log/pack/JC-2026-0417.zip")
    assert (response.status_code, response["Content-Type"]) == (200, "application/zip")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    return {name: archive.read(name) for name in archive.namelist()}


def reader_of(files: dict[str, bytes]) -> TileReader:
    def read(path: str) -> bytes:
        if path not in files:
            raise FileNotFoundError(path)
        return files[path]

    return TileReader(read)


def bundle(files: dict[str, bytes], index: int, size: int) -> list[dict[str, Any]]:
    number = index // 256
    partial, full = facts_path(number, min(256, size - number * 256)), facts_path(number)
    return json.loads(files.get(partial) or files[full])


@pytest.fixture
def pack(home: Path, client: Client) -> dict[str, bytes]:
    """A tender's facts spread over a log of 1,700 leaves, with blobs, a disclosure, and an older checkpoint quoted."""
    note_facts(600, subject="tender:OTHER")
    inner = published_blob(b"ciphertext")
    head = published_blob(jcs({"manifest": {"sha256": inner, "bidder": "org-aaaabbbbccccdddd"}}))
    say({"version": 1, "documents": [{"sha256": published_blob(b"%PDF tender documents")}]})
    say({"public": "key"}, subject="organisation:org-aaaabbbbccccdddd")
    say({"public": "other key"}, subject="organisation:org-zzzzzzzzzzzzzzzz")
    hidden = note_fact("received", secrecy=Secrecy.SEALED, subject=SUBJECT)
    sequence_all()
    quoted = queries.latest_checkpoint()
    assert quoted is not None
    append(Started(quoted.note), subject=SUBJECT, by="timetable", at=START)
    note_facts(800, subject="tender:OTHER")
    say({"head": head})
    hidden.refresh_from_db()
    disclose([hidden], subject=SUBJECT, by="timetable", at=START)
    note_facts(290, subject="tender:OTHER")
    sequence_all()
    published_blob(b"of another tender")
    return unpacked(client)


def test_pack_holds_every_fact_of_the_tender_with_its_proof(pack: dict[str, bytes]):
    checkpoint = open_checkpoint(pack["checkpoint"], log=keys.log_signer().verifier())
    reader, size = reader_of(pack), checkpoint.size
    wanted = queries.facts_about(SUBJECT)
    assert len(wanted) == 4
    for fact in [*wanted, Fact.objects.get(secrecy=Secrecy.SEALED)]:
        entry = next(row for row in bundle(pack, fact.index, size) if row["index"] == fact.index)
        leaf = bytes.fromhex(entry["leaf"])
        if "fact" in entry:
            assert fact_leaf(from_base64(entry["salt"], name="salt"), entry["fact"]) == leaf
        assert reader.entries(fact.index // 256, size)[fact.index % 256] == leaf
        proof = reader.inclusion_proof(fact.index, size)
        verify_inclusion(leaf_hash(leaf), index=fact.index, size=size, proof=proof, root=checkpoint.root)


def test_pack_proves_that_the_quoted_checkpoint_is_a_beginning_of_its_own(pack: dict[str, bytes]):
    checkpoint = open_checkpoint(pack["checkpoint"], log=keys.log_signer().verifier())
    started = Fact.objects.get(kind="release-started/v1")
    quoted = open_checkpoint(started.fact["body"]["checkpoint"], log=keys.log_signer().verifier())
    proof = reader_of(pack).consistency_proof(quoted.size, checkpoint.size)
    verify_consistency(old=quoted.size, size=checkpoint.size, old_root=quoted.root, root=checkpoint.root, proof=proof)


def test_pack_holds_the_keys_of_the_organisations_that_heads_name(pack: dict[str, bytes]):
    fact = Fact.objects.get(subject="organisation:org-aaaabbbbccccdddd")
    assert fact.fact in [row.get("fact") for row in bundle(pack, fact.index, 1697)]


def test_pack_holds_the_blobs_of_the_tender_and_no_others(pack: dict[str, bytes]):
    held = {data for name, data in pack.items() if name.startswith("blob/")}
    assert b"%PDF tender documents" in held
    assert b"ciphertext" in held
    assert b"of another tender" not in held
    assert len(held) == 4


def test_pack_is_sparse(pack: dict[str, bytes]):
    assert sorted(name for name in pack if name.startswith("facts/")) == ["facts/002", "facts/005"]
    assert "tile/0/001" not in pack


def test_pack_is_made_anew_when_the_tender_has_a_new_fact_and_after_an_erasure(
    pack: dict[str, bytes], client: Client, home: Path
):
    assert unpacked(client) == pack
    victim = say({"name": "Zhang San"})
    sequence_all()
    assert b"Zhang San" in b"".join(unpacked(client).values())
    victim.refresh_from_db()
    erase_fact(victim, reason="asked", by="per-b", at=START)
    sequence_all()
    assert b"Zhang San" not in b"".join(path.read_bytes() for path in (home / "log").rglob("*") if path.is_file())
    assert b"Zhang San" not in b"".join(unpacked(client).values())


def test_pack_says_in_both_languages_how_to_check_it(pack: dict[str, bytes]):
    readme = pack["README.txt"].decode()
    assert "qinglian verify 本文件夹 --policy 您的policy.json --tender JC-2026-0417" in readme
    assert "qinglian verify THIS-FOLDER --policy YOUR-policy.json --tender JC-2026-0417" in readme


def test_pack_of_an_unknown_tender_is_not_found(client: Client, home: Path):
    assert client.get("/log/pack/JC-2026-9999.zip").status_code == 404
    assert client.get("/log/pack/..%2f..%2fx.zip").status_code == 404


def test_pack_of_an_opened_tender_verifies_offline_and_finds_a_changed_byte(client: Client, home: Path, tmp_path: Path):
    note_facts(300, subject="tender:OTHER")
    where = bids.opened(3)
    note_facts(300, subject="tender:OTHER")
    sequence_all(bids.DEADLINE)
    policy = jcs(write_policy(pinned_guardians(bids.DEADLINE)))
    code = where.section.tender.code
    whole = tmp_path / "pack.zip"
    whole.write_bytes(b"".join(client.get(f"/log/pack/{code}.zip").streaming_content))
    report = verify(ZipSource(whole), Wanted(tender=code), policy=policy)
    assert [finding.code for finding in report.findings] == []
    assert report.counts["tenders"] == 1
    with zipfile.ZipFile(whole) as archive:
        archive.extractall(tmp_path / "folder")
    document = where.section.notice.documents.first().sha256
    (tmp_path / "folder/blob" / document).write_bytes(b"another document")
    changed = verify(FolderSource(tmp_path / "folder"), Wanted(tender=code), policy=policy)
    assert changed.is_verified is False
