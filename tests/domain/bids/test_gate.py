"""The gate of a deadline: closing waits for who arrived before it, and for nobody who died."""

import fcntl
import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.conf import settings
from django.db import connection

from qinglian.domain.bids import gate
from qinglian.record.turns import held_file

pytestmark = pytest.mark.django_db(transaction=True)


def test_closing_waits_until_arriving_is_over() -> None:
    order: list[str] = []
    inside, go = threading.Event(), threading.Event()

    def arrive() -> None:
        with gate.arriving(7):
            inside.set()
            go.wait(10)
            order.append("durable")
        connection.close()

    def close() -> None:
        with gate.closing(7):
            order.append("closed")
        connection.close()

    uploader, closer = threading.Thread(target=arrive), threading.Thread(target=close)
    uploader.start()
    assert inside.wait(10)
    closer.start()
    time.sleep(0.2)
    assert order == []
    go.set()
    uploader.join(10)
    closer.join(10)
    assert order == ["durable", "closed"]


def test_arriving_lets_many_in_at_once() -> None:
    both = threading.Barrier(2, timeout=10)

    def arrive() -> None:
        with gate.arriving(7):
            both.wait()
        connection.close()

    threads = [threading.Thread(target=arrive) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert not both.broken


def test_closing_does_not_wait_for_another_section() -> None:
    with gate.arriving(7):
        done = threading.Event()

        def close() -> None:
            with gate.closing(8):
                done.set()
            connection.close()

        closer = threading.Thread(target=close)
        closer.start()
        assert done.wait(10)
        closer.join(10)


def test_closing_does_not_wait_for_a_killed_process() -> None:
    program = (
        "import os,sys,fcntl,time\n"
        "d=os.open(sys.argv[1],os.O_RDWR|os.O_CREAT)\nfcntl.flock(d,fcntl.LOCK_SH)\nprint('in',flush=True)\ntime.sleep(60)\n"
    )
    with held_file("section-7", fcntl.LOCK_SH):  # the file gate itself; advisory locks end with their session
        pass
    path = os.path.join(settings.QINGLIAN_KEY_DIR, "gates", "section-7")
    child = subprocess.Popen([sys.executable, "-c", program, path], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "in\n"
    child.send_signal(signal.SIGKILL)
    child.wait(10)
    with held_file("section-7", fcntl.LOCK_EX):
        pass
