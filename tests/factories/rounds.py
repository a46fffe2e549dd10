"""Rounds, proposals, campaigns and lists of duties for tests, made through the real actions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from qinglian.domain.integrity import actions
from qinglian.domain.integrity.models import Pledge, PledgeCampaign, RiskProposal, RiskRound
from qinglian.domain.integrity.pledge_text import digest_of, text_of
from qinglian.domain.integrity.proposal_form import Proposed
from qinglian.domain.people.models import Person
from qinglian.record.clock import CHINA
from tests.factories import staff

AT = staff.AT
TODAY = AT.astimezone(CHINA).date()
DUE = TODAY + timedelta(days=14)


@dataclass(frozen=True)
class House:
    """Who works at the centre in these tests."""

    secretary: Person
    deputy: Person
    party: Person
    discipline: Person
    head: Person
    host: Person


def house() -> House:
    """This will put a secretary, a deputy, party and discipline officers, a head of the transaction section and a host on the roll."""
    return House(
        staff.party_secretary(), staff.deputy(), staff.party_officer(), staff.discipline_officer(), staff.head(),
        staff.member("主持甲", roles=("staff", "centre_host")),
    )  # fmt: skip


def opened_round(by: Person, *, title: str = "2026 年度廉政风险点查摆") -> RiskRound:
    """This will open a round of two weeks."""
    return actions.open_round(title=title, from_on=TODAY, until_on=DUE, by=staff.actor(by), at=AT)


def typed(work_post: str = "host", **changes: str) -> Proposed:
    """This will make one proposal as typed in."""
    told = {
        "name": "开标记录事后改动",
        "shows": "散会后补改报价，再换一份打印件归档。",
        "measure": "唱标完成即生成记录，公开哈希。",
        "level": "medium",
        "step": "opening",
    }
    return Proposed(work_post=work_post, **(told | changes))


def proposed(found: RiskRound, by: Person, **changes: str) -> RiskProposal:
    """This will hand one proposal in."""
    (row,) = actions.propose_points(found, proposals=[typed(**changes)], by=staff.actor(by), at=AT)
    return row


def adopted(found: RiskRound, row: RiskProposal, team: House, *, point: str = "R22") -> RiskProposal:
    """This will bring a proposal through review, examination and adoption."""
    if row.state == "proposed":
        actions.review_proposals([row.pk], by=staff.actor(team.head), at=AT)
    actions.examine_proposals({row.pk: point}, by=staff.actor(team.discipline), at=AT)
    (row,) = actions.adopt_proposals([row.pk], by=staff.actor(team.secretary), at=AT)
    return row


def campaign(by: Person, *, is_public: bool = False, due_on: date = DUE, at: datetime = AT) -> PledgeCampaign:
    """This will ask for the pledges of the year."""
    year = at.astimezone(CHINA).year
    return actions.open_pledge_campaign(year=year, due_on=due_on, is_public=is_public, by=staff.actor(by, at=at), at=at)


def signed(who: Person, *, at: datetime = AT, year: int = TODAY.year) -> Pledge:
    """This will sign the pledge of the person's present post."""
    text = text_of(staff.entry(who).work_post, year)
    return actions.sign_pledge(read=digest_of(text.zh), by=staff.actor(who, at=at), at=at)
