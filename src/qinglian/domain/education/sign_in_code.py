"""The changing code of a sign-in screen: HMAC-SHA-256 under the server's key of the activity and the running half minute."""

import hmac
from datetime import datetime

from django.conf import settings

from qinglian.law.rulebook import rule

DIGITS = 6


def window_of(at: datetime) -> int:
    """This will return the number of the window (rulebook study_code_seconds) in which a moment lies."""
    return int(at.timestamp()) // _seconds(at)


def seconds_left(at: datetime) -> int:
    """This will return how many seconds the running window still lasts, at least one."""
    seconds = _seconds(at)
    return seconds - int(at.timestamp()) % seconds


def code_at(activity: int, *, at: datetime) -> str:
    """This will return the six digits that are valid now."""
    return _code(activity, window_of(at))


def is_code_valid(activity: int, code: str, *, at: datetime) -> bool:
    """This will say whether these are the digits of the running window, or of those just before it that still count (study_code_kept)."""
    kept = rule("study_code_kept", on=at.date()).number()
    windows = range(window_of(at) - kept, window_of(at) + 1)
    return any(hmac.compare_digest(_code(activity, window).encode(), code.encode()) for window in windows)


def _seconds(at: datetime) -> int:
    return rule("study_code_seconds", on=at.date()).number()


def _code(activity: int, window: int) -> str:
    told = f"qinglian/study-sign-in\n{activity}\n{window}"
    digest = hmac.digest(settings.SECRET_KEY.encode(), told.encode(), "sha256")
    return str(int.from_bytes(digest[:8], "big") % 10**DIGITS).zfill(DIGITS)
