"""What the record tells: open facts, the timeline, proofs of numbered facts only."""

from pathlib import Path

import pytest

from qinglian.law.refusal import NotNow
from qinglian.record import queries
from qinglian.record.models import Secrecy
from tests.factories.record import note_fact, note_facts, sequence_all

pytestmark = pytest.mark.django_db


def test_facts_about_lists_open_facts_of_the_subject_in_order(home: Path):
    first = note_fact("first")
    note_fact("elsewhere", subject="tender:T-2")
    note_fact("sealed", secrecy=Secrecy.SEALED)
    second = note_fact("second")
    assert queries.facts_about("tender:T-1") == [first, second]


def test_timeline_shows_newest_first_and_no_content_of_sealed_leaves(home: Path):
    note_facts(3)
    note_fact("hidden", secrecy=Secrecy.SEALED)
    sequence_all()
    entries = queries.timeline(limit=2)
    assert [entry.index for entry in entries] == [3, 2]
    assert entries[0].fact is None
    assert entries[1].fact["body"] == {"text": "note 2"}
    assert [entry.index for entry in queries.timeline(before=2)] == [1, 0]


def test_proof_of_a_fact_that_waits_for_its_index_is_refused(home: Path):
    with pytest.raises(NotNow):
        queries.proof_of(note_fact())


def test_proof_of_and_is_cosigned_read_the_index_that_came_later(home: Path):
    fact = note_fact()
    assert queries.is_cosigned(fact) is False
    sequence_all()
    assert queries.is_cosigned(fact) is True
    assert queries.proof_of(fact).startswith("c2sp.org/tlog-proof@v1\nindex 0\n\njiangcheng.qinglian.invalid\n1\n")


def test_fact_with_leaf_finds_a_fact_and_never_a_cover_leaf(home: Path):
    fact = note_fact()
    assert queries.fact_with_leaf(bytes(fact.leaf).hex()) == fact
    assert queries.fact_with_leaf("00" * 32) is None
