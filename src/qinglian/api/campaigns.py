"""Endpoints of special campaigns and of self-checks, which go from the person to the section's head to the leader."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.strict import Strict
from qinglian.api.tenders.shapes import Moment
from qinglian.domain.supervision import actions, queries
from qinglian.domain.supervision.actions import Seen
from qinglian.record import clock

router = Router(tags=["supervision"])
forms_router = Router(tags=["supervision"])
Number = Annotated[int, Field(ge=1, le=2**53 - 1)]


class CampaignData(Strict):
    """A campaign to launch."""

    kind: Annotated[str, Field(min_length=1, max_length=20)]
    from_on: date
    until_on: date
    forms_due_on: date


class ConclusionData(Strict):
    """What the campaign came to."""

    conclusion: Annotated[str, Field(min_length=1, max_length=4000)]


class CampaignShown(Schema):
    """A campaign with its counts: forms due, handed in, through all layers, overdue; problems by layer and closed."""

    id: int
    kind: str
    year: int
    from_on: date
    until_on: date
    forms_due_on: date
    state: str
    due: int
    handed_in: int
    complete: int
    overdue: int
    by_layer: dict[str, int]
    problems: int
    closed: int
    conclusion: str


class MissingFormShown(Schema):
    """A form that is not through."""

    form: int
    name: str
    department: str
    state: str
    waits_for: list[str]


class SeenData(Strict):
    """A problem that a layer sees, under an item of the campaign's form."""

    item: Annotated[str, Field(min_length=1, max_length=20)]
    words: Annotated[str, Field(min_length=1, max_length=2000)]


class SignatureData(Strict):
    """A layer's statement and the problems that it sees."""

    words: Annotated[str, Field(min_length=1, max_length=4000)]
    seen: list[SeenData] = Field(default_factory=list, max_length=20)


class SelfCheckFormShown(Schema):
    """A self-check, without its content."""

    id: int
    campaign: int
    kind: str
    person: str
    department: str
    rank: str
    state: str
    due_on: date


class SignatureShown(Schema):
    """What a layer signed."""

    layer: str
    by: str
    words: str
    digest: str
    signed_at: Moment


class FormDetails(SelfCheckFormShown):
    """A self-check with its content, for the few who may read it."""

    signatures: list[SignatureShown]
    problems: list[dict[str, str]]


class FormLists(Schema):
    """What is one's own, and what waits for one's signature."""

    own: list[SelfCheckFormShown]
    to_sign: list[SelfCheckFormShown]


@router.get("", response=Page[CampaignShown], auth=session)
def list_campaigns(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists campaigns with their counts, newest first."""
    rows = queries.campaigns_for(actor_of_request(request))
    counts = queries.campaign_counts(rows, on=clock.today())
    return page_of(rows, window, lambda row: _campaign(row, counts[row.pk]))


@router.post("", response={201: CampaignShown}, auth=session)
def launch_campaign(request: HttpRequest, data: CampaignData) -> Status[Any]:
    """Launches a campaign and asks for the forms. A discipline officer's act."""
    told = data.model_dump()
    row = actions.launch_campaign(told.pop("kind"), **told, by=actor_of_request(request), at=clock.now())
    return Status(201, _counted(row))


@router.get("/{number}", response={200: CampaignShown, **problems(404)}, auth=session)
def show_campaign(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Shows one campaign."""
    return _counted(queries.campaign_for(number, asker=actor_of_request(request)))


@router.get("/{number}/missing", response={200: list[MissingFormShown], **problems(404)}, auth=session)
def missing_forms(request: HttpRequest, number: Path[Number]) -> list[dict[str, Any]]:
    """Names the forms that are not through, for those who may see what everybody owes."""
    by = actor_of_request(request)
    found = queries.missing_forms(queries.campaign_for(number, asker=by), asker=by)
    return [
        {"form": one.form.pk, "name": one.name, "department": one.form.department, "state": one.form.state, "waits_for": list(one.waits_for)}
        for one in found
    ]  # fmt: skip


@router.post("/{number}/closing", response={200: CampaignShown, **problems(404)}, auth=session)
def close_campaign(request: HttpRequest, number: Path[Number], data: ConclusionData) -> dict[str, Any]:
    """Ends a campaign, once all forms are through and all problems closed. A discipline officer's act."""
    by = actor_of_request(request)
    found = queries.campaign_for(number, asker=by)
    return _counted(actions.close_campaign(found, conclusion=data.conclusion, by=by, at=clock.now()))


@forms_router.get("", response=FormLists, auth=session)
def list_self_checks(request: HttpRequest) -> dict[str, Any]:
    """Lists one's own self-checks (the last fifty) and those that wait for one's signature."""
    by = actor_of_request(request)
    own, to_sign = queries.own_self_checks(by)[:50], queries.self_checks_to_sign(by)[:200]
    return {"own": [_form(row) for row in own], "to_sign": [_form(row) for row in to_sign]}


@forms_router.get("/{number}", response={200: FormDetails, **problems(404)}, auth=session)
def show_self_check(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Shows a self-check to its person, to the layers above that it has reached, and to discipline officers."""
    return _details(queries.self_check_for(number, asker=actor_of_request(request)))


@forms_router.post("/{number}/signature", response={200: FormDetails, **problems(404)}, auth=session)
def sign_self_check(request: HttpRequest, number: Path[Number], data: SignatureData) -> dict[str, Any]:
    """Hands in one's own self-check."""
    return _signed(request, number, data, actions.sign_self_check)


@forms_router.post("/{number}/review", response={200: FormDetails, **problems(404)}, auth=session)
def review_self_check(request: HttpRequest, number: Path[Number], data: SignatureData) -> dict[str, Any]:
    """Signs a self-check as the section's head."""
    return _signed(request, number, data, actions.review_self_check)


@forms_router.post("/{number}/approval", response={200: FormDetails, **problems(404)}, auth=session)
def approve_self_check(request: HttpRequest, number: Path[Number], data: SignatureData) -> dict[str, Any]:
    """Signs a self-check as the leader over the section."""
    return _signed(request, number, data, actions.approve_self_check)


def _signed(request: HttpRequest, number: int, data: SignatureData, act: Any) -> dict[str, Any]:
    by = actor_of_request(request)
    found = queries.self_check_for(number, asker=by)
    seen = [Seen(one.item, one.words) for one in data.seen]
    return _details(act(found, words=data.words, seen=seen, by=by, at=clock.now()))


def _counted(row: Any) -> dict[str, Any]:
    return _campaign(row, queries.campaign_counts([row], on=clock.today())[row.pk])


def _campaign(row: Any, counts: queries.CampaignCounts) -> dict[str, Any]:
    names = ("kind", "year", "from_on", "until_on", "forms_due_on", "state", "conclusion")
    numbers = ("due", "handed_in", "complete", "overdue", "problems", "closed")
    told = {name: getattr(row, name) for name in names} | {name: getattr(counts, name) for name in numbers}
    return told | {"id": row.pk, "by_layer": dict(counts.by_layer)}


def _form(row: Any) -> dict[str, Any]:
    names = ("department", "rank", "state", "due_on")
    told = {name: getattr(row, name) for name in names}
    return told | {"id": row.pk, "campaign": row.campaign_id, "kind": row.campaign.kind, "person": row.person_id}


def _details(row: Any) -> dict[str, Any]:
    signatures = [
        {"layer": one.layer, "by": one.by_id, "words": one.words, "digest": one.digest, "signed_at": one.signed_at}
        for one in row.signatures.order_by("pk")
    ]
    seen = row.problems.select_related("finding").order_by("pk")
    found = [{"layer": one.layer, "item": one.item, "words": one.finding.problem} for one in seen]
    return _form(row) | {"signatures": signatures, "problems": found}
