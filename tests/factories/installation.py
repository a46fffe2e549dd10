"""A whole installation in a folder of its own, driven by real processes: for crashes, kills, restores and several servers at once.

On PostgreSQL (QINGLIAN_DATABASE) each installation gets a database of its own in the same cluster.
"""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlparse

import psycopg

from tests.factories import schema
from tests.places import MEMORY

ROOT = Path(__file__).resolve().parents[2]
PROLOGUE = """
import django, sys
sys.path.insert(0, {root!r})
django.setup()
from datetime import datetime, timedelta
from qinglian.record.clock import CHINA
from tests.factories.record import *
from qinglian.record.models import Fact, Secrecy
"""


@dataclass(frozen=True)
class Installation:
    """One QINGLIAN_HOME and one database."""

    home: Path
    database: str

    def environment(self, **extra: str) -> dict[str, str]:
        """This will return the environment of a process of this installation."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("QINGLIAN_")}
        own = {"QINGLIAN_HOME": str(self.home), "QINGLIAN_DATABASE": self.database}
        return kept | own | {"DJANGO_SETTINGS_MODULE": "qinglian.config.settings"} | extra

    def run(self, code: str, *, timeout: float = 120, **extra: str) -> subprocess.CompletedProcess[str]:
        """This will run Python code in a fresh process of this installation and return what came of it."""
        program = PROLOGUE.format(root=str(ROOT)) + code
        return subprocess.run(
            [sys.executable, "-c", program],
            env=self.environment(**extra),
            cwd=ROOT,
            timeout=timeout,
            text=True,
            capture_output=True,
            check=False,
        )

    def start(self, code: str, **extra: str) -> subprocess.Popen[str]:
        """This will start Python code in a process of this installation."""
        program = PROLOGUE.format(root=str(ROOT)) + code
        return subprocess.Popen(
            [sys.executable, "-c", program],
            env=self.environment(**extra),
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def said(self, code: str, **extra: str) -> str:
        """This will run code that must succeed and return what it printed."""
        done = self.run(code, **extra)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def manage(self, *arguments: str, timeout: float = 300, **extra: str) -> subprocess.CompletedProcess[str]:
        """This will run `manage.py` with these arguments."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            env=self.environment(**extra),
            cwd=ROOT,
            timeout=timeout,
            text=True,
            capture_output=True,
            check=False,
        )

    def serving(self, port: int, *arguments: str, **extra: str) -> subprocess.Popen[bytes]:
        """This will start `manage.py serve` on this port; the caller waits for it and ends it."""
        return subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--setup", "--workers", "1", "--port", str(port), *arguments],
            env=self.environment(**extra),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )

    def copied_to(self, home: Path) -> "Installation":
        """This will copy folder and database."""
        shutil.copytree(self.home, home)
        if self.database.startswith("sqlite"):
            return Installation(home, f"sqlite://{home / 'qinglian.sqlite3'}")
        name = _name_of(self.database)
        return Installation(home, _new_database(self.database, template=name))

    def with_empty_database(self) -> "Installation":
        """This will return the same folder with its database lost and an empty one in its place."""
        if self.database.startswith("sqlite"):
            for path in self.home.glob("qinglian.sqlite3*"):
                path.unlink()
            return self
        return Installation(self.home, _new_database(self.database))

    def drop_database(self) -> None:
        """This will delete the database on PostgreSQL."""
        if not self.database.startswith("sqlite"):
            _execute(self.database, f'DROP DATABASE IF EXISTS "{_name_of(self.database)}" WITH (FORCE)')

    def remove(self) -> None:
        """This will delete folder and database."""
        shutil.rmtree(self.home, ignore_errors=True)
        self.drop_database()


def empty_installation(home: Path) -> Installation:
    """This will make an installation with an empty database and nothing else."""
    named = os.environ.get("QINGLIAN_DATABASE", "")
    home.mkdir(parents=True)
    return Installation(home, _new_database(named) if named else f"sqlite://{home / 'qinglian.sqlite3'}")


def new_installation(home: Path) -> Installation:
    """This will make an installation with the migrated schema (`tests.factories.schema`) and keys."""
    named = os.environ.get("QINGLIAN_DATABASE", "")
    home.mkdir(parents=True)
    if named:
        made = Installation(home, _new_database(named, template=_schema(named)))
    else:
        shutil.copy(schema.sqlite_schema(), home / "qinglian.sqlite3")
        made = Installation(home, f"sqlite://{home / 'qinglian.sqlite3'}")
    made.said("from qinglian.record.keys import make_keys; make_keys()")
    return made


def _schema(url: str) -> str:
    """This will return the template database with the migrated schema, made with its first use in this cluster."""
    name = f"schema_{schema.digest()}"
    with schema.alone("schema"):
        if not _execute(url, "SELECT 1 FROM pg_database WHERE datname = %s", name):
            _execute(url, f'DROP DATABASE IF EXISTS "{name}_half"')
            _execute(url, f'CREATE DATABASE "{name}_half" TEMPLATE template0')
            with tempfile.TemporaryDirectory(dir=MEMORY) as home:
                schema.migrate(f"{url.rpartition('/')[0]}/{name}_half", Path(home))
            _execute(url, f'ALTER DATABASE "{name}_half" RENAME TO "{name}"')
    return name


def _new_database(url: str, *, template: str = "template0") -> str:
    name = "inst_" + secrets.token_hex(6)
    _execute(url, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return url.rpartition("/")[0] + "/" + name


def _name_of(url: str) -> str:
    return url.rpartition("/")[2]


def _execute(url: str, statement: str, *values: str) -> list[tuple[object, ...]]:
    parts = urlparse(url)
    with psycopg.connect(
        host=unquote(parts.hostname or ""),
        port=parts.port,
        user=parts.username,
        password=parts.password,
        dbname="postgres",
        autocommit=True,
    ) as connection:
        cursor = connection.execute(statement, values or None)  # type: ignore[arg-type]
        return cursor.fetchall() if cursor.description else []
