"""The day's message on its way: released to the channels that fetch it, handed to desk plates and work group. Repeatable, each channel once."""

import logging
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from qinglian.domain.education import actions, queries
from qinglian.domain.experts import spool
from qinglian.jobs.notifier import store
from qinglian.jobs.steps import carried_out
from qinglian.law.actor import TIMETABLE

_failures = logging.getLogger("qinglian.jobs.posting")


class Outlet(Protocol):
    """A way to hand a message to desk plates or a work group. A centre connects its own; without one, files are written."""

    def hand(self, channel: str, text: str, *, at: datetime) -> None:
        """This will hand the message over, or raise: then the channel has not taken it and the next tick tries again."""


@dataclass(frozen=True)
class FileOutlet:
    """The plain outlet: one JSON file for each message in the channel's own folder, as the notifier's spool has them."""

    folder: Path

    def hand(self, channel: str, text: str, *, at: datetime) -> None:
        """This will write the message as a file."""
        folder = self.folder / channel
        folder.mkdir(parents=True, exist_ok=True)
        spool.put(folder, to=channel, kind="message", text=text, link="", at=at)


def default_outlet() -> Outlet:
    """This will return the file outlet in the notifier's folder."""
    return FileOutlet(store.folder() / "messages")


def post_message(outlet: Outlet, *, at: datetime) -> int:
    """This will release the day's message when its hour has come, hand it over, and return how many steps were taken.

    A channel's log is written once it has taken the message; one that fails is logged and keeps no other channel waiting. After a crash
    between the two the message is handed over again.
    """
    done = 0
    if queries.is_release_due(at):
        done += bool(carried_out(partial(actions.release_message, by=TIMETABLE, at=at), log=_failures))
    for row, channel in queries.to_hand(at):
        done += bool(carried_out(partial(_hand, outlet, row, channel, at=at), log=_failures))
    return done


def _hand(outlet: Outlet, row: Any, channel: str, *, at: datetime) -> None:
    outlet.hand(channel, queries.text_of(row.message), at=at)
    actions.log_handed(row, channel=channel, by=TIMETABLE, at=at)
