"""One step of a loop that is repeated: what fails is logged, leaves the others undisturbed and is tried again."""

import logging
from collections.abc import Callable

from qinglian.law.refusal import NotNow


def carried_out(act: Callable[[], object], *, log: logging.Logger) -> bool | None:
    """This will carry the step out: True done, False not now (somebody was faster, something is awaited: no failure), None failed and logged."""
    try:
        act()
    except NotNow:
        return False
    except Exception:
        log.exception("a step failed; the next round tries it again")
        return None
    return True
