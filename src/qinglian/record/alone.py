"""One sequencer at a time: a lock file holds on one machine, an advisory lock holds among machines that share a PostgreSQL."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from qinglian.record import durable

_ADVISORY = 7_310_441_920  # any fixed number; the log's own


@contextmanager
def alone() -> Iterator[None]:
    """This will wait until no other process sequences, and hold the others off inside the block. A dead holder lets go by itself."""
    folder = settings.QINGLIAN_LOG_DIR
    durable.make_folder(folder)
    with open(folder / ".sequencer.lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with _alone_in_database():
            yield


@contextmanager
def _alone_in_database() -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_ADVISORY])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_ADVISORY])
