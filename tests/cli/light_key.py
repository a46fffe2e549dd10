"""Key files whose scrypt work is light (age-encryption.org/v1, work factor 2^10), so that fifty commands open one in a second."""

import json
from pathlib import Path
from typing import Any

from qinglian.trust.keys import Master
from qinglian.trust.strict import to_base64
from qinglian.trust.wrapping import wrap

WORDS = "eight characters or more"
_LOG_WORK = 10


def key_file(path: Path, master: Master, *, origin: str, holder: str) -> Path:
    """This will write a key file under WORDS."""
    file: dict[str, Any] = {"type": "qinglian-key/v1", "origin": origin, "holder": holder, "label": "test"}
    file |= {"public": master.public(), "wrapped": to_base64(wrap(master.secret(), WORDS, log_work=_LOG_WORK))}
    path.write_text(json.dumps(file))
    return path
