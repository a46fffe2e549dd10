"""`manage.py mirror URL FOLDER`: a checked copy of a log; it needs the policy file that pins the log's key."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from qinglian.published.mirror import MirrorRefused, copy_log, fetch_over_http
from qinglian.trust.policy import read_policy
from qinglian.trust.strict import read_json


class Command(BaseCommand):
    """Copies once; run it from a timer."""

    help = "Copy the log at URL (…/log) into FOLDER, checked against the pinned policy."

    def add_arguments(self, parser: CommandParser) -> None:
        """This will add address, folder and policy."""
        parser.add_argument("url")
        parser.add_argument("folder", type=Path)
        parser.add_argument("--policy", type=Path, required=True)

    def handle(self, *_args: Any, **options: Any) -> None:
        """This will copy."""
        policy = read_policy(read_json(options["policy"].read_bytes(), limit=1024 * 1024, name="policy"))
        try:
            copied = copy_log(fetch_over_http(options["url"]), options["folder"], log=policy.log)
        except MirrorRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{copied.size} leaves; {copied.files} tiles and {copied.blobs} blobs fetched")
