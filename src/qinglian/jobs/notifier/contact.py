"""How people are reached. A centre connects its telephone system as a `Channel`; without one, messages are spooled as files."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from qinglian.domain.experts import spool
from qinglian.jobs.notifier import store

TRIES = 2  # practice: two tries, then the next


class Channel(Protocol):
    """A way to reach people: a voice call that reads the text out, and a text message with the link."""

    def voice(self, phone: str, text: str, *, at: datetime) -> None:
        """This will call and read the text out."""

    def sms(self, phone: str, text: str, *, link: str, at: datetime) -> None:
        """This will send a text message with the link."""


@dataclass(frozen=True)
class Spool:
    """The channel of demos and tests: files."""

    folder: Path

    def voice(self, phone: str, text: str, *, at: datetime) -> None:
        """This will write the call as a file."""
        spool.put(self.folder, to=phone, kind="voice", text=text, link="", at=at)

    def sms(self, phone: str, text: str, *, link: str, at: datetime) -> None:
        """This will write the text message as a file."""
        spool.put(self.folder, to=phone, kind="sms", text=text, link=link, at=at)


def default_channel() -> Channel:
    """This will return the spool in the notifier's folder."""
    return Spool(store.folder() / "spool")
