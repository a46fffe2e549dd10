"""One task of a plan as it is typed, or looked up from a row of a sheet."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qinglian.domain.people.models import Person


@dataclass(frozen=True)
class TaskInput:
    """One task; `pairs` is the number of the item that an integrity task accompanies, 0 for none."""

    number: int
    kind: str
    pillar: str
    title: str
    leader: "Person"
    department: str
    owner: "Person"
    due_on: date
    pairs: int = 0
