"""Key files that open at once: a real age file under a passphrase (age-encryption.org/v1, scrypt), with a work factor for tests."""

import json
from pathlib import Path

from django.conf import settings

from qinglian.trust.keys import Master
from qinglian.trust.strict import to_base64
from qinglian.trust.wrapping import wrap

WORDS = "一句只有本人知道的口令"
WORK_FACTOR = 10


def key_file(folder: Path, holder: str, owner: Master, *, label: str = "测试密钥") -> Path:
    """This will write the owner's key file (WORDS opens it) and return where it is."""
    content = {"type": "qinglian-key/v1", "origin": settings.QINGLIAN_ORIGIN, "holder": holder, "label": label}
    content |= {"public": owner.public(), "wrapped": to_base64(wrap(owner.secret(), WORDS, log_work=WORK_FACTOR))}
    path = folder / f"{holder}.qlkey"
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path
