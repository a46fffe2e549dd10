"""`manage.py notifier`: the process that alone knows who was drawn."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from qinglian.jobs.loops import repeat, stop_on_signals
from qinglian.jobs.notifier.contact import Channel, default_channel
from qinglian.jobs.notifier.rounds import turn
from qinglian.record.clock import now


class Command(BaseCommand):
    """Looks every few seconds for what is due."""

    help = "Fix rosters and exclusions, call drawn experts, disclose panels after the award, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """This will add `--once`."""
        parser.add_argument("--once", action="store_true", help="take one round and end")

    def handle(self, *_args: Any, **options: Any) -> None:
        """This will run the notifier."""
        channel = default_channel()
        if options["once"]:
            self.stdout.write(str(turn(channel, at=now())))
            return
        stop_on_signals()
        repeat(lambda: _round(channel), wait=lambda: 2.0, name="notifier")


def _round(channel: Channel) -> None:
    turn(channel, at=now())
