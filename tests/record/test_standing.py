"""Standing answers: kept while nobody writes, never older than what was committed before the question."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event as Signal
from threading import Thread

import pytest
from django.db import connections, transaction

from qinglian.record.models import Fact
from qinglian.record.standing import KEPT, _Watch, standing
from tests.factories.races import at_once
from tests.factories.record import note_fact

pytestmark = pytest.mark.django_db(transaction=True)
asked: list[str] = []


@standing
def count(subject: str) -> int:
    asked.append(subject)
    return Fact.objects.filter(subject=subject).count()


@pytest.fixture(autouse=True)
def nothing_asked() -> None:
    asked.clear()


def undisturbed(ask: Callable[[], None], expected: list[str]) -> bool:
    """This will ask again until nobody else wrote meanwhile: on PostgreSQL a transaction in any database of the cluster ends a state."""
    for _ in range(100):
        note_fact(subject="tender:T-0")  # a state of its own
        asked.clear()
        ask()
        if asked == expected:
            return True
    return False


def test_standing_answer_is_read_once_while_nobody_writes() -> None:
    note_fact(subject="tender:T-1")

    def ask() -> None:
        assert [count("tender:T-1"), count("tender:T-1"), count("tender:T-2")] == [1, 1, 0]

    assert undisturbed(ask, ["tender:T-1", "tender:T-2"])


def test_standing_answer_is_read_again_after_a_write_of_ones_own() -> None:
    assert count("tender:T-1") == 0
    note_fact(subject="tender:T-1")
    assert count("tender:T-1") == 1


def test_standing_answer_is_read_again_after_somebody_elses_write() -> None:
    assert count("tender:T-1") == 0
    at_once(1, lambda _: note_fact(subject="tender:T-1"))
    assert count("tender:T-1") == 1


def test_standing_keeps_nothing_of_a_transaction_that_is_undone() -> None:
    with transaction.atomic():
        note_fact(subject="tender:T-1")
        assert [count("tender:T-1"), count("tender:T-1")] == [1, 1]
        transaction.set_rollback(True)
    assert count("tender:T-1") == 0
    assert len(asked) == 3


def test_standing_keeps_no_failure() -> None:
    @standing
    def failing() -> None:
        asked.append("failing")
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            failing()
    assert len(asked) == 2


def test_standing_forgets_the_oldest_answers() -> None:
    every = [f"tender:T-{number}" for number in range(KEPT + 1)]

    def ask() -> None:
        for subject in (*every, every[-1], every[0]):
            count(subject)

    assert undisturbed(ask, [*every, every[0]])


def test_standing_answer_is_read_once_for_many_who_ask_at_once() -> None:
    @standing
    def slow(subject: str) -> int:
        asked.append(subject)
        time.sleep(0.05)
        return Fact.objects.filter(subject=subject).count()

    def ask() -> None:
        assert at_once(8, lambda _: slow("tender:T-1")) == [0] * 8

    assert undisturbed(ask, ["tender:T-1"])


def test_standing_answers_of_a_replaced_file_are_forgotten(tmp_path: Path) -> None:
    watch, path, states = _Watch(), tmp_path / "x.sqlite3", []
    for name in ("first", "second"):
        made = sqlite3.connect(tmp_path / name)
        made.execute("CREATE TABLE x (y)")
        made.close()
        (tmp_path / name).replace(path)
        states += [watch.state(str(path)), watch.state(str(path))]
    assert (states[0] == states[1], states[2] == states[3], states[1] == states[2]) == (True, True, False)


def test_standing_answer_is_never_older_than_what_was_committed_before_the_question() -> None:
    committed, over = [0], Signal()

    def write() -> None:
        for _ in range(150):
            note_fact(subject="tender:T-1")
            committed[0] += 1
        over.set()
        connections.close_all()

    writer = Thread(target=write)
    writer.start()
    while not over.is_set():
        before = committed[0]
        assert count("tender:T-1") >= before
    writer.join()
    assert count("tender:T-1") == 150
