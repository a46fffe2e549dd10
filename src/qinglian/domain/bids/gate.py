"""The gate of a deadline. Who arrived before it holds the gate open until its bid is durable; closing waits for them.

An upload takes the gate (shared) before it reads the clock, so a closing that has taken it (exclusive) after the deadline
knows: everybody who read an hour before the deadline has committed, everybody else will read one after it. The system frees
the gate of a process that dies. On PostgreSQL the gate is an advisory lock, so it holds across machines.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from qinglian.record.turns import held_file

_SPACE = 0x71696E67  # "qing": our own space of advisory locks


@contextmanager
def arriving(section_id: int) -> Iterator[None]:
    """This will hold the section's gate open while a bid that has come in is made durable. Many may hold it."""
    with _held(section_id, exclusive=False):
        yield


@contextmanager
def closing(section_id: int) -> Iterator[None]:
    """This will wait until nobody is arriving any more, and hold the gate shut."""
    with _held(section_id, exclusive=True):
        yield


@contextmanager
def _held(section_id: int, *, exclusive: bool) -> Iterator[None]:
    if connection.vendor == "postgresql":
        with _held_in_database(section_id, exclusive=exclusive):
            yield
        return
    with held_file(f"section-{section_id}", fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH):
        yield


@contextmanager
def _held_in_database(section_id: int, *, exclusive: bool) -> Iterator[None]:
    kind = "" if exclusive else "_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock{kind}(%s, %s)", [_SPACE, section_id])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_unlock{kind}(%s, %s)", [_SPACE, section_id])
