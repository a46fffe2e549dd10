"""A clock that tests set and move. It simulates `record.clock` in the test's own thread; a live server keeps real time."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta

from qinglian.record.clock import CHINA, simulated_at

START = datetime(2026, 11, 25, 9, 0, tzinfo=CHINA)


class TestClock:
    """The simulated moment. `clock.now`, `clock.set(moment)`, `clock.forward(days=20)`."""

    __test__ = False

    def __init__(self) -> None:
        self.now = START
        self._stack = ExitStack()

    def set(self, moment: datetime) -> datetime:
        """This will move the clock to this moment, backwards too, and return it."""
        self._stack.close()
        self._stack.enter_context(simulated_at(moment))
        self.now = moment
        return moment

    def forward(self, **amount: float) -> datetime:
        """This will move the clock by `timedelta(**amount)` and return the new moment."""
        return self.set(self.now + timedelta(**amount))

    @contextmanager
    def running(self) -> Iterator["TestClock"]:
        """This will simulate the clock inside the block."""
        self.set(self.now)
        try:
            yield self
        finally:
            self._stack.close()
