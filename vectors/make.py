"""Writes vectors/*.json (see README.md beside it). Run: `python vectors/make.py`. Deterministic but for what sealed.json, deposits.json and session.json keep."""

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER))

import parts_deposits  # noqa: E402
import parts_draw  # noqa: E402
import parts_drawn  # noqa: E402
import parts_log  # noqa: E402
import parts_lots  # noqa: E402
import parts_sealed  # noqa: E402
import parts_session  # noqa: E402
import parts_words  # noqa: E402


def main() -> None:
    """This will write every file; a changed file in version control is a changed protocol."""
    files: dict[str, Any] = {**parts_words.files(), **parts_log.files(), **parts_lots.files(), **parts_draw.files()}
    files |= parts_drawn.files()
    files |= parts_sealed.files(FOLDER / "sealed.json")
    files |= parts_deposits.files(FOLDER / "deposits.json")
    files |= parts_session.files(FOLDER / "session.json", files["sealed.json"])
    for name, content in sorted(files.items()):
        data = (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
        (FOLDER / name).write_bytes(data)
        print(f"{name:20} {len(data):>8} bytes  sha256 {sha256(data).hexdigest()[:16]}")


if __name__ == "__main__":
    main()
