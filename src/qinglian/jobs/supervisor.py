"""One parent for web server, timetable and sequencer: it starts them, restarts what dies, and stops them together."""

import ctypes
import logging
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qinglian.jobs.loops import pause

_speaker = logging.getLogger("qinglian.speaks.supervisor")
_PR_SET_PDEATHSIG = 1
LONGEST_REST = 30.0
SECONDS_TO_STOP = 15.0


@dataclass
class Child:
    """One process of the installation. Its output goes into `log`; `rest` is how long it stays down after its next death."""

    name: str
    command: Sequence[str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    rest: float = field(default=1.0)


def run(children: Sequence[Child]) -> None:
    """This will keep the children running until this process is told to stop, then stop them within SECONDS_TO_STOP."""
    for child in children:
        _start(child)
    while pause(0.5):
        for child in children:
            _restart_when_dead(child)
    stop_all(children)


def stop_all(children: Sequence[Child]) -> None:
    """This will ask every child to end, and end those by force that have not after SECONDS_TO_STOP."""
    running = [child.process for child in children if child.process is not None and child.process.poll() is None]
    for process in running:
        process.terminate()
    end = time.monotonic() + SECONDS_TO_STOP
    for process in running:
        try:
            process.wait(timeout=max(end - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _start(child: Child) -> None:
    child.log.parent.mkdir(parents=True, exist_ok=True)
    with child.log.open("ab") as log:
        arguments = {"stdout": log, "stderr": log, "stdin": subprocess.DEVNULL, "preexec_fn": _die_with_parent}
        child.process = subprocess.Popen(child.command, **arguments)  # type: ignore[call-overload]  # noqa: S603
    child.started = time.monotonic()


def _restart_when_dead(child: Child) -> None:
    """A child that ran for a minute is restarted at once; one that dies young rests, longer each time."""
    if child.process is None or child.process.poll() is None:
        return
    lived = time.monotonic() - child.started
    if lived < child.rest:
        return
    child.rest = 1.0 if lived > 60 else min(child.rest * 2, LONGEST_REST)
    _speaker.error("%s ended with code %s and is started again", child.name, child.process.returncode)
    _start(child)


def _die_with_parent() -> None:
    """Linux tells the child when its parent is killed; elsewhere the loops notice by themselves."""
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    except (OSError, AttributeError):
        return
    if os.getppid() == 1:
        os._exit(1)
