"""The installation's one clock. Web, API and jobs read it and pass the moment on as `at`; nobody else asks the time.

A simulated clock exists only under an origin that ends in `.invalid` (stories, the demo's past, tests, replays).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

CHINA = ZoneInfo("Asia/Shanghai")
_simulated: ContextVar[datetime | None] = ContextVar("simulated_now", default=None)


def now() -> datetime:
    """This will return the moment in Asia/Shanghai: the machine's time (moved by QINGLIAN_CLOCK_AHEAD_SECONDS in a replay), or the
    simulated one inside `simulated_at`."""
    simulated = _simulated.get()
    if simulated is not None:
        return simulated.astimezone(CHINA)
    return datetime.now(CHINA) + timedelta(seconds=settings.QINGLIAN_CLOCK_AHEAD_SECONDS)


def today() -> date:
    """This will return the day in China."""
    return now().date()


@contextmanager
def simulated_at(moment: datetime) -> Iterator[None]:
    """This will make `now()` return this moment inside the block. Refused (RuntimeError) unless the origin is `.invalid`."""
    if not settings.QINGLIAN_ORIGIN.endswith(".invalid"):
        raise RuntimeError("a simulated clock needs an origin that ends in .invalid (docs/threat-model.md)")
    token = _simulated.set(moment)
    try:
        yield
    finally:
        _simulated.reset(token)
