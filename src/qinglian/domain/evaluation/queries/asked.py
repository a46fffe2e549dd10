"""What a committee asked a bidder in writing: told to that bidder alone (REG 52)."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from qinglian.domain.evaluation.models import Clarification
from qinglian.law.actor import Actor

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Section


def asked_of(section: "Section", *, asker: Actor) -> list[Clarification]:
    """This will list the questions put to the asker's own organisation about this section, oldest first."""
    rows = Clarification.objects.filter(session__section=section, bid__announced__bidder=asker.organisation)
    return list(rows.select_related("session").order_by("pk"))


def answers_wanted(sections: Iterable["Section"], *, bidder: str, at: datetime) -> dict[int, datetime]:
    """This will return section pk -> until when this bidder may answer, for those where a question waits. One query."""
    rows = Clarification.objects.filter(
        session__section__in=[section.pk for section in sections],
        bid__announced__bidder=bidder,
        answered_at__isnull=True,
        answer_until_at__gt=at,
    )
    return dict(rows.order_by("-answer_until_at").values_list("session__section_id", "answer_until_at"))
