"""Answers that stand until somebody writes: read once in a process, and read again as soon as anything in the database has changed.

Every question asks the database whether anything has. SQLite: `data_version` on a connection that never writes, so that every commit by
anybody changes it. PostgreSQL: which transactions are visible, those of the cluster's other databases too. What is kept was read in that
state or later, so it is never older than what a new reading would give. Within a transaction nothing is kept: what it sees may never
come to be.
"""

import os
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import wraps
from threading import Lock
from typing import Any, TypeVar

from django.db import connection

R = TypeVar("R")
KEPT = 128  # answers of one process
_UNREAD = object()


@dataclass(eq=False)
class _Answer:
    """One answer. Who asks while it is being read waits for it."""

    lock: Lock = field(default_factory=Lock)
    value: Any = _UNREAD

    def read(self, ask: Callable[[], Any]) -> Any:
        """This will return the answer, reading it where nobody has; a failure leaves it unread."""
        with self.lock:
            if self.value is _UNREAD:
                self.value = ask()
            return self.value


class _Kept:
    """What this process keeps: the answers of one state."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.state: Hashable = None
        self.answers: OrderedDict[Hashable, _Answer] = OrderedDict()

    def under(self, state: Hashable, key: Hashable) -> _Answer:
        """This will return the answer to this question in this state; answers of another state are forgotten."""
        with self.lock:
            if state != self.state:
                self.state, self.answers = state, OrderedDict()
            if key not in self.answers:
                self.answers[key] = _Answer()
                if len(self.answers) > KEPT:
                    self.answers.popitem(last=False)
            return self.answers[key]


class _Watch:
    """A connection to a SQLite file on which nothing is ever written; another process or another file opens it anew."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.of: Hashable = None

    def state(self, name: str) -> Hashable:
        """This will say in which state the file is: equal states hold the same rows."""
        file = os.stat(name)
        of = os.getpid(), name, file.st_dev, file.st_ino
        with self.lock:
            if of != self.of:
                self.connection = sqlite3.connect(name, isolation_level=None, check_same_thread=False)
                self.of = of
            return of, self.connection.execute("PRAGMA data_version").fetchall()[0]


_kept, _watch = _Kept(), _Watch()


def standing(ask: Callable[..., R]) -> Callable[..., R]:
    """This will keep what a function answers (from hashable arguments and the database alone) for as long as nobody writes."""

    @wraps(ask)
    def answer(*arguments: Hashable) -> R:
        if connection.in_atomic_block:
            return ask(*arguments)
        found: R = _kept.under(_state(), (ask, arguments)).read(lambda: ask(*arguments))
        return found

    return answer


def _state() -> Hashable:
    if connection.vendor == "sqlite":
        return _watch.state(str(connection.settings_dict["NAME"]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        return str(cursor.fetchone())
