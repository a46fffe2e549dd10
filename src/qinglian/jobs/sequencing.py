"""The sequencer's process: numbers facts twice a second, and asks the witnesses beside it, so that a slow witness holds nothing up."""

import threading
from contextlib import suppress
from datetime import timedelta
from random import SystemRandom

from qinglian.jobs.loops import repeat
from qinglian.record import cover
from qinglian.record.clock import now
from qinglian.record.guard import LogRefused
from qinglian.record.keys import KeysMissing
from qinglian.record.sequencer import BATCH, sequence_once
from qinglian.record.witnessing import ask_witnesses

PERIOD = 0.5
PATIENCE = timedelta(seconds=10)
_chance = SystemRandom()


def run_sequencer() -> None:
    """This will run until the process is to stop. Witnesses are asked first: one that knows more than we do keeps us from signing."""
    refusals = (LogRefused, KeysMissing)
    with suppress(*refusals):  # the loops say it
        ask_witnesses(at=now(), every=True)
    asking = threading.Thread(
        target=repeat, args=(_ask,), kwargs={"wait": lambda: PERIOD, "name": "witnesses", "expected": refusals}
    )
    asking.start()
    turns = {"cover": True}
    repeat(lambda: _turn(turns), wait=lambda: _chance.random() * PERIOD, name="sequencer", expected=refusals)
    asking.join()


def _ask() -> None:
    ask_witnesses(at=now(), patience=PATIENCE)


def _turn(turns: dict[str, bool]) -> None:
    """Cover leaves and numbering take turns at random moments, so that a cover leaf's place in its batch tells nothing."""
    if turns["cover"]:
        cover.place_due(at=now())
    else:
        while sequence_once(at=now()) == BATCH:
            pass
    turns["cover"] = not turns["cover"]
