"""The timetable's clock: it follows the machine's clock, but not its jumps.

A deadline must not come early because somebody set the machine's clock forward, and must not come twice because it was set back. So
the timetable takes the hour once, at its start, and then counts elapsed seconds; it follows corrections of up to two seconds a step
(what NTP does) and holds its own time through anything larger, until an operator has looked and restarted it.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

LARGEST_STEP = timedelta(seconds=2)


def elapsed() -> float:
    """This will return seconds that pass also while the machine sleeps."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class SteadyClock:
    """Call it for the moment. `jump` is how far the machine's clock has jumped away from it, zero when they agree."""

    def __init__(self, wall: Callable[[], datetime], ticking: Callable[[], float] = elapsed) -> None:
        self._wall, self._ticking = wall, ticking
        self._anchor, self._since = wall(), ticking()
        self._last = self._anchor
        self.jump = timedelta()

    def __call__(self) -> datetime:
        """This will return the steady moment; it never goes backwards."""
        own = self._anchor + timedelta(seconds=self._ticking() - self._since)
        wall = self._wall()
        if abs(wall - own) <= LARGEST_STEP:
            self._anchor, self._since, self.jump = wall, self._ticking(), timedelta()
            own = wall
        else:
            self.jump = wall - own
        self._last = max(self._last, own)
        return self._last
