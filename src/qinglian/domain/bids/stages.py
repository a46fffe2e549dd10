"""The steps of an opening as the hall shows them. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from qinglian.law.text import Text


class ClosingTimes(Protocol):
    """What is needed of a closing list."""

    closed_at: datetime
    released_from_at: datetime | None
    decrypt_until_at: datetime | None
    shares_public_at: datetime | None
    finished_at: datetime | None


class NoticeTimes(Protocol):
    """What is needed of a notice."""

    deadline_at: datetime


@dataclass(frozen=True)
class Step:
    """One step: `state` is done, now or ahead; `at` when it was done, or by when it ends."""

    code: str
    label: Text
    state: str
    at: datetime | None


STAGES: dict[str, Text] = {
    "bidding": Text("投标中，到点开标", "Open for bids until the hour"),
    "due": Text("已到点，正在截止", "The hour has come, closing"),
    "closed": Text("已截止，等见证方签名", "Closed, waiting for the witnesses"),
    "releasing": Text("保管人交出密钥", "Guardians release keys"),
    "decrypting": Text("正在解密", "Decrypting"),
    "read_out": Text("唱标确认与当场异议", "Rows confirmed, objections on the spot"),
    "recorded": Text("开标记录已签署", "The record is signed"),
    "failed": Text("流标", "Failed"),
    "terminated": Text("终止招标", "Terminated"),
}
_STEPS: tuple[tuple[str, Text], ...] = (
    ("sign_in", Text("签到", "Sign in")),
    ("announce", Text("公布名单", "Bidders announced")),
    ("release", Text("交出密钥", "Keys released")),
    ("decrypt", Text("解密", "Decryption")),
    ("confirm", Text("唱标确认", "Rows confirmed")),
    ("object", Text("当场异议", "Objections")),
    ("record", Text("签署开标记录", "Record signed")),
)
_REACHED = {"bidding": 0, "due": 1, "closed": 1, "releasing": 2, "decrypting": 3, "read_out": 4, "recorded": 7}


def stage_of(state: str, closing: ClosingTimes | None, *, deadline_at: datetime, at: datetime) -> str:
    """This will return the stage's code (STAGES) from the section's state and what the opening has reached."""
    if state == "bidding":
        return "due" if at >= deadline_at else "bidding"
    if state == "releasing":
        return "decrypting" if closing is not None and closing.shares_public_at else "releasing"
    return {"opened": "read_out", "closed": "closed", "recorded": "recorded", "failed": "failed"}.get(
        state, "terminated"
    )


def steps_of(stage: str, closing: ClosingTimes | None, *, notice: NoticeTimes) -> tuple[Step, ...]:
    """This will return the seven steps; a failed or terminated opening stands where it stopped."""
    reached = _REACHED.get(stage, _stopped_at(closing))
    times = {
        "sign_in": notice.deadline_at,
        "announce": closing.released_from_at if closing else None,
        "release": closing.shares_public_at if closing else None,
        "decrypt": (closing.finished_at or closing.decrypt_until_at) if closing else None,
    }
    running = stage not in ("failed", "terminated")
    return tuple(
        Step(code, label, _state(place, reached, running=running), times.get(code))
        for place, (code, label) in enumerate(_STEPS)
    )


def _state(place: int, reached: int, *, running: bool) -> str:
    if place < reached:
        return "done"
    in_step = place == reached or (reached == 4 and place == 5)  # rows are confirmed and objected to at once
    return "now" if in_step and running else "ahead"


def _stopped_at(closing: ClosingTimes | None) -> int:
    if closing is None or closing.released_from_at is None:
        return 1
    return 4 if closing.finished_at else 2
