"""Endpoints of integrity pledges: campaigns, one's own pledge, coverage, and what the public reads."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from qinglian.api.auth import actor_of_request, require_step_up, session
from qinglian.api.bids.shapes import Said
from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.strict import Strict
from qinglian.api.tenders.shapes import Moment
from qinglian.domain.integrity import actions, queries, refusals
from qinglian.domain.integrity.pledge_text import digest_of, text_of
from qinglian.record import clock

router = Router(tags=["integrity"])
Number = Annotated[int, Field(ge=1, le=2**53 - 1)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class PledgeCampaignData(Strict):
    """The pledges of a year: by when, and whether the public may read them."""

    year: int = Field(ge=2020, le=2100)
    due_on: date
    is_public: bool


class PledgeCampaignShown(Schema):
    """A campaign and how many of the staff have signed."""

    id: int
    year: int
    due_on: date
    is_public: bool
    signed: int
    staff: int


class PledgeStandingShown(Schema):
    """How one person stands towards the pledge: signed, due, overdue or expired."""

    person: str
    name: str
    department: str
    work_post: str
    state: str
    due_on: date
    pledge: int | None


class OwnPledge(Schema):
    """One's own pledge as it would be signed now, and how it stands. `sha256` is of the Chinese text."""

    year: int
    work_post: str
    text: Said
    sha256: str
    state: str
    due_on: date


class Read(Strict):
    """The SHA-256 of the text that was read: what is signed is what was read."""

    sha256: Digest


class PledgeShown(Schema):
    """A pledge as it was signed."""

    id: int
    year: int
    work_post: str
    text: Said
    sha256: str
    signed_at: Moment
    expires_on: date


class PublicPledgeShown(Schema):
    """A post's pledge as the public reads it, without a name."""

    year: int
    work_post: str
    text: Said
    sha256: str
    signed: int
    last_at: Moment


class LeaderPledgeShown(Schema):
    """The ten-point pledge of a project's leader."""

    project: str
    project_name: str
    owner: str
    leader: str
    text: str
    sha256: str
    signed_at: Moment


class PledgeSearch(Schema):
    """What to look for in project and leader."""

    words: Annotated[str, Field(max_length=100)] = ""


@router.get("/campaigns", response=Page[PledgeCampaignShown], auth=session)
def list_campaigns(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists the campaigns, newest first."""
    return page_of(queries.campaigns_for(actor_of_request(request)), window, _campaign)


@router.post("/campaigns", response={201: PledgeCampaignShown}, auth=session)
def open_pledge_campaign(request: HttpRequest, data: PledgeCampaignData) -> Status[Any]:
    """Asks everybody on the roll for the pledge of the year. The party office's act."""
    by = actor_of_request(request)
    return Status(201, _campaign(actions.open_pledge_campaign(**data.model_dump(), by=by, at=clock.now())))


@router.get("/campaigns/{number}/coverage", response={200: Page[PledgeStandingShown], **problems(404)}, auth=session)
def list_coverage(request: HttpRequest, number: Path[Number], window: Query[Window]) -> dict[str, Any]:
    """Lists how people stand: everybody for those who see all duties, the own section for its head, otherwise oneself."""
    by = actor_of_request(request)
    rows = queries.coverage_in(queries.campaign_for(number, asker=by), on=clock.today())
    own = next((row.entry for row in rows if row.entry.person_id == by.id), None)
    seen = [row for row in rows if queries.may_see_standing(row.entry, asker=by, own=own)]
    return page_of(seen, window, _standing)


@router.get("/own", response={200: OwnPledge, **problems(404)}, auth=session)
def read_own_pledge(request: HttpRequest) -> dict[str, Any]:
    """Shows the pledge that the signed-in member of staff is asked to sign."""
    by = actor_of_request(request)
    own, campaign = queries.own_standing(by, on=clock.today()), queries.campaign_on(clock.today())
    if own is None or campaign is None:
        raise refusals.no_such_pledge()
    text = text_of(own.entry.work_post, campaign.year)
    told = {"year": campaign.year, "work_post": own.entry.work_post, "text": vars(text), "sha256": digest_of(text.zh)}
    return told | {"state": own.state, "due_on": own.due_on}


@router.post("/own", response={201: PledgeShown}, auth=session)
def sign_pledge(request: HttpRequest, data: Read) -> Status[Any]:
    """Signs one's own pledge, after a step-up: a token cannot do it."""
    require_step_up(request)
    return Status(201, _pledge(actions.sign_pledge(read=data.sha256, by=actor_of_request(request), at=clock.now())))


@router.get("/signed/{number}", response={200: PledgeShown, **problems(404)}, auth=session)
def read_pledge(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Shows one signed pledge to its signer, the section's head and those who see all duties."""
    return _pledge(queries.pledge_for(number, asker=actor_of_request(request)))


@router.get("/public", response=Page[PublicPledgeShown], auth=None)
def list_public_pledges(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists the posts' pledges of the newest public campaign."""
    return page_of(queries.public_pledges(), window, _public)


@router.get("/leaders", response=Page[LeaderPledgeShown], auth=None)
def list_leader_pledges(request: HttpRequest, search: Query[PledgeSearch], window: Query[Window]) -> dict[str, Any]:
    """Lists the ten-point pledges of projects' leaders, newest first."""
    return page_of(queries.leader_pledges(words=search.words), window, leader_shown)


def leader_shown(row: Any) -> dict[str, Any]:
    """This will show a leader's pledge."""
    names = ("project", "project_name", "leader", "text", "sha256", "signed_at")
    return {name: getattr(row, name) for name in names} | {"owner": row.owner.name}


def _campaign(row: Any) -> dict[str, Any]:
    rows = queries.coverage_in(row, on=clock.today())
    counted = {"signed": sum(one.is_signed for one in rows), "staff": len(rows)}
    return {"id": row.pk, "year": row.year, "due_on": row.due_on, "is_public": row.is_public} | counted


def _standing(row: queries.Standing) -> dict[str, Any]:
    entry = row.entry
    who = {
        "person": entry.person_id,
        "name": entry.person.name,
        "department": entry.department,
        "work_post": entry.work_post,
    }
    return who | {"state": row.state, "due_on": row.due_on, "pledge": row.pledge.pk if row.pledge else None}


def _pledge(row: Any) -> dict[str, Any]:
    told = {"id": row.pk, "year": row.campaign.year, "text": {"zh": row.text, "en": row.translation}}
    return told | {name: getattr(row, name) for name in ("work_post", "sha256", "signed_at", "expires_on")}


def _public(row: queries.PublicPledge) -> dict[str, Any]:
    names = ("year", "work_post", "sha256", "signed", "last_at")
    return {name: getattr(row, name) for name in names} | {"text": {"zh": row.text, "en": row.translation}}
