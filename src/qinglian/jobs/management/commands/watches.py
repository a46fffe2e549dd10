"""`manage.py watches`: looks at the risk points."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from qinglian.jobs.inspecting import oversee
from qinglian.jobs.loops import repeat, stop_on_signals
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
            oversee(now())
            self.stdout.write(str(watch(now())))
            return
        stop_on_signals()
        repeat(_round, wait=lambda: 10.0, name="watches")


def _round() -> None:
    oversee(now())
    watch(now())
