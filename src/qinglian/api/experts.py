"""Endpoints of `experts`: draws that everybody may follow, the approval of rosters, answers of the called. No endpoint tells a name."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Header, Path, Router, Schema, Status
from pydantic import AwareDatetime

from qinglian.api.auth import actor_of_request, require_step_up, session
from qinglian.api.errors import problems
from qinglian.api.strict import Reason, Strict
from qinglian.api.tenders import shapes
from qinglian.domain.experts import actions, queries, refusals
from qinglian.domain.experts.expert_form import DrawInput
from qinglian.domain.experts.policy import CALLED
from qinglian.domain.tenders.queries import section_for
from qinglian.record import clock

router = Router(tags=["experts"])
Credential = Annotated[str, Field(min_length=20, max_length=60)]
DrawNumber = Annotated[int, Field(ge=1, le=1000)]


class Stratum(Strict):
    """So many experts of one speciality."""

    speciality: Annotated[str, Field(pattern=r"^[A-Z][0-9]{4}$")]
    count: Annotated[int, Field(ge=1, le=31)]


class Request(Strict):
    """A request for experts. Specialities are served in the order given."""

    size: Annotated[int, Field(ge=5, le=31)]
    representatives: Annotated[int, Field(ge=0, le=10)] = 0
    strata: Annotated[list[Stratum], Field(min_length=1, max_length=20)]
    place: Annotated[str, Field(max_length=200)]
    evaluation_at: AwareDatetime
    hours: Annotated[int, Field(ge=1, le=240)]
    region: Annotated[str, Field(max_length=80)] = ""


class DrawShown(Schema):
    """A draw as everybody may see it: roots, seed, counts; no names."""

    number: int
    round: int
    state: str
    size: int
    representatives: int
    strata: list[dict[str, Any]]
    evaluation_at: shapes.Moment
    hours: int
    roster_root: str
    exclusion_root: str
    exclusion_count: int
    seed: str
    abandoned_reason: str


class RosterShown(Schema):
    """For a guardian of the supervision group: the opening, encrypted to each of them, and the register's rows to compare it with."""

    scope: dict[str, Any]
    root: str
    size: int
    opening: dict[str, str]
    opening_hash: str
    experts: list[dict[str, Any]]


class CallShown(Schema):
    """What a called expert sees: when, where, how long, until when to answer. Not which project."""

    state: str
    place: str
    evaluation_at: shapes.Moment
    hours: int
    answer_until_at: shapes.Moment | None


class Answer(Strict):
    """Whether the expert takes part; who has accepted may recuse itself until the evaluation begins."""

    answer: Literal["accept", "decline", "recuse"]


_ANSWERS: dict[str, Callable[..., queries.Call]] = {
    "accept": actions.accept_call,
    "decline": actions.decline_call,
    "recuse": partial(actions.recuse_expert, by=CALLED),
}


@router.get("/draws/{code}/{number}", response=list[DrawShown], auth=None)
def list_draws(request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number]) -> list[Any]:
    """Lists every request of a section, abandoned ones too."""
    return list(queries.draws_of(section_for(code, number, asker=actor_of_request(request))))


@router.post("/draws/{code}/{number}", response={201: DrawShown}, auth=session)
def request_draw(
    request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number], data: Request
) -> Status[Any]:
    """Requests experts for a section; by the tenderer (ZTB 37). Wants a step-up: every request is counted in public."""
    require_step_up(request)
    by = actor_of_request(request)
    section = section_for(code, number, asker=by)
    return Status(201, actions.request_draw(section, typed=DrawInput(**data.model_dump()), by=by, at=clock.now()))


@router.post("/draws/{code}/{number}/abandon", response=DrawShown, auth=session)
def abandon_draw(request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number], data: Reason) -> Any:
    """Gives the present draw up, with a public reason. Wants a step-up: it cannot be taken back."""
    require_step_up(request)
    by = actor_of_request(request)
    draw = queries.draw_at(section_for(code, number, asker=by))
    return actions.abandon_draw(draw, reason=data.reason, by=by, at=clock.now())


@router.post("/draws/{code}/{number}/names", response={200: None, **problems(404)}, auth=session)
def seek_names(request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number]) -> Any:
    """Refuses the names before the award, and leaves the open fact that somebody asked (ZTB 37)."""
    by = actor_of_request(request)
    draw = queries.draw_at(section_for(code, number, asker=by))
    if draw.state != "disclosed":
        actions.note_names_sought(draw, by=by, at=clock.now())
        raise refusals.names_are_secret()
    return None


@router.get("/draws/{code}/{number}/roster", response=RosterShown, auth=session)
def show_roster(request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number]) -> dict[str, Any]:
    """Shows the sealed roster and the register's rows to the supervision group's guardians and to supervisors."""
    by = actor_of_request(request)
    draw = queries.draw_at(section_for(code, number, asker=by))
    register = queries.register_rows(draw, asker=by)
    return {
        "scope": queries.scope_of(draw),
        "root": draw.roster_root,
        "size": queries.roster_size(draw),
        "opening": draw.roster_opening or {},
        "opening_hash": draw.roster_opening_hash,
        "experts": register,
    }


@router.post("/draws/{code}/{number}/approval", response={201: DrawShown, **problems(404)}, auth=None)
def approve_roster(
    request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number], signed: shapes.Signed
) -> Status[Any]:
    """Takes in a supervising guardian's signed `roster-approval/v1`. The signature is the authority; no session is needed."""
    draw = queries.draw_at(section_for(code, number, asker=actor_of_request(request)))
    return Status(201, actions.approve_roster(draw, signed.model_dump(), at=clock.now()))


@router.get("/call", response={200: CallShown, **problems(404)}, auth=None)
def show_call(request: HttpRequest, x_call: Annotated[Credential, Header()]) -> dict[str, Any]:
    """Shows a called expert what the call is about; the header `X-Call` carries the credential of the message."""
    return _shown(queries.call_by_credential(x_call))


@router.post("/call", response={200: CallShown, **problems(404, 409, 422)}, auth=None)
def answer_call(request: HttpRequest, data: Answer, x_call: Annotated[Credential, Header()]) -> dict[str, Any]:
    """Takes the called expert's answer, once and in time, or its recusal after it accepted (条例第四十八条)."""
    _ANSWERS[data.answer](queries.call_by_credential(x_call), at=clock.now())
    return _shown(queries.call_by_credential(x_call))


def _shown(call: queries.Call) -> dict[str, Any]:
    draw = call.draw
    about = {name: getattr(draw, name) for name in ("place", "evaluation_at", "hours")}
    return about | {"state": call.state, "answer_until_at": call.answer_until_at}
