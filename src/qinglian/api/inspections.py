"""Endpoints of inspections: weeks and commitments, checks of key posts, findings, corrections, the assessment of sections."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.bids.shapes import Said
from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.strict import Reason, Strict
from qinglian.api.tenders.shapes import Moment
from qinglian.domain.integrity import actions as integrity
from qinglian.domain.integrity import queries as register
from qinglian.domain.people import queries as people
from qinglian.domain.supervision import actions, queries
from qinglian.record import clock

router = Router(tags=["inspections"])
Number = Annotated[int, Field(ge=1, le=2**53 - 1)]
Code = Annotated[str, Field(max_length=20)]
Words = Annotated[str, Field(min_length=1, max_length=4000)]
Period = Annotated[str, Field(pattern=r"^[0-9]{4}-H([1-9]|1[0-2])$")]
Outcome = Literal["sound", "attention", "alarm", "not_applicable"]
Severity = Literal["minor", "serious", "grave"]


class WeekShown(Schema):
    """One ISO week: held, missed, called, secret or uncovered; section and hour once the lot may be known."""

    week: str
    status: str
    inspection: int | None
    section: str | None
    planned_at: Moment | None


class InspectionSeedShown(Schema):
    """A commitment, and the seed once its weeks are over (empty before)."""

    period: str
    first_week: str
    last_week: str
    commitment: str
    committed_at: Moment
    scope: dict[str, Any]
    seed: str
    revealed_at: Moment | None


class InspectionItemShown(Schema):
    """One item of a checklist and what it came to."""

    words: Said
    point: str
    outcome: str
    evidence: str


class InspectionShown(Schema):
    """A check."""

    id: int
    kind: str
    period: str
    title: Said
    subject: str
    department: str
    method: str
    followed: str
    planned_at: Moment
    state: str
    held_at: Moment | None
    verdict: str
    conclusion: str


class InspectionWhole(InspectionShown):
    """A check with its items."""

    items: list[InspectionItemShown]


class WantedInspections(Schema):
    """Which checks: of a kind, a period, a state."""

    kind: Code = ""
    period: Code = ""
    state: Code = ""


class CheckData(Strict):
    """The check of a key post: how, when, and which tender it follows."""

    work_post: Code
    method: Literal["documents", "hearing", "project"]
    planned_on: date
    followed: Annotated[str, Field(max_length=40)] = ""


class ResultData(Strict):
    """One item's outcome and grounds."""

    outcome: Outcome
    evidence: Annotated[str, Field(max_length=2000)] = ""


class ResultsData(Strict):
    """Every item's outcome, in the checklist's order, and what was found in all."""

    results: Annotated[list[ResultData], Field(max_length=60)]
    conclusion: Words


class FindingData(Strict):
    """A problem that a check found."""

    inspection: Number
    problem: Words
    severity: Severity
    point: Annotated[str, Field(pattern=r"^(R[0-9]{2})?$")] = ""


class FindingShown(Schema):
    """A problem; `rectification` is the number of the order to correct it."""

    id: int
    kind: str
    source: str
    subject: str
    department: str
    point: str
    problem: str
    severity: str
    found_at: Moment
    rectification: int | None


class OrderData(Strict):
    """The order to correct: advice, who owns it, until when."""

    advice: Words
    owner: Annotated[str, Field(max_length=24)]
    due_on: date


class RectificationShown(Schema):
    """A correction and where it stands."""

    id: int
    finding: int
    problem: str
    department: str
    advice: str
    owner: str
    due_on: date
    state: str
    round: int
    reminded_at: Moment | None
    escalated_at: Moment | None
    closed_at: Moment | None


class WantedRectifications(Schema):
    """Which corrections."""

    state: Literal["", "open", "handed_in", "closed"] = ""


class EvidenceData(Strict):
    """What was corrected, and its evidence; or what a re-check found."""

    words: Words


class ReturnData(EvidenceData):
    """What the re-check found, and the new end."""

    due_on: date


class CheckedPostShown(Schema):
    """A key post in a period: how many checks were held and planned."""

    work_post: str
    name: Said
    held: int
    planned: int


class WantedPeriod(Schema):
    """Which period: `2026-H2`, the second of the year."""

    period: Period


class AssessedShown(Schema):
    """A section's score, the inputs that it follows from, n of checks and risk points, and its rank."""

    department: str
    score: int
    rank: int
    checks: int
    points: int
    counts: dict[str, int]


@router.get("/seeds", response=Page[InspectionSeedShown], auth=None)
def list_inspection_seeds(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists the commitments of the weekly inspections for everybody, with the seeds whose weeks are over."""
    return page_of(queries.seeds(), window, lambda row: row)


@router.get("/weeks", response=Page[WeekShown], auth=session)
def list_weeks(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists the weeks since the first commitment and what became of their inspections."""
    return page_of(queries.weeks_for(actor_of_request(request), at=clock.now()), window, _week)


@router.get("/posts", response=list[CheckedPostShown], auth=session)
def list_key_posts(request: HttpRequest, wanted: Query[WantedPeriod]) -> list[dict[str, Any]]:
    """Lists the key posts with their checks of a period, the unchecked first."""
    rows = queries.posts_checked(actor_of_request(request), period=wanted.period)
    return [
        {"work_post": row.post.code, "name": {"zh": row.post.name.zh, "en": row.post.name.en}, "held": len(row.held), "planned": len(row.planned)}
        for row in rows
    ]  # fmt: skip


@router.get("/assessments", response=list[AssessedShown], auth=session)
def list_assessments(request: HttpRequest, wanted: Query[WantedPeriod]) -> list[Any]:
    """Assesses every section for a period by the published formula, the best first."""
    return list(queries.assessment_of(wanted.period, asker=actor_of_request(request), at=clock.now()))


@router.post("/checks", response={201: InspectionShown, **problems(404)}, auth=session)
def plan_check(request: HttpRequest, data: CheckData) -> Status[Any]:
    """Plans the check of a key post. An inspector's act."""
    row = actions.plan_check(**data.model_dump(), by=actor_of_request(request), at=clock.now())
    return Status(201, _inspection(row))


@router.get("/findings", response=Page[FindingShown], auth=session)
def list_findings(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists findings, newest first."""
    return page_of(register.findings_for(actor_of_request(request)), window, _finding)


@router.post("/findings", response={201: FindingShown, **problems(404)}, auth=session)
def note_finding(request: HttpRequest, data: FindingData) -> Status[Any]:
    """Notes a problem that a check found. An inspector's act."""
    by = actor_of_request(request)
    source = register.inspection_for(data.inspection, asker=by)
    found = integrity.Found(
        source.kind, f"inspection:{source.pk}", f"{source.subject_kind}:{source.subject}", source.department, data.problem,
        data.severity, data.point,
    )  # fmt: skip
    return Status(201, _finding(integrity.note_finding(found, by=by, at=clock.now())))


@router.post("/findings/{number}/rectification", response={201: RectificationShown, **problems(404)}, auth=session)
def order_rectification(request: HttpRequest, number: Path[Number], data: OrderData) -> Status[Any]:
    """Orders the correction of a finding. An inspector's act."""
    by = actor_of_request(request)
    found = register.finding_for(number, asker=by)
    owner = people.staff_member(data.owner, asker=by)
    row = integrity.order_rectification(
        found, advice=data.advice, owner=owner, due_on=data.due_on, by=by, at=clock.now()
    )
    return Status(201, _rectification(row))


@router.get("/rectifications", response=Page[RectificationShown], auth=session)
def list_rectifications(
    request: HttpRequest, wanted: Query[WantedRectifications], window: Query[Window]
) -> dict[str, Any]:
    """Lists corrections, earliest due first: all for who oversees, otherwise the own ones."""
    rows = register.rectifications_for(actor_of_request(request), state=wanted.state)
    return page_of(rows, window, _rectification)


@router.get("/rectifications/{number}", response={200: RectificationShown, **problems(404)}, auth=session)
def show_rectification(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Shows one correction."""
    return _rectification(register.rectification_for(number, asker=actor_of_request(request)))


@router.post("/rectifications/{number}/evidence", response={200: RectificationShown, **problems(404)}, auth=session)
def hand_in_rectification(request: HttpRequest, number: Path[Number], data: EvidenceData) -> dict[str, Any]:
    """Hands a correction in with its evidence. The owner's act."""
    by = actor_of_request(request)
    found = register.rectification_for(number, asker=by)
    return _rectification(integrity.hand_in_rectification(found, evidence=data.words, by=by, at=clock.now()))


@router.post("/rectifications/{number}/closing", response={200: RectificationShown, **problems(404)}, auth=session)
def close_rectification(request: HttpRequest, number: Path[Number], data: EvidenceData) -> dict[str, Any]:
    """Closes a correction after a re-check. An inspector's act, never of who corrected."""
    by = actor_of_request(request)
    found = register.rectification_for(number, asker=by)
    return _rectification(integrity.close_rectification(found, words=data.words, by=by, at=clock.now()))


@router.post("/rectifications/{number}/return", response={200: RectificationShown, **problems(404)}, auth=session)
def return_rectification(request: HttpRequest, number: Path[Number], data: ReturnData) -> dict[str, Any]:
    """Returns a correction that did not hold, with a new end."""
    by = actor_of_request(request)
    found = register.rectification_for(number, asker=by)
    row = integrity.return_rectification(found, words=data.words, due_on=data.due_on, by=by, at=clock.now())
    return _rectification(row)


@router.get("", response=Page[InspectionShown], auth=session)
def list_inspections(request: HttpRequest, wanted: Query[WantedInspections], window: Query[Window]) -> dict[str, Any]:
    """Lists checks, the latest planned first."""
    return page_of(register.inspections_for(actor_of_request(request), **wanted.model_dump()), window, _inspection)


@router.get("/{number}", response={200: InspectionWhole, **problems(404)}, auth=session)
def show_inspection(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Shows one check with its items."""
    return _whole(register.inspection_for(number, asker=actor_of_request(request)))


@router.post("/{number}/results", response={200: InspectionWhole, **problems(404)}, auth=session)
def hold_check(request: HttpRequest, number: Path[Number], data: ResultsData) -> dict[str, Any]:
    """Notes every item's outcome. An inspector's act; outcomes of manual risk points turn their tiles on the wall."""
    by = actor_of_request(request)
    found = register.inspection_for(number, asker=by)
    results = [integrity.Result(one.outcome, one.evidence) for one in data.results]
    actions.hold_check(found, results=results, conclusion=data.conclusion, by=by, at=clock.now())
    return _whole(register.inspection_for(number, asker=by))


@router.post("/{number}/calling-off", response={200: InspectionShown, **problems(404)}, auth=session)
def call_off_check(request: HttpRequest, number: Path[Number], data: Reason) -> dict[str, Any]:
    """Calls a planned check off, in writing. A weekly one stands."""
    by = actor_of_request(request)
    found = register.inspection_for(number, asker=by)
    return _inspection(actions.call_off_check(found, reason=data.reason, by=by, at=clock.now()))


def _week(row: queries.Week) -> dict[str, Any]:
    one = row.inspection
    told = {"week": row.week, "status": row.status, "inspection": one.pk if one else None}
    return told | {"section": one.subject if one else None, "planned_at": one.planned_at if one else None}


def _inspection(row: Any) -> dict[str, Any]:
    names = (
        "kind", "period", "subject", "department", "method", "followed", "planned_at", "state", "held_at", "verdict", "conclusion",
    )  # fmt: skip
    title = {"zh": row.checklist.title_zh, "en": row.checklist.title_en}
    return {name: getattr(row, name) for name in names} | {"id": row.pk, "title": title}


def _whole(row: Any) -> dict[str, Any]:
    results = {one.place: one for one in row.results.all()}
    items = [
        {
            "words": {"zh": item["zh"], "en": item["en"]},
            "point": item["point"],
            "outcome": results[place].outcome if place in results else "",
            "evidence": results[place].evidence if place in results else "",
        }
        for place, item in enumerate(row.checklist.items)
    ]
    return _inspection(row) | {"items": items}


def _finding(row: Any) -> dict[str, Any]:
    names = ("kind", "source", "subject", "department", "point", "problem", "severity", "found_at")
    order = getattr(row, "rectification", None)
    return {name: getattr(row, name) for name in names} | {"id": row.pk, "rectification": order.pk if order else None}


def _rectification(row: Any) -> dict[str, Any]:
    names = ("advice", "due_on", "state", "round", "reminded_at", "escalated_at", "closed_at")
    of_finding = {"finding": row.finding_id, "problem": row.finding.problem, "department": row.finding.department}
    return {name: getattr(row, name) for name in names} | of_finding | {"id": row.pk, "owner": row.owner_id}
