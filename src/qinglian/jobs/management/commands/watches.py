"""`manage.py watches`: looks at the risk points, and keeps the office's own clocks."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from qinglian.jobs.inspecting import oversee
from qinglian.jobs.loops import repeat, stop_on_signals
from qinglian.jobs.posting import default_outlet, post_message
from qinglian.jobs.reminding import remind
from qinglian.jobs.watching import watch
from qinglian.record.clock import now


class Command(BaseCommand):
    """Asks every watch its question as often as the rulebook says; a process of its own, so that it delays no statutory clock."""

    help = "Watch the risk points and open warnings, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """This will add `--once`."""
        parser.add_argument("--once", action="store_true", help="look once and end")

    def handle(self, *_args: Any, **options: Any) -> None:
        """This will run the watches."""
        if options["once"]:
            keep_office(now())
            self.stdout.write(str(watch(now())))
            return
        stop_on_signals()
        repeat(_round, wait=lambda: 10.0, name="watches")


def _round() -> None:
    keep_office(now())
    watch(now())


def keep_office(at: datetime) -> None:
    """This will do what the centre's own affairs owe to the clock: inspections and corrections, the day's message, festivals' reminders."""
    oversee(at)
    post_message(default_outlet(), at=at)
    remind(at)
