"""What every test stands on: a home of its own, a clock to set, and the marks that prove requirements.

Each test process (each xdist worker) gets a temporary QINGLIAN_HOME before the settings load; each test gets fresh folders
for log, blobs and keys in it. The database is a real SQLite file in WAL mode, or PostgreSQL when QINGLIAN_DATABASE names one.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest

from tests.places import MEMORY

HOME = Path(tempfile.mkdtemp(prefix="qinglian-test-", dir=MEMORY))
(HOME / "static").mkdir()
for name in [name for name in os.environ if name.startswith("QINGLIAN_") and name != "QINGLIAN_DATABASE"]:
    del os.environ[name]
os.environ["QINGLIAN_HOME"] = str(HOME)
os.environ["QINGLIAN_LANG"] = "zh"
os.environ["DJANGO_SETTINGS_MODULE"] = "qinglian.config.settings"
django.setup()

from django.conf import LazySettings  # noqa: E402
from django.contrib.auth.hashers import Argon2PasswordHasher  # noqa: E402
from django.core.cache import caches  # noqa: E402
from django.db import connections  # noqa: E402
from django.utils import translation  # noqa: E402

from qinglian.record.keys import make_keys  # noqa: E402
from tests.clock import TestClock  # noqa: E402
from tests.conformance import Conformance  # noqa: E402
from tests.factories.schema import sqlite_schema  # noqa: E402
from tests.skips import Skips  # noqa: E402

Argon2PasswordHasher.time_cost = 1  # real Argon2, cheap enough for a thousand sign-ins
Argon2PasswordHasher.memory_cost = 64
Argon2PasswordHasher.parallelism = 1


def pytest_addoption(parser: pytest.Parser) -> None:
    """This will add the flag of full runs."""
    parser.addoption("--conformance", action="store_true", help="write build/conformance.json (for full runs)")


def pytest_configure(config: pytest.Config) -> None:
    """This will plug in the conformance marks and the rule about skipped tests."""
    config.pluginmanager.register(Conformance(config), "qinglian-conformance")
    config.pluginmanager.register(Skips(), "qinglian-skips")


def pytest_unconfigure() -> None:
    """This will remove this process's home."""
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """This will put SQLite's test database into a file of this process: WAL and locks are real only there. It begins as the migrated schema."""
    settings = connections["default"].settings_dict
    if settings["ENGINE"].endswith("sqlite3"):
        settings["TEST"]["NAME"] = str(HOME / "test.sqlite3")
        shutil.copy(sqlite_schema(), HOME / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """This will say whether the test database stands already: SQLite's does, and goes with this process's home."""
    return bool(connections["default"].settings_dict["ENGINE"].endswith("sqlite3"))


@pytest.fixture(autouse=True)
def home(settings: LazySettings) -> Iterator[Path]:
    """This will give the test fresh folders for log, blobs, keys (the log's own are made) and policy, and return their parent."""
    folder = Path(tempfile.mkdtemp(dir=HOME, prefix="home-"))
    settings.QINGLIAN_LOG_DIR = folder / "log"
    settings.QINGLIAN_BLOB_DIR = folder / "blobs"
    settings.QINGLIAN_KEY_DIR = folder / "keys"
    settings.QINGLIAN_NOTIFIER_DIR = folder / "notifier"
    settings.QINGLIAN_POLICY = folder / "policy.json"
    make_keys()
    caches["drawings"].clear()  # counts of attempts lie in the test's own database
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def chinese() -> None:
    """This will begin each test in Chinese: a page asked for in English leaves its language active in this thread."""
    translation.activate("zh-hans")


@pytest.fixture
def kept_connection(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """This will keep the test's connection open when the real WSGI application answers in this process.

    After each request Django closes a connection that is within a transaction, as every test's is on PostgreSQL. To disconnect its
    signal is not enough: each request of Django's test client connects it again, and so does a streamed answer that an earlier test
    left behind, whenever it is collected.
    """
    monkeypatch.setattr(connections["default"], "close_if_unusable_or_obsolete", lambda: None)


@pytest.fixture
def clock() -> Iterator[TestClock]:
    """This will hold the installation's clock at Wednesday, 2026-11-25 09:00, until the test moves it (`tests/clock.py`)."""
    with TestClock().running() as clock:
        yield clock
