"""`manage.py scrub`: nightly, compares everything stored with its hashes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from qinglian.domain.bids.actions import sweep_orphans
from qinglian.record import clock, upkeep
from qinglian.record.scrub import Scrubbed, scrub_blobs, scrub_log


class Command(BaseCommand):
    """Names every fault and ends with an error when there is one."""

    help = "Check every blob against its hash, and the database against the published log."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """This will destroy what cut-off uploads left behind, then look at everything."""
        sweep_orphans(at=clock.now())
        found = Scrubbed()
        scrub_blobs(found)
        scrub_log(found)
        upkeep.note_scrub(found, at=clock.now())
        for fault in found.faults:
            self.stderr.write(fault)
        if found.faults:
            raise CommandError(f"{len(found.faults)} faults; bring these files back from a mirror or the backup")
        self.stdout.write(f"{found.blobs} blobs and {found.leaves} leaves are as they were stored")
