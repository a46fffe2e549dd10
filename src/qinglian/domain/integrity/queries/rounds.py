"""Risk-finding rounds as the centre sees them, and the trace of each point of the catalogue."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from qinglian.domain.integrity import refusals
from qinglian.domain.integrity.catalogue import POINTS
from qinglian.domain.integrity.catalogue.point import RiskPoint
from qinglian.domain.integrity.models import Adoption, RiskProposal, RiskRound
from qinglian.domain.integrity.policy import may_see_rounds
from qinglian.domain.people.establishment import DEPARTMENTS
from qinglian.domain.people.leading import answering_for, heads_of
from qinglian.domain.people.queries import on_roll
from qinglian.law.actor import Actor


@dataclass(frozen=True)
class Traced:
    """A point of the catalogue with the head of the section that answers for it, and the adoption that it traces to (None: nowhere)."""

    point: RiskPoint
    owner: str
    adoption: Adoption | None


def rounds_for(asker: Actor) -> QuerySet[RiskRound]:
    """This will list the rounds, newest first (NotAllowed for strangers)."""
    if not may_see_rounds(asker):
        raise refusals.for_staff("risk_round")
    return RiskRound.objects.annotate(
        proposed=Count("proposals", distinct=True), adopted=Count("adoptions", distinct=True)
    ).order_by("-from_on", "-pk")


def round_for(number: int, *, asker: Actor) -> RiskRound:
    """This will return one round (NotFound when there is none)."""
    found = rounds_for(asker).filter(pk=number).first()
    if found is None:
        raise refusals.no_such_round()
    return found


def proposals_for(asker: Actor, *, number: int | None = None, state: str = "") -> QuerySet[RiskProposal]:
    """This will list proposals (of one round, in one state) by section and post (NotAllowed for strangers)."""
    if not may_see_rounds(asker):
        raise refusals.for_staff("risk_round")
    rows = RiskProposal.objects.select_related("round", "proposer").order_by("department", "work_post", "pk")
    rows = rows.filter(round_id=number) if number is not None else rows
    return rows.filter(state=state) if state else rows


def proposal_for(number: int, *, asker: Actor) -> RiskProposal:
    """This will return one proposal (NotFound when there is none)."""
    found = proposals_for(asker).filter(pk=number).first()
    if found is None:
        raise refusals.no_such_proposal()
    return found


def heads_of_sections() -> dict[str, str]:
    """This will return the name of each section's head by the roll; of a section without one the leader who answers for it."""
    roll = list(on_roll())
    heads = {row.code: heads_of(row.code, roll) or answering_for(row.code, roll) for row in DEPARTMENTS}
    return {code: found[0].person.name for code, found in heads.items() if found}


def adoptions_by_point(year: int | None = None) -> dict[str, Adoption]:
    """This will return the newest adoption (of a year) of each point that has one."""
    rows = Adoption.objects.select_related("round", "proposal").order_by("adopted_on", "pk")
    return {row.point: row for row in (rows.filter(adopted_on__year=year) if year else rows)}


def adoption_of(point: str, *, asker: Actor) -> Adoption | None:
    """This will return the newest adoption of one point, or None."""
    if not may_see_rounds(asker):
        raise refusals.for_staff("risk_round")
    return Adoption.objects.select_related("round").filter(point=point).order_by("-adopted_on", "-pk").first()


def traced_points(asker: Actor, *, year: int | None = None) -> list[Traced]:
    """This will list the 56 points with owner and newest adoption (of a year), in the catalogue's order. Two queries."""
    if not may_see_rounds(asker):
        raise refusals.for_staff("risk_round")
    heads, adopted = heads_of_sections(), adoptions_by_point(year)
    return [Traced(point, heads.get(point.department, ""), adopted.get(point.code)) for point in POINTS]


def points_without_adoption() -> list[str]:
    """This will check the catalogue: the codes of points that trace to no round."""
    adopted = set(Adoption.objects.values_list("point", flat=True))
    return [point.code for point in POINTS if point.code not in adopted]


def adopted_by(on: date, *, year: int) -> int:
    """This will count the points of the catalogue that were adopted in this year, up to this day."""
    rows = Adoption.objects.filter(adopted_on__year=year, adopted_on__lte=on)
    return rows.filter(point__in=[point.code for point in POINTS]).values("point").distinct().count()
