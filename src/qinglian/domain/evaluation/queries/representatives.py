"""The tenderer's own seats, as the tenderer sees them: it names who sits there (ZTB 37)."""

from dataclasses import dataclass

from qinglian.domain.evaluation.models import Member, Session
from qinglian.domain.evaluation.policy import may_name_representatives
from qinglian.law.actor import Actor


@dataclass(frozen=True)
class RepresentativeSeat:
    """One seat of the tenderer's: who was named for it ("" for nobody yet) and whether it is taken."""

    seat: int
    name: str
    state: str


def representative_seats(session: Session, *, asker: Actor) -> list[RepresentativeSeat]:
    """This will list the tenderer's seats to the tenderer and its agency; none to others."""
    tender = session.section.tender
    if not may_name_representatives(asker, tenderer=tender.tenderer_id, agency=tender.agency_id):
        return []
    rows = Member.objects.filter(session=session, kind="representative").order_by("seat")
    return [RepresentativeSeat(row.seat, row.name, row.state) for row in rows]
