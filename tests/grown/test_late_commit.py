"""PostgreSQL alone: transactions that commit late, and sequencers on two machines that share a database but no lock file."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, transaction

from qinglian.record import keys
from qinglian.record.models import Fact
from qinglian.record.sequencer import sequence_once
from qinglian.trust.note import open_checkpoint
from tests.factories.record import START, note_fact, note_facts, sequence_all

pytestmark = [pytest.mark.grown, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: run `make grown`")


class LateWriter:
    """A writer whose transaction stays open until it is let go."""

    def __init__(self) -> None:
        self.written, self.let_go = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._run)
        self.thread.start()
        assert self.written.wait(20)

    def _run(self) -> None:
        with transaction.atomic():
            note_fact("written first, committed last")
            self.written.set()
            self.let_go.wait(20)
        connection.close()

    def finish(self) -> None:
        self.let_go.set()
        self.thread.join()


def test_sequence_once_leaves_no_gap_for_a_fact_that_commits_late(home: Path):
    late = LateWriter()
    note_facts(3)
    assert sequence_once(at=START) == 3
    late.finish()
    assert sequence_once(at=START) == 1
    rows = list(Fact.objects.order_by("index").values_list("index", "fact__body__text"))
    assert rows == [(0, "note 0"), (1, "note 1"), (2, "note 2"), (3, "written first, committed last")]
    first = Fact.objects.get(index=3)
    assert first.pk < Fact.objects.get(index=0).pk


def test_sequence_once_does_not_wait_for_writers(home: Path):
    late = LateWriter()
    note_fact()
    done = threading.Thread(target=in_own_connection(lambda: sequence_once(at=START)))
    done.start()
    done.join(10)
    assert not done.is_alive()
    late.finish()


def test_sequence_once_of_two_machines_waits_for_the_other_by_the_database(home: Path):
    note_facts(5)
    sequence_all()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(7310441920)")
    note_fact()
    other = threading.Thread(target=in_own_connection(lambda: sequence_once(at=START)))
    other.start()
    other.join(1)
    assert other.is_alive()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(7310441920)")
    other.join(20)
    signed = open_checkpoint((home / "log/checkpoint").read_text(), log=keys.log_signer().verifier())
    assert signed.size == 6


def in_own_connection(act: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        act()
        connection.close()

    return run
