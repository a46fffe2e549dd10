"""`manage.py timetable`: the statutory clocks."""

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from qinglian.jobs.loops import repeat, stop_on_signals
from qinglian.jobs.steady_clock import SteadyClock
from qinglian.jobs.timetable import is_clock_disputed, refresh_policy, tick
from qinglian.record.clock import now

_speaker = logging.getLogger("qinglian.speaks.timetable")


class Command(BaseCommand):
    """Ticks at every full second of a clock that does not jump."""

    help = "Close at deadlines, allow releases, open bids, end windows, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """This will add `--once`."""
        parser.add_argument("--once", action="store_true", help="tick once and end")

    def handle(self, *_args: Any, **options: Any) -> None:
        """This will run the timetable."""
        clock = SteadyClock(now)
        refresh_policy(clock())
        if options["once"]:
            self.stdout.write(str(tick(at=clock())))
            return
        stop_on_signals()
        repeat(lambda: _turn(clock), wait=lambda: 1.02 - now().microsecond / 1_000_000, name="timetable")


def _turn(clock: SteadyClock) -> None:
    before, at = clock.jump, clock()
    if clock.jump and not before:
        _speaker.error(
            "the machine's clock jumped by %s; the timetable keeps its own time. Set the clock right, then restart",
            clock.jump,
        )
    if is_clock_disputed(at):
        _speaker.error("the witnesses' clocks are behind this machine's: nothing is closed until they agree")
        return
    tick(at=at)
    if at.second == 0:
        refresh_policy(at)
