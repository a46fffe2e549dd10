"""Queries whose SQL is written once: building the text costs Django several times what the database needs to answer it.

The text depends on the arguments alone, so it is kept by them; the answer is never kept. Every call asks the database.
"""

from collections.abc import Callable, Hashable
from copy import copy
from functools import lru_cache, wraps
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

R = TypeVar("R")
KEPT = 512


def prepared(build: Callable[..., "QuerySet[Any, R]"]) -> Callable[..., list[R]]:
    """This will turn a function that builds a query (from hashable arguments and nothing else) into one that returns its rows."""

    @lru_cache(maxsize=KEPT)
    def written(arguments: tuple[Hashable, ...]) -> "tuple[QuerySet[Any, R], Any] | None":
        rows = build(*arguments)
        try:
            return rows, _written(rows.query.get_compiler(rows.db))
        except EmptyResultSet:  # nothing can match
            return None

    @wraps(build)
    def rows_of(*arguments: Hashable) -> list[R]:
        found = written(arguments)
        return list(_again(*found)) if found else []

    return rows_of


def _written(compiler: Any) -> Any:
    """Django asks a compiler for its text and for how values are read from the columns: both are worked out here for good."""
    text = compiler.as_sql()
    readers = compiler.get_converters([column for column, *_ in compiler.select])
    compiler.as_sql = lambda *_arguments, **_options: text
    compiler.get_converters = lambda _expressions: readers
    return compiler


def _again(rows: "QuerySet[Any, R]", compiler: Any) -> "QuerySet[Any, R]":
    """A fresh query that runs the text on this thread's connection."""
    ready = copy(compiler)
    ready.connection = connections[rows.db]
    fresh = rows.all()
    fresh.query.get_compiler = lambda *_arguments, **_options: ready  # type: ignore[method-assign]
    return fresh
