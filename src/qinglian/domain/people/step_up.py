"""Step-up: a dangerous act wants its person to have proved within the last minutes who it is, not just a session left open. Pure.

The session keeps the moment of the last proof (sign-in, or the page and endpoint of the step-up) under SESSION_KEY.
"""

from datetime import datetime, timedelta

from qinglian.law.refusal import NotAllowed
from qinglian.law.rulebook import rule
from qinglian.law.text import Text

SESSION_KEY = "proved_at"


def minutes_of(*, at: datetime) -> int:
    """This will return for how many minutes a proof lasts (rule step_up)."""
    return rule("step_up", on=at.date()).number()


def is_fresh(proved_at: str, *, at: datetime) -> bool:
    """This will say whether the proof of this moment (RFC 3339, or empty) still counts. A clock of another machine may run ahead."""
    try:
        proved = datetime.fromisoformat(proved_at)
    except ValueError:
        return False
    return abs(at - proved) < timedelta(minutes=minutes_of(at=at))


def step_up_due(*, at: datetime) -> NotAllowed:
    """This will make the refusal of an act whose person did not prove who it is just now."""
    minutes = minutes_of(at=at)
    return NotAllowed(
        Text(
            f"这件事要求 {minutes} 分钟内确认过是您本人。",
            f"This wants a proof of who you are within the last {minutes} minutes.",
        ),
        rule="step_up",
        article="PLT",
        next_step=Text(
            "用密码和动态口令、或用安全密钥再确认一次，然后重办。",
            "Confirm with password and one-time code, or with a security key, and do it again.",
        ),
    )
