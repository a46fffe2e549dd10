"""What the tests stand on (tests/conftest.py): a file database, a home of their own, a clock that obeys."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from qinglian.record.clock import now
from tests.clock import START, TestClock
from tests.conformance import REPOSITORY, worse


@pytest.mark.django_db
def test_database_is_a_file_in_wal_mode_or_postgresql() -> None:
    if connection.vendor == "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)


def test_home_is_temporary(home: Path) -> None:
    assert settings.QINGLIAN_LOG_DIR.parent == home
    assert not home.is_relative_to(REPOSITORY)


def test_clock_stands_and_moves(clock: TestClock) -> None:
    assert now() == START
    clock.forward(days=1, hours=2)
    assert now().isoformat() == "2026-11-26T11:00:00+08:00"


def test_worse_prefers_failure() -> None:
    assert [worse("passed", "failed"), worse("skipped", "passed"), worse("passed", "passed")] == [
        "failed",
        "skipped",
        "passed",
    ]
