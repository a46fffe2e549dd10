"""How far openings are, for lists: only sections whose bidders have been announced are counted (ZTB 22)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from qinglian.domain.bids.models import ClosingList
from qinglian.domain.tenders.models import Section


@dataclass(frozen=True)
class Tally:
    """One opening in figures: bids announced, opened, failed, and until when the window is open."""

    announced: int
    opened: int
    failed: int
    decrypt_until_at: datetime | None
    is_finished: bool
    is_recorded: bool

    @property
    def left(self) -> int:
        """This will return how many bids have no outcome yet."""
        return self.announced - self.opened - self.failed


def tallies(sections: Iterable[Section]) -> dict[int, Tally]:
    """This will return {section primary key: Tally} for the present round of each section that has been announced, in one query."""
    rounds = {section.pk: section.round for section in sections}
    rows = ClosingList.objects.filter(section__in=rounds, released_from_at__isnull=False).annotate(
        announced=Count("announced_bids", distinct=True),
        opened=Count("announced_bids", filter=Q(announced_bids__outcome__outcome="opened"), distinct=True),
        failed=Count("announced_bids", filter=Q(announced_bids__outcome__outcome="failed"), distinct=True),
        signed=Count("record__signatures", filter=Q(record__signatures__role="host"), distinct=True),
    )
    return {
        row.section_id: Tally(
            announced=row.announced,
            opened=row.opened,
            failed=row.failed,
            decrypt_until_at=row.decrypt_until_at,
            is_finished=row.finished_at is not None,
            is_recorded=row.signed > 0,
        )
        for row in rows
        if row.round == rounds[row.section_id]
    }
