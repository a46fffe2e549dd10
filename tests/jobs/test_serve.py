"""`serve` as a whole: it answers, numbers facts by itself, restarts what dies, ends cleanly, and its log files name nobody."""

import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.factories.installation import Installation, new_installation


def free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


def wait_until(condition: Callable[[], bool], *, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to pass in time"
        time.sleep(0.2)


def family(parent: int) -> dict[int, str]:
    """Every living process below this one, with its command line."""
    found: dict[int, str] = {}
    for entry in Path("/proc").iterdir():
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            if entry.name.isdigit() and int(fields[1]) in {parent, *found} and fields[0] != "Z":
                found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (OSError, IndexError, ValueError):
            continue
    return found


def pid_of(parent: int, word: str) -> int | None:
    return next((pid for pid, line in family(parent).items() if word in line), None)


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    made = new_installation(tmp_path_factory.mktemp("serve") / "home")
    yield made
    made.remove()


def test_serve_lives_through_the_death_of_its_children_and_ends_cleanly(installation: Installation) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    parent = installation.serving(port)
    try:
        wait_until(lambda: answers(url))
        installation.said("note_facts(3)")
        wait_until(lambda: size_at(url) >= 3)
        for word in ("django timetable", "django sequencer", "django notifier"):
            wait_until(lambda word=word: pid_of(parent.pid, word) is not None)
            killed = pid_of(parent.pid, word)
            os.kill(killed, signal.SIGKILL)
            wait_until(lambda word=word, killed=killed: pid_of(parent.pid, word) not in {None, killed})
        installation.said("note_facts(3)")
        wait_until(lambda: size_at(url) >= 6)
        visit_with_canaries(url)
        children = family(parent.pid)
        parent.send_signal(signal.SIGTERM)
        assert parent.wait(timeout=30) == 0
        assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []
    finally:
        parent.kill()
    require_silent_logs(installation)


def answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/log/checkpoint", timeout=5).status_code == 200
    except httpx.HTTPError:
        return False


def size_at(url: str) -> int:
    return int(httpx.get(f"{url}/log/checkpoint", timeout=5).text.split("\n")[1])


def visit_with_canaries(url: str) -> None:
    """Requests of every fate: found, missing, malformed, refused, a wrong password."""
    for path in (
        "/",
        "/tenders/CANARY-TENDER",
        "/bidder/CANARY-TENDER/",
        "/log/blob/canary",
        "/api/record/proofs/canary",
    ):
        httpx.get(url + path, params={"who": "canary-account"}, headers={"User-Agent": "canary-agent"}, timeout=20)
    httpx.post(f"{url}/api/people/session", json={"login": "canary-account", "password": "canary-password"}, timeout=20)
    httpx.post(f"{url}/api/bids/packages", content=b"canary-package", timeout=20)


def require_silent_logs(installation: Installation) -> None:
    written = {path.name: path.read_text() for path in (installation.home / "logs").glob("*.log")}
    assert sorted(written) == ["notifier.log", "sequencer.log", "timetable.log", "watches.log", "web.log"]
    assert [name for name, text in written.items() if "canary" in text.lower() or "127.0.0.1" in text] == []


def test_serve_ends_its_children_also_when_it_is_killed(installation: Installation) -> None:
    parent = installation.serving(free_port())
    wait_until(lambda: pid_of(parent.pid, "django sequencer") is not None and pid_of(parent.pid, "granian") is not None)
    children = family(parent.pid)
    parent.kill()
    parent.wait()
    wait_until(lambda: not any(is_alive(pid) for pid in children))


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
