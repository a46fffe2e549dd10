"""The figures of rounds, pledges and lists of duties, computed from the records of a year."""

from datetime import date

from django.db.models import Count

from qinglian.domain.integrity import refusals
from qinglian.domain.integrity.catalogue import POINTS
from qinglian.domain.integrity.models import DutyList, PledgeCampaign
from qinglian.domain.integrity.pledge_standing import EXPIRED, OVERDUE
from qinglian.domain.integrity.policy import may_see_rounds
from qinglian.domain.integrity.queries.duty_lists import leading_entries
from qinglian.domain.integrity.queries.pledges import coverage_in
from qinglian.domain.integrity.queries.rounds import adopted_by
from qinglian.domain.people.as_of import had
from qinglian.domain.people.figure import Figure
from qinglian.domain.people.models import RollEntry
from qinglian.domain.people.policy import may_see_all_duties
from qinglian.domain.people.queries import coverage_by_kind, present_entries
from qinglian.law.actor import Actor
from qinglian.law.text import Text

PERSONS, POINTS_UNIT, POSTS = Text("人", "persons"), Text("个", "points"), Text("个岗位", "posts")


def pledges_figures(asker: Actor, *, on: date) -> list[Figure]:
    """This will compute the figures of the year of `on` as they stood at its end: points adopted, pledges in force, lists of duties signed
    and reviewed. Six queries."""
    if not may_see_rounds(asker):
        raise refusals.for_staff("pledge_campaign")
    entries = present_entries()
    return [
        Figure("points_adopted", "secure", Text("风险点已查摆采纳", "Risk points adopted"), POINTS_UNIT, adopted_by(on, year=on.year), len(POINTS), 0, "centre_compendium", f"year={on.year}", part="adopted"),
        _pledges(entries, on),
        *_lists(asker, entries, on),
    ]  # fmt: skip


def _pledges(entries: list[RollEntry], on: date) -> Figure:
    campaign = PledgeCampaign.objects.filter(had("opened_at", on=on), year=on.year).first()
    rows = coverage_in(campaign, on=on, entries=entries) if campaign else []
    page, args = ("centre_pledge_campaign", (campaign.pk,)) if campaign else ("centre_pledges", ())
    late = sum(row.state in (OVERDUE, EXPIRED) for row in rows)
    label, signed = Text("岗位廉政承诺已签", "Integrity pledges signed"), sum(row.is_signed for row in rows)
    return Figure("pledges_signed", "secure", label, PERSONS, signed, len(rows), late, page, args=args)


def _lists(asker: Actor, entries: list[RollEntry], on: date) -> list[Figure]:
    """How many leading posts on the roll have signed both lists, and reviewed both; the page shows all of them to who may see all duties."""
    held = [row.person_id for row in leading_entries(entries)]
    rows = DutyList.objects.filter(year=on.year, person_id__in=held).values("person_id").order_by()
    signed, reviewed = (Count("pk", filter=had(name, on=on)) for name in ("signed_at", "reviewed_at"))
    both = [(row["signed"] == 2, row["reviewed"] == 2) for row in rows.annotate(signed=signed, reviewed=reviewed)]
    page, year = "centre_duty_lists" if may_see_all_duties(asker) else "", f"year={on.year}"
    owed = coverage_by_kind(["duty_list", "duty_list_review"], on=on)
    late = [one.overdue for one in owed.values()]
    return [
        Figure("duty_lists_signed", "build", Text("一岗双责清单已签", "Lists of duties signed"), POSTS, sum(done for done, _ in both), len(held), late[0], page, year, part="signed"),
        Figure("duty_lists_reviewed", "build", Text("年度述责已完成", "Lists of duties reviewed"), POSTS, sum(done for _, done in both), len(held), late[1], page, year, part="reviewed"),
    ]  # fmt: skip
