"""Processes that are cheap to kill: one parent loads the platform once and forks a child for each piece of code.

The parent touches neither database nor files, so that every child starts as a fresh process of the installation does.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.factories.installation import PROLOGUE, ROOT, Installation

_PARENT = """
import json, os, sys, traceback
for line in sys.stdin:
    task = json.loads(line)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.dup2(writing, 1)
        os.environ.update(task["environment"])
        try:
            exec(task["code"])
            status = 0
        except BaseException:
            traceback.print_exc()
            status = 1
        sys.stdout.flush()
        os._exit(status)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(json.dumps({"status": status, "said": said}), flush=True)
"""


class Nursery:
    """Runs code in children of one parent process. `first` is put before every piece of code."""

    def __init__(self, parent: "subprocess.Popen[str]", first: str) -> None:
        self._parent = parent
        self._first = first

    def killed(self, code: str, *, at: str) -> None:
        """This will run code in a child that must die by SIGKILL at this failpoint."""
        answer = self._ask(code, QINGLIAN_FAILPOINT=at)
        assert answer["status"] == -9, answer

    def said(self, code: str) -> list[Any]:
        """This will run code that must succeed and return the lines that it printed, objects parsed."""
        answer = self._ask(code)
        assert answer["status"] == 0, answer
        lines = answer["said"].splitlines()
        return [json.loads(line) if line.startswith("{") else line for line in lines]

    def _ask(self, code: str, **environment: str) -> dict[str, Any]:
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.write(json.dumps({"code": self._first + code, "environment": environment}) + "\n")
        self._parent.stdin.flush()
        return json.loads(self._parent.stdout.readline())  # type: ignore[no-any-return]


@contextmanager
def nursery_of(installation: Installation, *, first: str) -> Iterator[Nursery]:
    """This will start the parent inside the block; `first` runs once in the parent (imports) and before every piece of code. The
    installation ends with the block."""
    prologue = PROLOGUE.format(root=str(ROOT)) + first
    parent = subprocess.Popen(
        [sys.executable, "-c", prologue + _PARENT],
        env=installation.environment(),
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        yield Nursery(parent, first)
    finally:
        assert parent.stdin is not None
        parent.stdin.close()
        parent.wait(30)
    installation.remove()
