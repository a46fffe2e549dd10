"""Parts of pages that depend on values alone are drawn once for the same values: rows of tables, charts, lists of verdicts.

This is no cache of pages: every request asks the database, and what it finds is the key. The template of a part sees nothing but its
values, so the same values always look the same; the language and the year (short dates leave out this year's) belong to the key.
"""

from collections.abc import Hashable
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

KEPT = 4096


@lru_cache(maxsize=KEPT)
def drawn(template: str, language: str, year: int, values: tuple[tuple[str, Hashable], ...]) -> SafeString:  # noqa: ARG001 (the key)
    """This will draw a part in the language that is active. Values are frozen (TypeError otherwise) and hold no Decimal: 1.0 equals 1.00."""
    return render_to_string(template, dict(values))
