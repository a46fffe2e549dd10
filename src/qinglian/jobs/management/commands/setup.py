"""`manage.py setup`: everything that a new installation needs before `serve`."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from qinglian.jobs.scripts import publish_scripts
from qinglian.jobs.timetable import refresh_policy
from qinglian.record.clock import now
from qinglian.record.keys import make_keys
from qinglian.record.sequencer import sequence_once


class Command(BaseCommand):
    """Keys, tables, the opened log and the policy file. Twice is once."""

    help = "Make the log's keys, migrate the database, collect static files, open the log, write the policy file."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """This will set the installation up."""
        make_keys()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        self._log_scripts()
        sequence_once(at=now())
        refresh_policy(now())
        self.stdout.write(f"keys: {settings.QINGLIAN_KEY_DIR} (back them up apart from the database)")
        self.stdout.write(f"log: {settings.QINGLIAN_LOG_DIR}, origin {settings.QINGLIAN_ORIGIN}")
        self.stdout.write(f"policy: {settings.QINGLIAN_POLICY} (publish it in the gazette; verifiers pin it)")

    def _log_scripts(self) -> None:
        """The hashes of the browser's scripts go into the log, again after every upgrade."""
        try:
            publish_scripts(at=now())
        except FileNotFoundError:
            self.stdout.write(
                "scripts: not built; sealing and releasing in the browser will not work (run `make demo` or `make test`)"
            )
