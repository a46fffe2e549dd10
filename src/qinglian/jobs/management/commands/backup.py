"""`manage.py backup FOLDER`: database, log and blobs, while everything runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from qinglian.jobs.backups import BackupRefused, back_up
from qinglian.record.clock import now


class Command(BaseCommand):
    """Brings the folder up to date; only what changed is copied."""

    help = "Back the installation up into a folder. Keys are not in it."

    def add_arguments(self, parser: CommandParser) -> None:
        """This will add the folder."""
        parser.add_argument("folder", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """This will back up."""
        try:
            manifest = back_up(options["folder"], at=now())
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{options['folder']}: log of {manifest['log_size']} leaves. Keys are not in it: keep them elsewhere"
        )
