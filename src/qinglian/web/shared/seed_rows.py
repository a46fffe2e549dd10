"""The words for seeds that a party owes, as its desk lists them: what to do, until when, where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from qinglian.domain.experts.queries import SeedTask
from qinglian.domain.tenders.lots import ASKED_AFTER, PURPOSES
from qinglian.law.text import Text

ACTS: dict[str, Text] = {
    "commit": Text("提交种子", "Commit to a seed"),
    "reveal": Text("公开种子", "Tell your seed"),
}
BUTTONS: dict[str, Text] = {"commit": Text("去提交", "Commit"), "reveal": Text("去公开", "Tell it")}


@dataclass(frozen=True)
class SeedRow:
    """One seed that is owed: the verb, what is drawn, since and until when, where."""

    task: SeedTask
    act: Text
    detail: Text
    button: Text
    since: datetime | None
    due_at: datetime | None
    url: str

    @property
    def section(self) -> Any:
        """This will return the section."""
        return self.task.lot.section


def seed_rows(tasks: Iterable[SeedTask]) -> list[SeedRow]:
    """This will put owed seeds into words."""
    return [_row(task) for task in tasks]


def lots_address(section: Any) -> str:
    """This will return the address of a section's lots."""
    return reverse("lots", args=[section.tender.code, section.number])


def _row(task: SeedTask) -> SeedRow:
    lot = task.lot
    since, due_at = lot.reveals_from, None
    if task.act == "reveal" and since is not None:
        due_at = since + ASKED_AFTER
    elif lot.draw is not None:
        since, due_at = lot.draw.requested_at, lot.draw.evaluation_at
    act, button = ACTS[task.act], BUTTONS[task.act]
    return SeedRow(task, act, PURPOSES[lot.purpose], button, since, due_at, lots_address(lot.section))
