"""`manage.py sequencer`: the one process that numbers facts and signs checkpoints."""

from typing import Any

from django.core.management.base import BaseCommand

from qinglian.jobs.loops import stop_on_signals
from qinglian.jobs.sequencing import run_sequencer


class Command(BaseCommand):
    """Runs until it is told to stop. A second one waits for the first."""

    help = "Number facts, grow the log, sign checkpoints, ask the witnesses, until stopped."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """This will run the sequencer's loops."""
        stop_on_signals()
        run_sequencer()
