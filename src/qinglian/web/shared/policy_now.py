"""The policy that pages hand to the browser: the published file, or what it would be before one is written."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings

from qinglian.domain.tenders import queries as tenders
from qinglian.record.policy import current_policy


def policy_now(*, at: datetime) -> dict[str, Any]:
    """This will return the `policy/v1` document. Whoever is careful compares its fingerprint with the gazette's."""
    if settings.QINGLIAN_POLICY.is_file():
        written: dict[str, Any] = json.loads(settings.QINGLIAN_POLICY.read_text("utf-8"))
        return written
    return current_policy(tenders.pinned_guardians(at))
