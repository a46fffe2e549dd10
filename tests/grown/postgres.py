"""A throw-away PostgreSQL cluster for one command: `python -m tests.grown.postgres pytest ...`.

The cluster lives in a temporary folder, listens on a socket there only, and is gone afterwards. QINGLIAN_DATABASE names it.
It is as durable as a real one (fsync on): what holds here must hold there.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from tests.places import MEMORY

OPTIONS = "-c listen_addresses='' -c max_connections=200"


class NoPostgres(Exception):
    """There is no PostgreSQL server on this machine."""


def programs() -> Path:
    """This will return the folder of the newest installed server's programs (Debian's place, or PATH)."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    if on_path:
        return Path(on_path).resolve().parent
    raise NoPostgres("NO POSTGRESQL server on this machine (apt-get install postgresql)")


@contextmanager
def cluster() -> Iterator[str]:
    """This will run a fresh cluster inside the block and yield its QINGLIAN_DATABASE url. PostgreSQL refuses root: it runs as `postgres` then."""
    folder = Path(tempfile.mkdtemp(prefix="qinglian-pg-", dir=MEMORY))
    as_owner: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        as_owner = ["runuser", "-u", "postgres", "--"]
    bin_folder, data = programs(), folder / "data"
    try:
        _quietly(
            [
                *as_owner,
                bin_folder / "initdb",
                "-D",
                data,
                "-U",
                "qinglian",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
            ],
            folder,
        )
        options = f"{OPTIONS} -c unix_socket_directories={folder}"
        _quietly(
            [*as_owner, bin_folder / "pg_ctl", "-D", data, "-w", "-o", options, "-l", folder / "log", "start"], folder
        )
        try:
            _quietly([*as_owner, bin_folder / "createdb", "-h", folder, "-U", "qinglian", "qinglian"], folder)
            yield f"postgresql://qinglian@{quote(str(folder), safe='')}/qinglian"
        finally:
            _quietly([*as_owner, bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    """This will run the command with QINGLIAN_DATABASE set and return its exit code; without a server it says so loudly (CI: fails)."""
    try:
        with cluster() as url:
            return subprocess.run(command, env=os.environ | {"QINGLIAN_DATABASE": url}, check=False).returncode
    except NoPostgres as missing:
        print(f"SKIPPED: {missing}: nothing was tested on PostgreSQL", file=sys.stderr)
        return 1 if os.environ.get("CI") == "true" else 0


def _quietly(command: list[str | Path], cwd: Path) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr}{done.stdout}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
