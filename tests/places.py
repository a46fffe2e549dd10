"""Where the repository lies. Imported by the stories too, which run without any development package."""

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
