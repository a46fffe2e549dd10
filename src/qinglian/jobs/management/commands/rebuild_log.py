"""`manage.py rebuild_log`: the published folder anew from the database, after the folder was lost."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from qinglian.jobs.timetable import refresh_policy
from qinglian.record.clock import now
from qinglian.record.guard import LogRefused
from qinglian.record.rebuilding import rebuild_log


class Command(BaseCommand):
    """Signs nothing; the witnesses are asked by the next `serve`."""

    help = "Write tiles, bundles and checkpoint anew from the database."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """This will rebuild."""
        try:
            size = rebuild_log()
        except LogRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        refresh_policy(now())
        self.stdout.write(f"log of {size} leaves rebuilt")
