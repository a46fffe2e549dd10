"""`manage.py restore FOLDER`: a backup into an empty installation; the rollback guard has the last word."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from qinglian.jobs.backups import BackupRefused, restore
from qinglian.record.clock import now
from qinglian.record.guard import LogRefused


class Command(BaseCommand):
    """Restores, asks the witnesses, and says whether the log may go on."""

    help = "Restore a backup into this empty installation and ask the rollback guard."

    def add_arguments(self, parser: CommandParser) -> None:
        """This will add the folder and `--database-only`."""
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--database-only", action="store_true", help="log and blobs are still here: restore the database alone"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """This will restore."""
        try:
            manifest = restore(options["folder"], at=now(), database_only=options["database_only"])
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except LogRefused as refusal:
            raise CommandError(f"restored, but the log must not go on: {refusal}") from refusal
        self.stdout.write(
            f"restored to a log of {manifest['log_size']} leaves; run `python manage.py scrub`, then `serve`"
        )
