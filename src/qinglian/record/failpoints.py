"""Places where a test kills the process, so that recovery is proved on a real crash. Dead outside origins that end in `.invalid`."""

import os
import signal

from django.conf import settings

POINTS = (
    "facts-numbered",  # the rows have their index, no file is written
    "half-a-file",  # a draft file is half written
    "tile-written",  # some tiles of the batch are on disk
    "tiles-written",  # all tiles and bundles are on disk, nothing is signed
    "checkpoint-signed",  # the signed note is on disk, its row is missing
    "checkpoint-stored",  # the row is there, the note is not yet published
    "witness-asked",  # cosignatures came in, they are not stored
    "cosignatures-stored",  # the row has them, the published note has not
)


def reach(point: str) -> None:
    """This will kill the process (SIGKILL) when QINGLIAN_FAILPOINT names this point and the origin is simulated."""
    if os.environ.get("QINGLIAN_FAILPOINT") != point or not settings.QINGLIAN_ORIGIN.endswith(".invalid"):
        return
    os.kill(os.getpid(), signal.SIGKILL)
