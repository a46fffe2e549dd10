"""The record's endpoints: checkpoint, proofs, open facts, entries, witnesses."""

from pathlib import Path

import pytest
from django.test import Client

from qinglian.record import keys
from qinglian.record.models import Secrecy
from qinglian.record.policy import write_policy
from qinglian.trust.note import open_checkpoint
from qinglian.trust.policy import read_policy
from qinglian.trust.proof import verify_proof
from tests.factories.record import note_fact, note_facts, sequence_all

pytestmark = pytest.mark.django_db


def test_checkpoint_is_the_published_note(client: Client, home: Path):
    assert client.get("/api/record/checkpoint").status_code == 404
    note_facts(3)
    sequence_all()
    told = client.get("/api/record/checkpoint").json()
    assert told["note"] == (home / "log/checkpoint").read_text()
    signed = open_checkpoint(told["note"], log=keys.log_signer().verifier())
    assert (told["size"], told["root"], told["is_cosigned"]) == (3, signed.root.hex(), True)


def test_proof_of_a_sealed_leaf_verifies_and_tells_nothing_else(client: Client, home: Path):
    note_facts(5)
    fact = note_fact("the secret", secrecy=Secrecy.SEALED)
    sequence_all()
    leaf = bytes(fact.leaf)
    response = client.get(f"/api/record/proofs/{leaf.hex()}")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert verify_proof(response.content.decode(), leaf=leaf, policy=read_policy(write_policy([])))[0] == 5
    assert b"secret" not in response.content


def test_proof_of_a_leaf_without_index_or_without_fact_is_a_problem(client: Client, home: Path):
    fact = note_fact()
    waiting = client.get(f"/api/record/proofs/{bytes(fact.leaf).hex()}")
    assert (waiting.status_code, waiting.json()["rule"]) == (409, "record.sequence")
    assert client.get(f"/api/record/proofs/{'0' * 64}").status_code == 404
    assert client.get("/api/record/proofs/xyz").status_code == 422


def test_facts_are_the_open_ones_of_the_subject(client: Client, home: Path):
    note_fact("open")
    note_fact("hidden", secrecy=Secrecy.SEALED)
    note_fact("elsewhere", subject="tender:T-2")
    told = client.get("/api/record/facts", {"subject": "tender:T-1"}).json()
    assert (told["total"], [row["fact"]["body"]["text"] for row in told["items"]]) == (1, ["open"])
    assert client.get("/api/record/facts", {"subject": "person:x"}).status_code == 422


def test_entries_are_the_newest_leaves(client: Client, home: Path):
    note_facts(3)
    sequence_all()
    assert [row["index"] for row in client.get("/api/record/entries", {"limit": 2}).json()] == [2, 1]
    assert [row["index"] for row in client.get("/api/record/entries", {"before": 1}).json()] == [0]


def test_witnesses_lists_those_of_the_settings(client: Client, home: Path, settings):
    assert client.get("/api/record/witnesses").json() == []
    settings.QINGLIAN_WITNESSES = ["w1.invalid+aabbccdd+key http://127.0.0.1:1"]
    (told,) = client.get("/api/record/witnesses").json()
    assert (told["name"], told["size"], told["conflict"]) == ("w1.invalid", 0, False)
