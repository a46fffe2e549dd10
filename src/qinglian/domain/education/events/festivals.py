"""The facts of festivals' reminders. Who read one is a fact of the duty."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class ReminderWritten(Event):
    """A reminder's words were changed before it went out."""

    kind: ClassVar[str] = "festival-reminder-written/v1"
    year: int
    festival: str
    words_zh: str
    words_en: str


@dataclass(frozen=True)
class ReminderSent(Event):
    """A reminder went out to everybody on the roll."""

    kind: ClassVar[str] = "festival-reminder-sent/v1"
    year: int
    festival: str
    day: str
    sent_to: int
    words_zh: str
    words_en: str
