"""Answers that stand until somebody writes: read once, and read again as soon as anything in the database has changed.

Every call asks the database whether anything has. SQLite: `data_version`, which another connection's commit changes, and this one's own
changes. PostgreSQL: which transactions are visible, those of the cluster's other databases too. What is kept was read in that state or
later, so it is never older than what a new reading would give. Within a transaction nothing is kept: what it sees may never come to be.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import local
from typing import Any, TypeVar

from django.db import connection

R = TypeVar("R")
KEPT = 32  # answers of one thread


class _Kept(local):
    """What one thread keeps: it has one connection, and a state means something on that connection alone."""

    def __init__(self) -> None:
        self.state: Hashable = None
        self.answers: OrderedDict[Hashable, Any] = OrderedDict()

    def under(self, state: Hashable) -> OrderedDict[Hashable, Any]:
        """This will return the answers of this state; those of another are forgotten."""
        if state != self.state:
            self.state, self.answers = state, OrderedDict()
        return self.answers


_kept = _Kept()


def standing(ask: Callable[..., R]) -> Callable[..., R]:
    """This will keep what a function answers (from hashable arguments and the database alone) for as long as nobody writes."""

    @wraps(ask)
    def answer(*arguments: Hashable) -> R:
        if connection.in_atomic_block:
            return ask(*arguments)
        answers, key = _kept.under(_state()), (ask, arguments)
        if key not in answers:
            answers[key] = ask(*arguments)
            if len(answers) > KEPT:
                answers.popitem(last=False)
        found: R = answers[key]
        return found

    return answer


def _state() -> Hashable:
    """This will say in which state the database is; two equal states on one connection hold the same rows."""
    on_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA data_version" if on_sqlite else "SELECT pg_current_snapshot()::text")
        (version,) = cursor.fetchone()
    raw: Any = connection.connection
    return raw, version, raw.total_changes if on_sqlite else 0
