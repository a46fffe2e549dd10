"""Parts of pages that depend on values alone are drawn once for the same values: rows of tables, charts, lists of verdicts.

This is no cache of pages: every request asks the database, and what it finds is the key. The template of a part sees nothing but its
values, so the same values always look the same; the language and the year (short dates leave out this year's) belong to the key.
"""

from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

KEPT = 4096


@lru_cache(maxsize=KEPT)
def drawn(template: str, language: str, year: int, values: tuple[tuple[str, Hashable], ...]) -> SafeString:  # noqa: ARG001 (the key)
    """This will draw a part in the language that is active. TypeError for values that can change or that equal others of another look."""
    for _, value in values:
        refuse_lookalikes(value)
    return render_to_string(template, dict(values))


def refuse_lookalikes(value: Any) -> None:
    """This will refuse what must not be a key. A row of the database equals its older self, 1.00 equals 1.0: a drawing kept by them could be another one's."""
    if isinstance(value, Model | Decimal | float):
        raise TypeError(f"draw() takes words, whole numbers, moments and frozen values, not {type(value).__name__}")
    if isinstance(value, tuple | frozenset):
        for one in value:
            refuse_lookalikes(one)
    elif is_dataclass(value):
        for one in fields(value):
            if one.compare:
                refuse_lookalikes(getattr(value, one.name))
