"""Turns at writing: one at a time, in the order of coming, let go by whoever dies or fails."""

import threading
import time

import pytest
from django.db import connection

from qinglian.record.turns import turn

pytestmark = pytest.mark.django_db


def test_turn_is_let_go_when_its_holder_fails() -> None:
    with pytest.raises(RuntimeError), turn():
        raise RuntimeError
    with turn():
        pass


def test_turn_lets_one_write_at_a_time_on_a_database_with_one_writer() -> None:
    inside, most, start = [], [], threading.Barrier(4)

    def write() -> None:
        start.wait(10)
        with turn():
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.02)
            inside.pop()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(most) == 4
    if connection.vendor != "postgresql":
        assert max(most) == 1
