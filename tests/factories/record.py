"""Facts for tests: notes of no importance, open or sealed, and the sequencer's run."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from qinglian.record.actions import append, append_all
from qinglian.record.events import Event
from qinglian.record.models import Fact, Secrecy
from qinglian.record.sequencer import sequence_once

START = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Noted(Event):
    """Something was noted."""

    kind: ClassVar[str] = "noted/v1"
    text: str


def note_fact(
    text: str = "a note", *, secrecy: Secrecy = Secrecy.OPEN, subject: str = "tender:T-1", at: datetime = START
) -> Fact:
    """This will append one fact."""
    return append(Noted(text), subject=subject, by="per-a", at=at, secrecy=secrecy)


def note_facts(
    count: int, *, secrecy: Secrecy = Secrecy.OPEN, subject: str = "tender:T-1", at: datetime = START
) -> list[Fact]:
    """This will append `count` facts of one act."""
    return append_all([Noted(f"note {n}") for n in range(count)], subject=subject, by="per-a", at=at, secrecy=secrecy)


def sequence_all(at: datetime = START) -> int:
    """This will run the sequencer until nothing waits, a second apart, and return how many facts it numbered."""
    total = 0
    while numbered := sequence_once(at=at + timedelta(seconds=1)):
        total += numbered
    return total
