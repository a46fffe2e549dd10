"""The figures of rounds, pledges and lists of duties, computed from the records of a year."""

from datetime import date

from django.db.models import Count, Q

from qinglian.domain.integrity import refusals
from qinglian.domain.integrity.catalogue import POINTS
from qinglian.domain.integrity.models import DutyList
from qinglian.domain.integrity.pledge_standing import EXPIRED, OVERDUE
from qinglian.domain.integrity.policy import may_see_rounds
from qinglian.domain.integrity.queries.duty_lists import leading_entries
from qinglian.domain.integrity.queries.pledges import campaign_on, coverage_in
from qinglian.domain.integrity.queries.rounds import adopted_by
from qinglian.domain.people.figure import Figure
from qinglian.domain.people.queries import coverage_of
from qinglian.law.actor import Actor
from qinglian.law.text import Text

PERSONS, POINTS_UNIT, POSTS = Text("人", "persons"), Text("个", "points"), Text("个岗位", "posts")


def pledges_figures(asker: Actor, *, on: date) -> list[Figure]:
    """This will compute the figures of the year of `on`: points adopted, pledges in force, lists of duties signed and reviewed. Seven queries."""
    if not may_see_rounds(asker):
        raise refusals.for_staff("pledge_campaign")
    campaign = campaign_on(on)
    rows = coverage_in(campaign, on=on) if campaign is not None and campaign.year == on.year else []
    late = sum(row.state in (OVERDUE, EXPIRED) for row in rows)
    holders = [row.person_id for row in leading_entries()]
    signed, reviewed = _lists(on.year, holders)
    listed, review = (
        coverage_of(["duty_list"], on=on, year=on.year),
        coverage_of(["duty_list_review"], on=on, year=on.year),
    )
    return [
        Figure("points_adopted", "secure", Text("风险点已查摆采纳", "Risk points adopted"), POINTS_UNIT, adopted_by(on, year=on.year), len(POINTS), 0, "centre_compendium"),
        Figure("pledges_signed", "secure", Text("岗位廉政承诺已签", "Integrity pledges signed"), PERSONS, sum(row.is_signed for row in rows), len(rows), late, "centre_pledges"),
        Figure("duty_lists_signed", "build", Text("一岗双责清单已签", "Lists of duties signed"), POSTS, signed, len(holders), listed.overdue, "centre_duty_lists", f"year={on.year}"),
        Figure("duty_lists_reviewed", "build", Text("年度述责已完成", "Lists of duties reviewed"), POSTS, reviewed, len(holders), review.overdue, "centre_duty_lists", f"year={on.year}"),
    ]  # fmt: skip


def _lists(year: int, held: list[str]) -> tuple[int, int]:
    """How many leading posts that are on the roll have signed both lists, and reviewed both."""
    rows = DutyList.objects.filter(year=year, person_id__in=held).values("person_id")
    done = Q(state__in=["signed", "reviewed"])
    counted = rows.annotate(signed=Count("pk", filter=done), reviewed=Count("pk", filter=Q(state="reviewed")))
    both = [(row["signed"] == 2, row["reviewed"] == 2) for row in counted]
    return sum(signed for signed, _ in both), sum(reviewed for _, reviewed in both)
