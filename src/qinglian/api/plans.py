"""Endpoints of the yearly plan: tasks, stages, evidence, closing; import and export as XLSX."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, File, Form, Path, Query, Router, Schema, Status
from ninja.files import UploadedFile

from qinglian.api.auth import actor_of_request, session
from qinglian.api.culture_shapes import Code, Named, Number, PersonId, Year, named
from qinglian.api.errors import problem_response, problems
from qinglian.api.language import language, word
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.strict import Reason, Strict
from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.evidence_file import EvidenceFile
from qinglian.domain.people.queries import staff_member
from qinglian.domain.people.refusing import require_size
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.record.clock import CHINA

router = Router(tags=["integrity"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PlanData(Strict):
    """A plan that is begun."""

    year: Year
    title: Annotated[str, Field(min_length=1, max_length=200)]


class PlanShown(Schema):
    """A plan."""

    id: int
    year: int
    title: str
    state: str


class Standing(Schema):
    """How a plan stands: computed from its tasks."""

    due: int
    done: int
    overdue: int
    percent: int
    lacking_pair: int


class TaskData(Strict):
    """A task; `pairs` is the number of the item that an integrity task accompanies."""

    number: Annotated[int, Field(ge=1, le=9999)]
    kind: Code
    pillar: Code
    title: Annotated[str, Field(min_length=1, max_length=300)]
    leader: PersonId
    department: Code
    owner: PersonId
    due_on: date
    pairs: Annotated[int, Field(ge=0, le=9999)] = 0


class TaskShown(Schema):
    """A task and how it stands; `pair` is the key of the other side."""

    id: int
    number: int
    kind: str
    pillar: str
    title: str
    leader: Named
    department: str
    owner: Named
    due_on: date
    pair: int | None
    state: str
    evidence: str
    evidence_file: str


class TasksWanted(Schema):
    """Which tasks; `standing` is a state, overdue, unpaired or standing."""

    department: Code = ""
    kind: Code = ""
    pillar: Code = ""
    standing: Literal["", "overdue", "unpaired", "standing", "open", "evidenced", "closed", "dropped"] = ""


class Stage(Strict):
    """A stage of a pair that is done."""

    stage: Literal["deploy", "advance"]
    words: Annotated[str, Field(min_length=1, max_length=2000)]


class Imported(Schema):
    """How many tasks came in."""

    added: int


@router.get("", response=Page[PlanShown], auth=session)
def list_plans(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists plans, newest year first."""
    return page_of(queries.plans_for(actor_of_request(request)), window, _plan)


@router.post("", response={201: PlanShown}, auth=session)
def draft_plan(request: HttpRequest, data: PlanData) -> Status[Any]:
    """Begins the plan of a year. The party office's act."""
    by = actor_of_request(request)
    return Status(201, _plan(actions.draft_plan(**data.model_dump(), by=by, at=clock.now())))


@router.post("/{number}/issue", response={200: PlanShown, **problems(404)}, auth=session)
def issue_plan(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Issues a plan: its tasks are owed from then on. A leader's act."""
    by = actor_of_request(request)
    return _plan(actions.issue_plan(queries.plan_for(number, asker=by), by=by, at=clock.now()))


@router.get("/{number}/standing", response={200: Standing, **problems(404)}, auth=session)
def plan_standing(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Tells how much of a plan is done, late and without its pair."""
    by, today = actor_of_request(request), clock.today()
    plan = queries.plan_for(number, asker=by)
    progress = queries.progress_of(queries.tasks_in(plan, asker=by, on=today), on=today)
    lacking = queries.items_lacking_pair(plan, asker=by, on=today).count()
    told = {"due": progress.due, "done": progress.done, "overdue": progress.overdue, "percent": progress.share.percent}
    return told | {"lacking_pair": lacking}


@router.get("/{number}/tasks", response={200: Page[TaskShown], **problems(404)}, auth=session)
def list_tasks(
    request: HttpRequest, number: Path[Number], wanted: Query[TasksWanted], window: Query[Window]
) -> dict[str, Any]:
    """Lists a plan's tasks by number."""
    by = actor_of_request(request)
    plan = queries.plan_for(number, asker=by)
    return page_of(queries.tasks_in(plan, asker=by, on=clock.today(), **wanted.model_dump()), window, _task)


@router.post("/{number}/tasks", response={201: TaskShown, **problems(404)}, auth=session)
def add_task(request: HttpRequest, number: Path[Number], data: TaskData) -> Status[Any]:
    """Adds a task to a plan. The party office's act."""
    by = actor_of_request(request)
    plan = queries.plan_for(number, asker=by)
    leader, owner = staff_member(data.leader, asker=by), staff_member(data.owner, asker=by)
    typed = actions.TaskInput(**data.model_dump(exclude={"leader", "owner"}), leader=leader, owner=owner)
    return Status(201, _task(actions.add_task(plan, typed, by=by, at=clock.now())))


@router.post("/{number}/sheet", response={201: Imported, **problems(404, 422)}, auth=session)
def import_tasks(request: HttpRequest, number: Path[Number], file: File[UploadedFile]) -> Any:
    """Adds every row of an XLSX sheet, or none: a problem lists row by row what is wrong."""
    by, at = actor_of_request(request), clock.now()
    plan = queries.plan_for(number, asker=by)
    require_size(file.size or 0, "file", limit="plan_sheet_max_bytes", on=at.astimezone(CHINA).date())
    data = file.read()
    sheet = queries.checked_sheet(plan, data=data, asker=by, at=at)
    if sheet.faults:
        errors = [
            {"field": f"{fault.row} {word(fault.column)}", "detail": word(fault.wrong)} for fault in sheet.faults[:500]
        ]
        wrong = Text("表里有 {n} 处不对，一行也没有导入。", "{n} places are wrong; no row was imported.").filled(
            n=len(sheet.faults)
        )
        return problem_response(422, wrong, rule="plan_sheet_form", article="PLT", field="file", errors=errors)
    return Status(201, {"added": len(actions.import_tasks(plan, data=data, by=by, at=at))})


@router.get("/{number}/sheet.xlsx", response={200: bytes, **problems(404)}, auth=session)
def export_tasks(request: HttpRequest, number: Path[Number]) -> HttpResponse:
    """Gives a plan's tasks as XLSX, in the form that is imported, with how each stands."""
    by = actor_of_request(request)
    plan = queries.plan_for(number, asker=by)
    data = queries.sheet_of_plan(plan, asker=by, on=clock.today(), language=language())
    return HttpResponse(data, content_type=XLSX)


@router.get("/tasks/{task}", response={200: TaskShown, **problems(404)}, auth=session)
def show_task(request: HttpRequest, task: Path[Number]) -> dict[str, Any]:
    """Shows one task."""
    return _task(queries.task_for(task, asker=actor_of_request(request)))


@router.post("/tasks/{task}/stages", response={200: TaskShown, **problems(404)}, auth=session)
def note_stage(request: HttpRequest, task: Path[Number], data: Stage) -> dict[str, Any]:
    """Notes that a task was deployed or advanced. Its owner's act."""
    by = actor_of_request(request)
    found = queries.task_for(task, asker=by)
    actions.note_stage(found, **data.model_dump(), by=by, at=clock.now())
    return _task(queries.task_for(task, asker=by))


@router.post("/tasks/{task}/evidence", response={200: TaskShown, **problems(404)}, auth=session)
def hand_in_evidence(
    request: HttpRequest, task: Path[Number], evidence: Form[str], file: File[UploadedFile | None] = None
) -> dict[str, Any]:
    """Hands in what shows that a task is carried out, with a file if there is one. Its owner's act."""
    by = actor_of_request(request)
    found = queries.task_for(task, asker=by)
    if file:
        require_size(file.size or 0, "file", limit="task_evidence_max_bytes", on=clock.today())
    handed = EvidenceFile(file.name or "", file.read()) if file else None
    return _task(actions.hand_in_evidence(found, evidence=evidence, file=handed, by=by, at=clock.now()))


@router.post("/tasks/{task}/return", response={200: TaskShown, **problems(404)}, auth=session)
def return_task(request: HttpRequest, task: Path[Number], data: Reason) -> dict[str, Any]:
    """Sends evidence back to the owner."""
    by = actor_of_request(request)
    found = queries.task_for(task, asker=by)
    return _task(actions.return_task(found, reason=data.reason, by=by, at=clock.now()))


@router.post("/tasks/{task}/close", response={200: list[TaskShown], **problems(404)}, auth=session)
def close_task(request: HttpRequest, task: Path[Number]) -> list[dict[str, Any]]:
    """Closes a task, and with it the other side of its pair. The responsible leader's act."""
    by = actor_of_request(request)
    closed = actions.close_task(queries.task_for(task, asker=by), by=by, at=clock.now())
    return [_task(queries.task_for(side.pk, asker=by)) for side in closed]


@router.post("/tasks/{task}/drop", response={200: list[TaskShown], **problems(404)}, auth=session)
def drop_task(request: HttpRequest, task: Path[Number], data: Reason) -> list[dict[str, Any]]:
    """Ends a task that is not to be done any more, and the other side of its pair."""
    by = actor_of_request(request)
    dropped = actions.drop_task(queries.task_for(task, asker=by), reason=data.reason, by=by, at=clock.now())
    return [_task(queries.task_for(side.pk, asker=by)) for side in dropped]


def _plan(row: Any) -> dict[str, Any]:
    return {"id": row.pk, "year": row.year, "title": row.title, "state": row.state}


def _task(row: Any) -> dict[str, Any]:
    names = ("number", "kind", "pillar", "title", "department", "due_on", "state", "evidence", "evidence_file")
    other = queries.other_side_of(row)
    people = {"leader": named(row.leader), "owner": named(row.owner)}
    return {name: getattr(row, name) for name in names} | people | {"id": row.pk, "pair": other.pk if other else None}
