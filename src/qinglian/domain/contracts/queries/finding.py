"""Single rows."""

from django.db.models import QuerySet

from qinglian.domain.contracts.models import Award, Candidacy, Rejection
from qinglian.domain.contracts.policy import may_read_reasons
from qinglian.domain.tenders.models import Section
from qinglian.law.actor import Actor
from qinglian.record.prepared import prepared


def candidacy_of(section: Section) -> Candidacy | None:
    """This will return the published candidates of the section's present round, or None."""
    return next(iter(_candidacies(section.pk, section.round)), None)


@prepared
def _candidacies(section: int, number: int) -> QuerySet[Candidacy]:
    rows = Candidacy.objects.select_related("session__result").defer("session__result__document")  # it is long
    return rows.filter(section=section, round=number)


def award_of(section: Section) -> Award | None:
    """This will return the award of the section's present round, or None."""
    return next(iter(_awards(section.pk, section.round)), None)


@prepared
def _awards(section: int, number: int) -> QuerySet[Award]:
    rows = Award.objects.select_related("candidacy", "bidder")
    return rows.filter(candidacy__section=section, candidacy__round=number)


def rejection_for(section: Section, *, bidder: str, asker: Actor) -> Rejection | None:
    """This will return one bidder's rejection notice for those who may read it, or None."""
    if not may_read_reasons(asker, bidder=bidder):
        return None
    rows = Rejection.objects.filter(award__candidacy__section=section, award__candidacy__round=section.round)
    return rows.filter(bidder_id=bidder).select_related("award__bidder").first()
