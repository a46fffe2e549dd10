"""The rulebook with other values, to see that a page or a duty follows the row and not a number of its own."""

from dataclasses import replace

import pytest

from qinglian.law import rulebook


def changed(monkeypatch: pytest.MonkeyPatch, **values: int | str) -> None:
    """This will let the named rows hold these values until the test ends."""
    rows = tuple(replace(row, value=values.get(row.key, row.value)) for row in rulebook.RULEBOOK)
    monkeypatch.setattr(rulebook, "RULEBOOK", rows)
