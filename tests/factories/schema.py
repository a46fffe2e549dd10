"""The empty schema, migrated once for all test processes and installations of a checkout, and copied from there.

Kept as `build/schema-<digest>.sqlite3`, where the digest is over every migration of ours and the locked versions of all packages: a
new migration makes a new schema. On PostgreSQL it is a template database of the cluster, named by the same digest.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from tests.places import MEMORY, REPOSITORY

BUILD = REPOSITORY / "build"


def digest() -> str:
    """This will return what the schema depends on, as 16 hex digits."""
    told = sha256((REPOSITORY / "uv.lock").read_bytes())
    for path in sorted((REPOSITORY / "src").glob("**/migrations/*.py")):
        told.update(str(path.relative_to(REPOSITORY)).encode() + b"\0" + path.read_bytes())
    return told.hexdigest()[:16]


def sqlite_schema() -> Path:
    """This will return the file of the migrated schema, migrating first where no process of this checkout has."""
    path = BUILD / f"schema-{digest()}.sqlite3"
    with alone("schema"):
        if not path.exists():
            for old in BUILD.glob("schema-*.sqlite3"):
                old.unlink()
            with _folder() as folder:
                made = folder / "schema.sqlite3"
                migrate(f"sqlite://{made}", folder)
                assert not made.with_name(made.name + "-wal").exists(), "the schema is not whole without its WAL"
                shutil.move(made, path)
    return path


def migrate(database: str, home: Path) -> None:
    """This will run the migrations on this database in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QINGLIAN_")}
    own = {
        "QINGLIAN_HOME": str(home),
        "QINGLIAN_DATABASE": database,
        "DJANGO_SETTINGS_MODULE": "qinglian.config.settings",
    }
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    done = subprocess.run(command, env=kept | own, cwd=REPOSITORY, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@contextmanager
def alone(name: str) -> Iterator[None]:
    """This will let one process of this checkout at a time into the block."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="qinglian-schema-", dir=MEMORY) as name:
        yield Path(name)
