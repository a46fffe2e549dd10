"""Integrity pledges: the party office asks for them each year, everybody on the roll signs the one of the present post."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from qinglian.domain.integrity import refusals
from qinglian.domain.integrity.events import LeaderPledgeSigned, PledgeCampaignOpened, PledgeSigned
from qinglian.domain.integrity.leader_pledge import leader_digest, leader_text
from qinglian.domain.integrity.models import LeaderPledge, Pledge, PledgeCampaign
from qinglian.domain.integrity.pledge_standing import SIGNED, expiry_of
from qinglian.domain.integrity.pledge_text import digest_of, text_of, title_of
from qinglian.domain.integrity.policy import may_open_campaigns
from qinglian.domain.integrity.queries.pledges import Standing, campaign_on, coverage_in, own_standing
from qinglian.domain.people.actions import fulfil_duty, open_duty, waive_duties
from qinglian.domain.people.establishment import WORK_POST_BY_CODE
from qinglian.domain.people.models import Duty, Organisation, Person, RollEntry
from qinglian.domain.people.queries import is_opened_by_colleague
from qinglian.domain.people.refusing import not_yours
from qinglian.law.actor import TIMETABLE, Actor
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.models import Secrecy

DUTY = "pledge"


@transaction.atomic
def open_pledge_campaign(*, year: int, due_on: date, is_public: bool, by: Actor, at: datetime) -> PledgeCampaign:
    """This will ask everybody on the roll for the pledge of the year, public or internal (NotNow: asked already; NotValid: the day)."""
    if not may_open_campaigns(by):
        raise not_yours(refusals.PARTY, rule="pledge_campaign")
    today = at.astimezone(CHINA).date()
    if due_on < today or year != today.year or due_on.year != year:
        raise refusals.due_in_the_past()

    try:
        with transaction.atomic():
            campaign = PledgeCampaign.objects.create(
                year=year, due_on=due_on, is_public=is_public, opened_by=by.id, opened_at=at
            )
    except IntegrityError:
        raise refusals.campaign_exists(year) from None

    for row in coverage_in(campaign, on=today):
        _ask(row, campaign, by=by, at=at)
    event = PledgeCampaignOpened(year, due_on.isoformat(), is_public)
    append(event, subject=f"pledges:{year}", by=by.id, at=at)
    return campaign


@transaction.atomic
def ask_for_new_pledges(*, at: datetime) -> int:
    """This will ask whoever came on the roll or changed the post since the campaign began for the new post's pledge, and return how many.

    What was owed for the former post is waived. The timetable's act: repeated, it asks nobody twice.
    """
    today = at.astimezone(CHINA).date()
    campaign = campaign_on(today)
    if campaign is None:
        return 0
    asked = set(
        Duty.objects.filter(kind=DUTY, about__startswith=f"pledge:{campaign.year}-", waived_at=None).values_list(
            "owed_by_id", "about"
        )
    )
    fresh = [
        row
        for row in coverage_in(campaign, on=today)
        if row.state != SIGNED and (row.entry.person_id, _about(campaign, row.entry)) not in asked
    ]
    for row in fresh:
        for person, about in asked:
            if person == row.entry.person_id:
                waive_duties(DUTY, about=about, reason="岗位已经调整", owed_by=person, by=TIMETABLE, at=at)
        _ask(row, campaign, by=TIMETABLE, at=at)
    return len(fresh)


@transaction.atomic
def sign_pledge(*, read: str, by: Actor, at: datetime) -> Pledge:
    """This will sign the pledge of the actor's present post; `read` is the SHA-256 of the text that was read (NotNow when it is another now).

    The words are frozen with their hash. In a public campaign the digest is an open fact without a name.
    """
    RollEntry.objects.select_for_update().filter(person_id=by.id, until_at=None).first()
    own = own_standing(by, on=at.astimezone(CHINA).date())
    campaign = campaign_on(at.astimezone(CHINA).date())
    if campaign is None:
        raise refusals.no_campaign()
    if own is None:
        raise refusals.not_on_roll()
    text = text_of(own.entry.work_post, campaign.year)
    if own.pledge is not None:
        raise refusals.signed_already()
    if digest_of(text.zh) != read:
        raise refusals.text_changed()

    expires_on = expiry_of(at.astimezone(CHINA).date())
    try:
        with transaction.atomic():
            pledge = Pledge.objects.create(
                campaign=campaign, person=own.entry.person, work_post=own.entry.work_post, text=text.zh, translation=text.en,
                sha256=read, signed_at=at, expires_on=expires_on,
            )  # fmt: skip
    except IntegrityError:
        raise refusals.signed_already() from None

    fulfil_duty(DUTY, owed_by=by.id, about=_about(campaign, own.entry), evidence=f"pledge:{pledge.pk}", by=by, at=at)
    _record_signed(pledge, campaign, by=by, at=at)
    return pledge


@transaction.atomic
def sign_leader_pledge(
    *, project: str, project_name: str, owner: Organisation, leader: Person, by: Actor, at: datetime
) -> LeaderPledge:  # fmt: skip
    """This will sign the ten-point public pledge of a project's leader, in person, once (NotAllowed for anybody else).

    A login that a colleague made or reset signs nothing in public: whoever can send oneself its invitation could sign for the leader
    (NotAllowed). The socket of `projects`, which knows the project and has allowed the act.
    """
    if by.id != leader.pk:
        raise refusals.not_the_leader(leader.name)
    if is_opened_by_colleague(leader, organisation=owner):
        raise refusals.opened_by_colleague(leader.name)
    text = leader_text(project=project_name, code=project, leader=leader.name)

    pledge, is_new = LeaderPledge.objects.get_or_create(
        project=project, signed_by=leader,
        defaults={
            "project_name": project_name, "owner": owner, "leader": leader.name, "text": text, "sha256": leader_digest(text), "signed_at": at,
        },
    )  # fmt: skip

    if is_new:
        append(LeaderPledgeSigned(project, leader.name, pledge.sha256), subject=f"project:{project}", by=by.id, at=at)
    return pledge


def _ask(row: Standing, campaign: PledgeCampaign, *, by: Actor, at: datetime) -> None:
    post, title = WORK_POST_BY_CODE[row.entry.work_post].name, title_of(campaign.year)
    words = Text(f"{title.zh}（{post.zh}）", f"{title.en} ({post.en})")
    about = _about(campaign, row.entry)
    open_duty(DUTY, owed_by=row.entry.person, about=about, title=words, due_on=row.due_on, by=by, at=at)


def _about(campaign: PledgeCampaign, entry: RollEntry) -> str:
    return f"pledge:{campaign.year}-{entry.work_post}"


def _record_signed(pledge: Pledge, campaign: PledgeCampaign, *, by: Actor, at: datetime) -> None:
    event = PledgeSigned(campaign.year, pledge.work_post, pledge.sha256, pledge.expires_on.isoformat())
    if campaign.is_public:
        append(event, subject=f"pledges:{campaign.year}", by=None, at=at)
    append(event, subject=f"person:{by.id}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
