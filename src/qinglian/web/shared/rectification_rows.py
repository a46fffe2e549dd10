"""An order of correction in the reader's words, for who oversees and for who corrects."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qinglian.domain.integrity.lifecycle import RECTIFICATION
from qinglian.domain.people.queries import names_of
from qinglian.domain.people.refusing import unknown
from qinglian.law.actor import TIMETABLE
from qinglian.law.text import Text

if TYPE_CHECKING:
    from datetime import date, datetime

    from qinglian.domain.integrity.models import Rectification

ACTS: dict[str, Text] = {
    "order_rectification": Text("下整改单", "Ordered"),
    **{move.act: move.label for move in RECTIFICATION.moves},
}
_CHIPS = {"ordered": "run", "handed_in": "wait", "returned": "warn", "closed": "ok"}


@dataclass(frozen=True)
class Step:
    """One step of a correction: what was done, by whom ("" for the timetable), when, in which words."""

    label: Text
    who: str
    at: "datetime"
    words: Text


def number_of(address: str) -> int:
    """This will read an order's number out of an address: `7`, or `7-2` for its second round (NotFound for anything else)."""
    number = address.partition("-")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        raise unknown(Text("张整改单", "order of correction"))
    return int(number)


def chip_of(row: "Rectification", *, on: "date") -> tuple[str, Text]:
    """This will return chip and word of a correction on a day: late is louder than its state."""
    if row.state in ("ordered", "returned") and row.due_on < on:
        return "stop", Text("已逾期，已上报", "Late, escalated") if row.escalated_at else Text("已逾期", "Late")
    return _CHIPS[row.state], RECTIFICATION.state(row.state).label


def steps_of(row: "Rectification") -> list[Step]:
    """This will list a correction's steps with the names of who acted."""
    steps = list(row.steps.all())
    names = names_of([step.by for step in steps])
    return [
        Step(
            ACTS[step.act],
            "" if step.by == TIMETABLE.id else names.get(step.by, "—"),
            step.at,
            Text(step.words, step.words_en or step.words),
        )
        for step in steps
    ]
