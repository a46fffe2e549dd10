"""How many of how many, for boards and counts: a hundred percent appears only when nothing is missing. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """How many of how many."""

    done: int
    due: int

    @property
    def basis_points(self) -> int | None:
        """Hundredths of a percent, rounded down: 19,999 of 20,000 is 9,999 and not 10,000. None where nothing is due."""
        return self.done * 10_000 // self.due if self.due else None

    @property
    def percent(self) -> int:
        """Whole percents, rounded down; 0 where nothing is due."""
        return (self.basis_points or 0) // 100

    @property
    def words(self) -> str:
        """`96.4%`, rounded down, and a dash where nothing is due."""
        if self.basis_points is None:
            return "—"
        whole, tenth = divmod(self.basis_points // 10, 10)
        return f"{whole}.{tenth}%" if tenth else f"{whole}%"

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return self.due > 0 and self.done >= self.due
