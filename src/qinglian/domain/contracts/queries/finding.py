"""Single rows."""

from qinglian.domain.contracts.models import Award, Candidacy, Rejection
from qinglian.domain.contracts.policy import may_read_reasons
from qinglian.domain.tenders.models import Section
from qinglian.law.actor import Actor


def candidacy_of(section: Section) -> Candidacy | None:
    """This will return the published candidates of the section's present round, or None."""
    rows = Candidacy.objects.select_related("session__result")
    return rows.filter(section=section, round=section.round).first()


def award_of(section: Section) -> Award | None:
    """This will return the award of the section's present round, or None."""
    rows = Award.objects.select_related("candidacy", "bidder")
    return rows.filter(candidacy__section=section, candidacy__round=section.round).first()


def rejection_for(section: Section, *, bidder: str, asker: Actor) -> Rejection | None:
    """This will return one bidder's rejection notice for those who may read it, or None."""
    if not may_read_reasons(asker, bidder=bidder):
        return None
    rows = Rejection.objects.filter(award__candidacy__section=section, award__candidacy__round=section.round)
    return rows.filter(bidder_id=bidder).select_related("award__bidder").first()
