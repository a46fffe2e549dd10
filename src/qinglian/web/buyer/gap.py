"""The drawing of a period that is too short: what there is, what is missing, the earliest lawful day."""

from dataclasses import dataclass
from datetime import date

from qinglian.domain.tenders.verdict import Gap


@dataclass(frozen=True)
class GapDrawing:
    """Where the pieces begin and end, of 1000; the days beside them."""

    first: date
    chosen: date
    earliest: date
    have: int
    missing: int
    have_width: int
    missing_width: int
    end: int


def drawing_of(gap: Gap) -> GapDrawing:
    """This will lay the gap out: the earliest lawful day stands at 920 of 1000; a negative period has no width."""
    total = max(1, (gap.earliest - gap.first).days)
    end = 920
    have_width = max(0, min(end, end * gap.have // total))
    return GapDrawing(
        first=gap.first,
        chosen=gap.chosen,
        earliest=gap.earliest,
        have=gap.have,
        missing=(gap.earliest - gap.chosen).days,
        have_width=have_width,
        missing_width=end - have_width,
        end=end,
    )
