"""How everybody stands towards the pledge of the present post; who may act without it; what the public may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q, QuerySet

from qinglian.domain.integrity import refusals
from qinglian.domain.integrity.models import LeaderPledge, Pledge, PledgeCampaign
from qinglian.domain.integrity.pledge_standing import EXPIRED, OVERDUE, SIGNED, Signed, due_for, standing
from qinglian.domain.integrity.policy import may_see_rounds
from qinglian.domain.people.as_of import had
from qinglian.domain.people.models import Person, RollEntry
from qinglian.domain.people.pledge_gate import pledge_missing
from qinglian.domain.people.policy import may_see_all_duties
from qinglian.domain.people.queries import present_entries, roll_entry_of
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.clock import CHINA


@dataclass(frozen=True)
class Standing:
    """One person on the roll: how the pledge of the present post stands (pledge_standing.STATES), by when, and the pledge if signed."""

    entry: RollEntry
    state: str
    due_on: date
    pledge: Pledge | None

    @property
    def is_signed(self) -> bool:
        """Whether a pledge counts for the present post."""
        return self.state == SIGNED


@dataclass(frozen=True)
class PublicPledge:
    """A post's pledge as the public reads it, without a name: how many signed these words, when last."""

    year: int
    work_post: str
    text: str
    translation: str
    sha256: str
    signed: int
    last_at: datetime


def campaigns_for(asker: Actor) -> QuerySet[PledgeCampaign]:
    """This will list the campaigns, newest first (NotAllowed for strangers)."""
    if not may_see_rounds(asker):
        raise refusals.for_staff("pledge_campaign")
    return PledgeCampaign.objects.order_by("-year")


def campaign_for(number: int, *, asker: Actor) -> PledgeCampaign:
    """This will return one campaign (NotFound when there is none)."""
    found = campaigns_for(asker).filter(pk=number).first()
    if found is None:
        raise refusals.no_such_campaign()
    return found


def campaign_on(on: date) -> PledgeCampaign | None:
    """This will return the campaign that counts on this day: the latest that is not of a later year."""
    return PledgeCampaign.objects.filter(year__lte=on.year).order_by("-year").first()


def coverage_in(campaign: PledgeCampaign, *, on: date, entries: Iterable[RollEntry] | None = None) -> list[Standing]:
    """This will list everybody on the roll (who these entries are) with the standing towards this campaign at the end of a day, by section
    and name. Two queries."""
    entries = present_entries() if entries is None else entries
    signed: dict[str, list[Pledge]] = {}
    pledges = Pledge.objects.filter(had("signed_at", on=on), campaign__year__lte=campaign.year)
    for pledge in pledges.select_related("campaign").defer("text", "translation"):
        signed.setdefault(pledge.person_id, []).append(pledge)
    return [_standing(entry, campaign, signed.get(entry.person_id, []), on=on) for entry in entries]


def may_see_standing(entry: RollEntry, *, asker: Actor, own: RollEntry | None) -> bool:
    """This will say whether the asker sees how this person stands: oneself, the own section's head, those who see all duties."""
    leads = asker.has_role("section_head") and own is not None and own.department == entry.department
    return may_see_all_duties(asker) or entry.person_id == asker.id or leads


def own_standing(asker: Actor, *, on: date) -> Standing | None:
    """This will return how the asker stands towards the present campaign (None: not on the roll, or nothing is asked)."""
    entry = roll_entry_of(asker.id)
    campaign = campaign_on(on) if entry is not None else None
    if entry is None or campaign is None:
        return None
    pledges = Pledge.objects.filter(person_id=asker.id, campaign__year__lte=campaign.year).select_related("campaign")
    return _standing(entry, campaign, list(pledges), on=on)


def require_pledge(by: Actor, *, act: Text, at: datetime) -> None:
    """This will refuse (NotNow, rule pledge_signed) when the actor is on the roll and the own pledge is overdue or has expired.

    `act` completes "cannot". Whoever is not on the roll, or owes no pledge yet, passes.
    """
    on = at.astimezone(CHINA).date()
    own = own_standing(by, on=on)
    if own is None or own.state not in (OVERDUE, EXPIRED):
        return
    campaign = campaign_on(on)
    year = campaign.year if campaign else on.year
    raise pledge_missing(act, year=year, expired=own.state == EXPIRED, due_on=own.due_on)


def pledge_for(number: int, *, asker: Actor) -> Pledge:
    """This will return one signed pledge to whom it belongs, to those who see all duties and to the section's head (NotFound otherwise)."""
    found = Pledge.objects.select_related("campaign", "person").filter(pk=number).first()
    if found is not None and (found.person_id == asker.id or may_see_all_duties(asker)):
        return found
    own = roll_entry_of(asker.id) if found is not None and asker.has_role("section_head") else None
    theirs = roll_entry_of(found.person_id) if found is not None and own is not None else None
    if found is None or own is None or theirs is None or own.department != theirs.department:
        raise refusals.no_such_pledge()
    return found


def public_pledges() -> list[PublicPledge]:
    """This will list the pledges of the newest campaign that is public, one for each post of work. Anybody may ask."""
    campaign = PledgeCampaign.objects.filter(is_public=True).order_by("-year").first()
    if campaign is None:
        return []
    rows = campaign.pledges.values("work_post", "text", "translation", "sha256")
    counted = rows.annotate(signed=Count("pk"), last=Max("signed_at")).order_by("work_post", "last")
    return [
        PublicPledge(campaign.year, row["work_post"], row["text"], row["translation"], row["sha256"], row["signed"], row["last"])
        for row in counted
    ]  # fmt: skip


def leader_pledges(*, words: str = "") -> QuerySet[LeaderPledge]:
    """This will list the leaders' pledges, newest first, whose project or leader contains the words. Anybody may ask."""
    rows = LeaderPledge.objects.select_related("owner").order_by("-signed_at", "-pk")
    if not words:
        return rows
    return rows.filter(Q(project_name__icontains=words) | Q(leader__icontains=words) | Q(project__icontains=words))


def leader_pledge_of(project: str, leader: Person) -> LeaderPledge | None:
    """This will return the pledge that this leader signed for this project, or None."""
    return LeaderPledge.objects.filter(project=project, signed_by=leader).first()


def require_leader_pledge(*, project: str, leader: Person) -> None:
    """This will refuse (NotNow, rule leader_pledge) when the project's leader has not signed for it."""
    if leader_pledge_of(project, leader) is None:
        raise refusals.leader_pledge_missing(leader.name)


def _standing(entry: RollEntry, campaign: PledgeCampaign, pledges: Iterable[Pledge], *, on: date) -> Standing:
    due_on = due_for(
        campaign_due_on=campaign.due_on,
        opened_on=campaign.opened_at.astimezone(CHINA).date(),
        in_post_since=entry.from_at.astimezone(CHINA).date(),
    )
    rows = list(pledges)
    signed = [Signed(row.campaign.year, row.work_post, row.expires_on) for row in rows]
    state = standing(work_post=entry.work_post, year=campaign.year, due_on=due_on, signed=signed, on=on)
    own = [row for row in rows if row.work_post == entry.work_post and row.campaign_id == campaign.pk]
    return Standing(entry, state, due_on, own[0] if own else None)
