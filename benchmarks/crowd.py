"""A crowd of bidders for benchmarks: an installation of its own, an open section, sealed packages of real keys, the real server.

Only preparing is done here; what is measured stands in the benchmark. Organisations and keys are stored in bulk, packages are real.
"""

import http.client
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from qinglian.trust.manifest import read_head
from tests.factories.installation import ROOT, Installation, new_installation

PREPARE = """
import io, json, os, sys
from pathlib import Path
from django.contrib.auth.hashers import Argon2PasswordHasher
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 64, 1
from qinglian.domain.people.models import Organisation, OrganisationKey
from qinglian.domain.tenders.models import Notice
from qinglian.record.clock import now
from qinglian.trust.manifest import read_head
from qinglian.trust.seal import BidFile
from tests.factories import bids, people
count, size, folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
where = bids.room()
Notice.objects.update(deadline_at=now() + timedelta(hours=6))
masters = [people.master(9_000_000 + number) for number in range(count)]
rows = [Organisation(name=f"江城第{n}投标人", credit_code=people.credit_code(50_000_000 + n), kinds=["bidder"], state="active", details={}, registered_at=now()) for n in range(count)]
Organisation.objects.bulk_create(rows, batch_size=500)
keys = [OrganisationKey(organisation=row, public=master.public(), state="bound", proposed_at=now(), bound_at=now()) for row, master in zip(rows, masters)]
OrganisationKey.objects.bulk_create(keys, batch_size=500)
for number, (row, master) in enumerate(zip(rows, masters)):
    files = {"business": [BidFile("商务标.pdf", "application/pdf", os.urandom(size // 5))], "technical": [BidFile("技术标.pdf", "application/pdf", os.urandom(size))]}
    package = bids.sealed(where, (row, master), price_fen=1_600_000_000 + 1_000 * number, sealed_files=files)
    (folder / f"{number:05d}.qlbid").write_bytes(package)
    if number % 200 == 199:
        print(number + 1, "sealed", file=sys.stderr, flush=True)
guardians = [(group, held[0].id, held[0].master.secret().hex()) for group, held in where.holders.items()]
print(json.dumps({"code": where.section.tender.code, "guardians": guardians}))
"""


@dataclass(frozen=True)
class Crowd:
    """An installation with an open section, and the packages of its bidders in the order of sealing."""

    installation: Installation
    code: str
    guardians: list[tuple[str, str, str]]  # (group, guardian's id, master in hex), one of each group
    packages: list[Path]


@contextmanager
def crowd_of(count: int, *, file_bytes: int) -> Iterator[Crowd]:
    """This will prepare `count` bidders with sealed packages around a file of `file_bytes`, and remove everything afterwards."""
    home = Path(tempfile.mkdtemp(prefix="qinglian-bench-"))
    try:
        installation = new_installation(home / "server")
        assert installation.manage("setup").returncode == 0
        folder = home / "bidders"
        folder.mkdir()
        about = json.loads(run_inside(installation, PREPARE, str(count), str(file_bytes), str(folder))[-1])
        yield Crowd(installation, about["code"], about["guardians"], sorted(folder.glob("*.qlbid")))
        installation.remove()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def run_inside(installation: Installation, code: str, *arguments: str) -> list[str]:
    """This will run code in a process of the installation and return the lines that it printed; its errors are shown."""
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r})\nimport django; django.setup()\nfrom datetime import timedelta\n"
    done = subprocess.run(
        [sys.executable, "-c", start + code, *arguments],
        env=installation.environment(),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


class Server:
    """The real server of an installation (`manage.py serve`), which can be killed as a power cut would."""

    def __init__(
        self, installation: Installation, *, workers: int = 2, environment: dict[str, str] | None = None
    ) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self._installation, self._workers, self._environment = installation, workers, environment or {}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *arguments: str) -> None:
        """This will start web server, timetable and sequencer (`arguments` may leave some out), and return when the server answers."""
        base = {"QINGLIAN_BASE_URL": f"http://127.0.0.1:{self.port}"}
        environment = self._installation.environment(**(base | self._environment))
        command = [sys.executable, "manage.py", "serve", "--port", str(self.port), "--workers", str(self._workers)]
        self._process = subprocess.Popen(
            [*command, *arguments],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        while True:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/log/checkpoint")
                connection.getresponse().read()
                return
            except OSError:
                pass

    def ask(self, number: int) -> None:
        """This will ask for a receipt that does not exist, so that the worker that answers is warm."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", f"/api/bids/receipts/{number:064x}")
        connection.getresponse().read()
        connection.close()

    def kill(self) -> None:
        """This will kill the whole group at once (SIGKILL), as a crash does."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(30)

    def log(self) -> str:
        """This will return what the web server has written into its log file."""
        return (self._installation.home / "logs" / "web.log").read_text(encoding="utf-8")

    def stop(self) -> None:
        """This will stop the server in good order."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(60)


def hand_in(port: int, package: bytes) -> tuple[int, bytes]:
    """This will post one package over a connection of its own and return status and answer (OSError when the server is gone)."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("POST", "/api/bids/packages", package, {"Content-Type": "application/octet-stream"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    except http.client.HTTPException as error:
        raise OSError(str(error)) from error
    finally:
        connection.close()


def receipt_of(server: Server, package: bytes) -> dict[str, str]:
    """This will fetch the receipt of a package that was received before, by its manifest's hash (OSError when the server is gone)."""
    manifest = read_head(io.BytesIO(package)).hash
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request("GET", f"/api/bids/receipts/{manifest}")
        return dict(json.loads(connection.getresponse().read())["receipt"]["document"])
    except http.client.HTTPException as error:
        raise OSError(str(error)) from error
    finally:
        connection.close()
