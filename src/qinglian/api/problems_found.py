"""Endpoints of the problems: of style, of campaigns, of tendering, and the ledger of years. Their corrections are those of inspections."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.strict import Strict
from qinglian.api.tenders.shapes import Moment
from qinglian.domain.supervision import actions, queries
from qinglian.domain.supervision.campaign_policy import may_keep_campaigns
from qinglian.law.actor import Actor
from qinglian.record import clock
from qinglian.record.clock import CHINA

router = Router(tags=["supervision"])
Number = Annotated[int, Field(ge=1, le=2**53 - 1)]
Code = Annotated[str, Field(min_length=1, max_length=20)]
Words = Annotated[str, Field(min_length=1, max_length=2000)]
Register = Literal["style", "campaign", "tendering"]
Severity = Literal["minor", "serious", "grave"]
_NAMES = {"register": "register_"}


class StyleData(Strict):
    """A problem of style. Without `festival` the nearest within the rulebook's days counts; empty means none."""

    style: Code
    words: Words
    department: Code
    source: Code
    found_on: date
    severity: Severity = "minor"
    festival: Annotated[str, Field(max_length=12)] | None = None
    concerns: Annotated[str, Field(max_length=80)] = ""


class CampaignProblemData(Strict):
    """What discipline officers found in a campaign."""

    campaign: Number
    item: Code
    words: Words
    department: Code
    source: Code
    found_on: date
    severity: Severity = "minor"
    concerns: Annotated[str, Field(max_length=80)] = ""


class TenderingData(Strict):
    """A tendering problem for the ledger."""

    category: Code
    point: Annotated[str, Field(pattern=r"^R[0-9]{2}$")]
    words: Words
    department: Code
    source: Code
    found_on: date
    severity: Severity = "minor"


class MarkData(Strict):
    """New, or repeating a problem of an earlier year."""

    mark: Literal["new", "repeated"]
    repeats: Number | None = None


class ProblemShown(Schema):
    """A problem, its finding and where its correction stands (`rectification` is the number of the order, under `/inspections/rectifications`).

    `concerns` is empty for everybody but discipline officers.
    """

    id: int
    register_: Annotated[str, Field(serialization_alias="register")]
    words: str
    department: str
    source: str
    concerns: str
    found_on: date
    due_on: date
    style: str
    festival: str
    campaign: int | None
    form: int | None
    layer: str
    item: str
    year: int
    category: str
    point: str
    mark: str
    repeats: int | None
    severity: str
    rectification: int
    state: str
    closed_at: Moment | None


class ProblemsWanted(Schema):
    """Which problems."""

    register_: Annotated[Register, Field(alias="register")]
    year: Annotated[int, Field(ge=1990, le=2200)] | None = None
    state: Literal["", "standing", "open", "handed_in", "closed"] = ""
    festival: Annotated[str, Field(max_length=12)] = ""
    style: Annotated[str, Field(max_length=16)] = ""
    campaign: Number | None = None


class LedgerYearShown(Schema):
    """One year of the ledger; the share of repeated problems in hundredths of a percent of those decided."""

    year: int
    ordinal: int
    total: int
    new: int
    repeated: int
    unmarked: int
    closed: int
    repeated_basis_points: int | None


class StyleRowShown(Schema):
    """Problems of style around one festival (empty: around none): formalism, bureaucratism, hedonism, extravagance."""

    festival: str
    counts: list[int]
    total: int
    closed: int


class YearWanted(Schema):
    """Which year; this one when none is named."""

    year: Annotated[int, Field(ge=1990, le=2200)] | None = None


@router.get("", response=Page[ProblemShown], auth=session, by_alias=True)
def list_problems(request: HttpRequest, wanted: Query[ProblemsWanted], window: Query[Window]) -> dict[str, Any]:
    """Lists a register as far as the asker may read it."""
    by = actor_of_request(request)
    told = wanted.model_dump(exclude={"register_"})
    rows = queries.problems_for(by, register=wanted.register_, **told)
    return page_of(rows, window, lambda row: _problem(row, by))


@router.get("/ledger", response=list[LedgerYearShown], auth=session)
def ledger(request: HttpRequest) -> list[Any]:
    """Compares the years of the ledger of tendering problems."""
    rows = queries.ledger_years(actor_of_request(request), on=clock.today())
    names = ("year", "ordinal", "total", "new", "repeated", "unmarked", "closed")
    return [
        {name: getattr(row, name) for name in names} | {"repeated_basis_points": row.share.basis_points} for row in rows
    ]


@router.get("/styles", response=list[StyleRowShown], auth=session)
def styles(request: HttpRequest, wanted: Query[YearWanted]) -> list[Any]:
    """Counts problems of style by festival."""
    year = wanted.year or clock.today().year
    return queries.style_counts(actor_of_request(request), year=year)


@router.post("/style", response={201: ProblemShown}, auth=session, by_alias=True)
def register_style_problem(request: HttpRequest, data: StyleData) -> Status[Any]:
    """Registers a problem of style. A discipline officer's act."""
    by, typed = actor_of_request(request), data.model_dump()
    told = actions.Told.taken_from(typed)
    return Status(201, _problem(actions.register_style_problem(told=told, **typed, by=by, at=clock.now()), by))


@router.post("/campaign", response={201: ProblemShown, **problems(404)}, auth=session, by_alias=True)
def register_campaign_problem(request: HttpRequest, data: CampaignProblemData) -> Status[Any]:
    """Registers what was found in a campaign. A discipline officer's act."""
    by, typed = actor_of_request(request), data.model_dump()
    campaign, told = queries.campaign_for(typed.pop("campaign"), asker=by), actions.Told.taken_from(typed)
    found = actions.register_campaign_problem(campaign, told=told, **typed, by=by, at=clock.now())
    return Status(201, _problem(found, by))


@router.post("/tendering", response={201: ProblemShown}, auth=session, by_alias=True)
def register_tendering_problem(request: HttpRequest, data: TenderingData) -> Status[Any]:
    """Enters a tendering problem in the ledger. A discipline officer's act."""
    by, typed = actor_of_request(request), data.model_dump()
    told = actions.Told.taken_from(typed)
    found = actions.register_tendering_problem(told=told, **typed, by=by, at=clock.now())
    return Status(201, _problem(found, by))


@router.get("/{number}", response={200: ProblemShown, **problems(404)}, auth=session, by_alias=True)
def show_problem(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Shows one problem to those who may read it."""
    by = actor_of_request(request)
    return _problem(queries.problem_for(number, asker=by), by)


@router.post("/{number}/mark", response={200: ProblemShown, **problems(404)}, auth=session, by_alias=True)
def mark_problem(request: HttpRequest, number: Path[Number], data: MarkData) -> dict[str, Any]:
    """Decides whether a tendering problem is new or repeated. A discipline officer's act."""
    by = actor_of_request(request)
    found = queries.problem_for(number, asker=by)
    repeats = queries.problem_for(data.repeats, asker=by) if data.repeats else None
    return _problem(actions.mark_problem(found, mark=data.mark, repeats=repeats, by=by, at=clock.now()), by)


def _problem(row: Any, by: Actor) -> dict[str, Any]:
    plain = {"register", "source", "style", "festival", "layer", "item", "category", "mark"}
    found, order = row.finding, row.finding.rectification
    links = {"campaign": row.campaign_id, "form": row.form_id, "repeats": row.repeats_id, "rectification": order.pk}
    told = {"words": found.problem, "found_on": found.found_at.astimezone(CHINA).date()}
    told |= {name: getattr(found, name) for name in ("department", "severity", "year", "point")}
    told |= {name: getattr(order, name) for name in ("state", "due_on", "closed_at")}
    concerns = row.concerns if may_keep_campaigns(by) else ""
    return (
        {_NAMES.get(name, name): getattr(row, name) for name in plain}
        | links
        | told
        | {"id": row.pk, "concerns": concerns}
    )
