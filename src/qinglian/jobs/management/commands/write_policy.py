"""`manage.py write_policy`: the policy file with the guardians whose keys are bound now."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from qinglian.jobs.timetable import refresh_policy
from qinglian.record.clock import now


class Command(BaseCommand):
    """Writes QINGLIAN_POLICY and publishes it beside the log."""

    help = "Write the policy file that verifiers pin."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """This will write the policy."""
        refresh_policy(now())
        self.stdout.write(str(settings.QINGLIAN_POLICY))
