"""Witnesses asked over real HTTP: quorum, waiting, catching up, forks."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from qinglian.record import keys, queries
from qinglian.record.guard import LogRefused
from qinglian.record.models import Checkpoint, WitnessState
from qinglian.record.policy import write_policy
from qinglian.record.sequencer import sequence_once
from qinglian.record.witnessing import ask_witnesses
from qinglian.trust.note import Checkpoint as SignedTree
from qinglian.trust.note import cosignatures_of
from qinglian.trust.policy import read_policy
from qinglian.trust.proof import verify_proof
from tests.factories.record import START, note_fact, note_facts
from tests.factories.witness import TestWitness, running_witnesses

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(settings) -> Iterator[list[TestWitness]]:
    with running_witnesses(3, keys.log_signer().verifier()) as witnesses:
        settings.QINGLIAN_WITNESSES = [witness.setting for witness in witnesses]
        yield witnesses


def published(home: Path) -> str:
    return (home / "log/checkpoint").read_text()


def cosigned_by(home: Path, witnesses: list[TestWitness]) -> list[str]:
    return sorted(cosignatures_of(published(home), [witness.signer.verifier() for witness in witnesses]))


def test_ask_witnesses_publishes_the_checkpoint_with_every_cosignature(home: Path, three: list[TestWitness]):
    note_facts(3)
    sequence_once(at=START)
    assert not (home / "log/checkpoint").exists()
    assert ask_witnesses(at=START) == 3
    assert cosigned_by(home, three) == ["witness0.invalid", "witness1.invalid", "witness2.invalid"]
    assert Checkpoint.objects.get(size=3).quorum_at == START


def test_ask_witnesses_sends_a_consistency_proof_from_what_each_witness_holds(home: Path, three: list[TestWitness]):
    for count in (1, 6, 300):
        note_facts(count)
        sequence_once(at=START)
        three[0].down = count == 6
        assert ask_witnesses(at=START) == (2 if count == 6 else 3)
    assert [witness.state.size for witness in three if witness.state] == [307, 307, 307]


def test_ask_witnesses_with_a_witness_down_reaches_the_quorum_and_names_the_fault(home: Path, three: list[TestWitness]):
    three[2].down = True
    fact = note_fact()
    sequence_once(at=START)
    ask_witnesses(at=START)
    assert queries.is_cosigned(fact) is True
    assert [(view.waiting, view.fault) for view in queries.witness_states()] == [
        (False, ""),
        (False, ""),
        (True, "HTTP 503: down"),
    ]


def test_ask_witnesses_without_quorum_publishes_the_checkpoint_as_waiting(home: Path, three: list[TestWitness]):
    three[1].down = three[2].down = True
    fact = note_fact()
    sequence_once(at=START)
    ask_witnesses(at=START)
    assert queries.is_cosigned(fact) is False
    assert queries.cosigned_note(fact) is None
    assert cosigned_by(home, three) == ["witness0.invalid"]
    three[1].down = False
    ask_witnesses(at=START + timedelta(seconds=9))
    assert queries.is_cosigned(fact) is True
    assert queries.cosigned_note(fact) == published(home)
    assert three[0].asked == 1


def test_proof_of_a_fact_verifies_against_the_written_policy(home: Path, three: list[TestWitness]):
    facts = note_facts(300)
    sequence_once(at=START)
    ask_witnesses(at=START)
    policy = read_policy(write_policy([]))
    for fact in facts[::37]:
        fact.refresh_from_db()
        index, witnessed = verify_proof(queries.proof_of(fact), leaf=bytes(fact.leaf), policy=policy)
        assert (index, witnessed.checkpoint.size, len(witnessed.cosigned)) == (fact.index, 300, 3)


def test_proof_of_a_fact_prefers_the_checkpoint_that_the_quorum_cosigned(home: Path, three: list[TestWitness]):
    fact = note_fact()
    sequence_once(at=START)
    ask_witnesses(at=START)
    for witness in three:
        witness.down = True
    note_facts(5)
    sequence_once(at=START)
    ask_witnesses(at=START)
    _, witnessed = verify_proof(queries.proof_of(fact), leaf=bytes(fact.leaf), policy=read_policy(write_policy([])))
    assert witnessed.checkpoint.size == 1


def test_a_witness_that_has_seen_more_stops_the_sequencer(home: Path, three: list[TestWitness]):
    """Database and log folder both come from an old backup: only the witnesses know better."""
    note_fact()
    sequence_once(at=START)
    three[1].state = SignedTree("jiangcheng.qinglian.invalid", 9, b"9" * 32)
    ask_witnesses(at=START)
    note_fact()
    with pytest.raises(LogRefused, match="the database has 1 leaves, but the witness witness1.invalid has seen 9"):
        sequence_once(at=START)
    assert Checkpoint.objects.order_by("-size").first().size == 1


@pytest.mark.parametrize("size", [3, 4])
def test_a_witness_with_another_history_stops_the_sequencer(home: Path, three: list[TestWitness], size: int):
    note_facts(4)
    sequence_once(at=START)
    three[2].state = SignedTree("jiangcheng.qinglian.invalid", size, b"x" * 32)
    ask_witnesses(at=START)
    note_fact()
    with pytest.raises(LogRefused, match="witness2.invalid holds another history"):
        sequence_once(at=START)


def test_a_witness_that_lost_its_memory_is_served_from_the_beginning(home: Path, three: list[TestWitness]):
    note_facts(4)
    sequence_once(at=START)
    ask_witnesses(at=START)
    three[0].state = None
    note_facts(4)
    sequence_once(at=START)
    assert ask_witnesses(at=START) == 3


def test_a_cosignature_of_another_key_is_not_taken(home: Path, three: list[TestWitness]):
    three[0].signer = three[1].signer
    note_fact()
    sequence_once(at=START)
    ask_witnesses(at=START)
    assert WitnessState.objects.get(name="witness0.invalid").fault == "its answer held no valid cosignature of its key"
    assert cosigned_by(home, three[1:]) == ["witness1.invalid", "witness2.invalid"]
