"""Turns at writing, where the database has one writer: a queue in the system's own order instead of sleeping and trying again."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection


@contextmanager
def turn() -> Iterator[None]:
    """This will wait for one's turn to write where the database has one writer (SQLite), first come, first served.

    SQLite itself makes writers sleep and try again, longer each time; in a crowd most would sleep while nobody writes. Take it
    outside the transaction and never inside another turn: the inner one would wait for the outer.
    """
    if connection.vendor == "postgresql":
        yield
        return
    with held_file("turn", fcntl.LOCK_EX):
        yield


@contextmanager
def held_file(name: str, kind: int) -> Iterator[None]:
    """This will hold the lock file of this name, shared or exclusive (fcntl.LOCK_SH, LOCK_EX). A process that dies lets go."""
    folder = Path(settings.QINGLIAN_KEY_DIR) / "gates"
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, kind)
        yield
    finally:
        os.close(descriptor)
