"""Questions about objections to candidates."""

from django.db.models import QuerySet

from qinglian.domain.objections.models import Objection
from qinglian.domain.objections.policy import may_read
from qinglian.domain.objections.refusals import no_objection
from qinglian.domain.tenders.models import Section
from qinglian.law.actor import Actor
from qinglian.record.prepared import prepared

__all__ = ["has_waiting", "objection_at", "objections_of"]


def has_waiting(section: Section) -> bool:
    """This will say whether an objection of the present round waits for its answer."""
    return bool(_waiting(section.pk, section.round))


@prepared
def _waiting(section: int, number: int) -> QuerySet[Objection, int]:
    return Objection.objects.filter(section=section, round=number, state="waiting").values_list("pk", flat=True)[:1]


def objections_of(section: Section, *, asker: Actor) -> list[Objection]:
    """This will list the objections of the present round that the asker may read, in order."""
    tender = section.tender
    rows = _objections(section.pk, section.round)
    return [row for row in rows if may_read(row, asker, tenderer=tender.tenderer_id, agency=tender.agency_id)]


@prepared
def _objections(section: int, number: int) -> QuerySet[Objection]:
    return Objection.objects.filter(section=section, round=number).select_related("bidder").order_by("number")


def objection_at(section: Section, number: int) -> Objection:
    """This will return one objection of the present round (NotFound otherwise)."""
    rows = Objection.objects.select_related("section__tender", "bidder", "hold")
    found = rows.filter(section=section, round=section.round, number=number).first()
    if found is None:
        raise no_objection()
    return found
