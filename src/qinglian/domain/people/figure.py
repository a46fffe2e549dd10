"""One figure of the four pillars: what is done of what is due, and the page whose records it counts. Pure data."""

from dataclasses import dataclass

from qinglian.law.text import Text


@dataclass(frozen=True)
class Figure:
    """A number that opens to its records.

    `done` of `due` (equal where only a count is meant), `overdue` of what is not done. `records` is the name of the page's address, `args`
    the numbers in it, `query` what follows its `?`: that page lists what was counted and tells the same numbers in the element `part`.
    `records` is empty where the asker may know the number and not read the records.
    """

    code: str
    pillar: str
    label: Text
    unit: Text
    done: int
    due: int
    overdue: int
    records: str
    query: str = ""
    args: tuple[int, ...] = ()
    part: str = "counted"

    @property
    def is_count(self) -> bool:
        """Whether only a number is told: nothing is due."""
        return self.due == 0
