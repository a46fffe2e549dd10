"""Shares for boards: a hundred percent appears only when nothing is missing. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """How many of how many."""

    done: int
    due: int

    @property
    def tenths(self) -> int:
        """Tenths of a percent, rounded down: 9,611 of 9,612 is 99.9 and not 100."""
        return 1000 * self.done // self.due if self.due else 0

    @property
    def words(self) -> str:
        """`96.4%`, and a dash where nothing is due."""
        if not self.due:
            return "—"
        return f"{self.tenths // 10}%" if self.tenths % 10 == 0 else f"{self.tenths / 10:.1f}%"

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return self.due > 0 and self.done >= self.due
