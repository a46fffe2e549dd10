"""Where the repository lies, and where tests keep their folders. Imported by the stories too, which run without any development package."""

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]

# Files in memory where the machine has such a place: tests kill processes, never the machine, so nothing is lost by it, and fsync is cheap.
_SHARED_MEMORY = Path("/dev/shm")
MEMORY = _SHARED_MEMORY if os.access(_SHARED_MEMORY, os.W_OK) else None
