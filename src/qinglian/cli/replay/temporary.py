"""A platform of one's own for a replay: a folder, a log, two witnesses, `manage.py serve`, at the record's own hour."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

import qinglian
from qinglian.cli.refused import Refused
from qinglian.trust.note import COSIGNATURE_V1, Signer, new_signer_key

ROOT = Path(qinglian.__file__).resolve().parents[2]
ORIGIN = "replay.qinglian.invalid"
WITNESSES = ("witness-a.replay.invalid", "witness-b.replay.invalid")
SECONDS_TO_START, SECONDS_TO_STOP = 180, 30


class TemporaryPlatform:
    """Started, stopped and started again at another hour; everything in `home`, which the caller removes."""

    def __init__(self, home: Path) -> None:
        if not (ROOT / "manage.py").is_file():
            raise Refused(
                "临时平台须在源码目录中运行；或用 --server",
                "A temporary platform needs the source tree; or name a --server",
            )
        self.home = home
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._witness_ports = [_free_port() for _ in WITNESSES]
        self._keys = [home / f"{name}.key" for name in WITNESSES]
        self._processes: list[subprocess.Popen[bytes]] = []
        self._server: subprocess.Popen[bytes] | None = None

    def set_up(self, *, deadline: datetime, plan: dict[str, Any]) -> dict[str, Any]:
        """This will make keys, tables and witnesses, play the tender up to its published notice, and return what the stage tells."""
        for key, name in zip(self._keys, WITNESSES, strict=True):
            key.write_text(new_signer_key(name, COSIGNATURE_V1))
        self._run("manage.py", "setup")
        policy = json.loads((self.home / "policy.json").read_text())
        for key, port in zip(self._keys, self._witness_ports, strict=True):
            self._processes.append(self._witness(key, port, log=policy["log"]))
            _wait_for(f"http://127.0.0.1:{port}/", home=self.home)
        (self.home / "plan.json").write_text(json.dumps(plan))
        self._run(
            "-m", "tests.stories.replay_stage", str(self.home), deadline.isoformat(), str(self.home / "plan.json")
        )
        stage: dict[str, Any] = json.loads((self.home / "stage.json").read_text())
        return stage

    def serve_at(self, moment: datetime) -> None:
        """This will (re)start the platform so that its clock says `moment` now."""
        self.stop_serving()
        ahead = (moment - datetime.now(UTC)).total_seconds()
        command = [sys.executable, "manage.py", "serve", "--port", str(self.port)]
        self._server = self._start(command, QINGLIAN_CLOCK_AHEAD_SECONDS=f"{ahead:.0f}")
        _wait_for(f"{self.url}/log/checkpoint", home=self.home)

    def stop_serving(self) -> None:
        """This will stop the platform's processes."""
        if self._server is not None:
            _stop(self._server)
            self._server = None

    def stop(self) -> None:
        """This will stop platform and witnesses."""
        self.stop_serving()
        for process in self._processes:
            _stop(process)

    def policy(self) -> bytes:
        """This will return the policy file, straight from the folder."""
        return (self.home / "policy.json").read_bytes()

    def pids(self) -> list[int]:
        """This will list the platform's processes, those of its children included."""
        return [] if self._server is None else [self._server.pid, *_descendants(self._server.pid)]

    def _witness(self, key: Path, port: int, *, log: str) -> subprocess.Popen[bytes]:
        state = self.home / f"{key.stem}.state"
        return self._start(
            [
                sys.executable,
                "-m",
                "qinglian.cli",
                "witness",
                "--key",
                str(key),
                "--log",
                log,
                "--state",
                str(state),
                "--port",
                str(port),
            ]
        )

    def _run(self, *arguments: str) -> None:
        done = subprocess.run(  # noqa: S603 - this interpreter and our own files
            [sys.executable, *arguments], cwd=ROOT, env=self._environment(), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Refused(
                "临时平台搭不起来：{why}", "The temporary platform cannot be set up: {why}", why=done.stderr[-2000:]
            )

    def _start(self, command: list[str], **more: str) -> subprocess.Popen[bytes]:
        log = (self.home / "output.log").open("ab")
        return subprocess.Popen(  # noqa: S603 - as above
            command, cwd=ROOT, env=self._environment() | more, stdout=log, stderr=log, stdin=subprocess.DEVNULL
        )

    def _environment(self) -> dict[str, str]:
        rows = zip(self._keys, self._witness_ports, strict=True)
        witnesses = [
            f"{Signer.from_string(key.read_text()).verifier().vkey} http://127.0.0.1:{port}" for key, port in rows
        ]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("QINGLIAN_", "DJANGO_"))}
        return kept | {
            "QINGLIAN_HOME": str(self.home),
            "QINGLIAN_ORIGIN": ORIGIN,
            "QINGLIAN_BASE_URL": self.url,
            "QINGLIAN_WITNESSES": ",".join(witnesses),
            "QINGLIAN_QUORUM": str(len(WITNESSES)),
            "QINGLIAN_REGISTRATIONS_PER_HOUR": "1000000",  # every firm of a replay registers from this machine
            "DJANGO_SETTINGS_MODULE": "qinglian.config.settings",
        }


@contextmanager
def temporary_platform(*, keep: Path | None = None) -> Iterator[TemporaryPlatform]:
    """This will give a platform in a new folder and remove both; with `keep` the folder (new, empty) stays."""
    home = keep or Path(tempfile.mkdtemp(prefix="qinglian-replay-"))
    home.mkdir(parents=True, exist_ok=True)
    platform = TemporaryPlatform(home)
    try:
        yield platform
    finally:
        platform.stop()
        if keep is None:
            shutil.rmtree(home, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, *, home: Path) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end:
        try:
            httpx.get(url, timeout=2, trust_env=False)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise Refused("{url} 没有起来：{why}", "{url} did not start: {why}", url=url, why=_last_words(home))


def _last_words(home: Path) -> str:
    """This will return the end of what the platform's processes printed."""
    logs = [home / "output.log", *sorted((home / "logs").glob("*.log"))]
    return "\n".join(path.read_text(errors="replace")[-500:] for path in logs if path.is_file()).strip()


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _descendants(pid: int) -> list[int]:
    """This will list children of children (Linux; elsewhere the platform's memory is not told)."""
    try:
        children = [
            int(word)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for word in (task / "children").read_text().split()
        ]
    except OSError:
        return []
    return [found for child in children for found in (child, *_descendants(child))]
