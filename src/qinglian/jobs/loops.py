"""Loops that run until the process is told to stop, and survive a step that fails."""

import logging
import os
import signal
import threading
from collections.abc import Callable

from django.db import close_old_connections

_speaker = logging.getLogger("qinglian.speaks.jobs")
_failures = logging.getLogger("qinglian.jobs")
_stop = threading.Event()
_parent = os.getppid()


def stop_on_signals() -> None:
    """This will make SIGTERM and SIGINT end every loop of this process after its present step."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: _stop.set())


def stop() -> None:
    """This will end every loop of this process after its present step."""
    _stop.set()


def pause(seconds: float) -> bool:
    """This will wait, and say whether to go on: false once the process is to stop or its supervisor is gone."""
    return not _stop.wait(max(seconds, 0)) and os.getppid() == _parent


def repeat(
    step: Callable[[], None], *, wait: Callable[[], float], name: str, expected: tuple[type[Exception], ...] = ()
) -> None:
    """This will run the step until the process is to stop, waiting `wait()` seconds in between.

    An expected exception is said in its own words, once until it changes; any other is logged without words, and the loop goes on.
    """
    said = ""
    while True:
        try:
            close_old_connections()
            step()
            said = ""
        except expected as refusal:
            if str(refusal) != said:
                said = str(refusal)
                _speaker.error("%s: %s", name, said)
        except Exception:
            _failures.exception("%s failed; it goes on", name)
        if not pause(wait()):
            return
