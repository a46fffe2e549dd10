"""One task of the plan with the other side of its pair: stages, evidence, closing."""

from typing import TYPE_CHECKING, Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.evidence_file import EvidenceFile
from qinglian.domain.integrity.plan_policy import PLAN_READERS, may_close, may_keep_plans, may_work_on
from qinglian.domain.integrity.plan_words import STAGES
from qinglian.domain.people.refusing import require_size, unknown
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record import blobs, clock
from qinglian.web.centre.acts import Act, PlainForm, ReasonForm, act_on, done
from qinglian.web.centre.plans_forms import StageForm, TaskEvidenceForm
from qinglian.web.centre.plans_pages import row_of
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import status_of

if TYPE_CHECKING:
    from qinglian.domain.integrity.models import WorkTask


@for_roles(*PLAN_READERS)
def task_page(request: HttpRequest, task: int) -> HttpResponse:
    """This will show one task; its owner works on it here, its leader closes it."""
    by, on = actor_of_request(request), clock.today()
    found = queries.task_for(task, asker=by)
    acts = _owners_acts(request, found, by) + _closers_acts(request, found, by)
    if done(request, acts):
        return redirect("centre_task", task)
    other = queries.other_side_of(found)
    context = {
        "row": row_of(found, on),
        "task": found,
        "other": row_of(other, on) if other else None,
        "stages": [(STAGES[stage.stage], stage) for stage in found.stages.all()],
        "acts": acts,
        "may_pair": may_keep_plans(by),
    }
    return render(request, "centre/task.html", context, status=status_of(*(act.form for act in acts)))


@for_roles(*PLAN_READERS)
def evidence_file(request: HttpRequest, task: int) -> FileResponse:
    """This will hand out a task's file of evidence."""
    found = queries.task_for(task, asker=actor_of_request(request))
    if not found.evidence_blob:
        raise unknown(Text("份附件", "file"))
    path = blobs.path_of(found.evidence_blob)
    return FileResponse(path.open("rb"), as_attachment=True, filename=found.evidence_file)


def _owners_acts(request: HttpRequest, task: "WorkTask", by: Actor) -> list[Act]:
    if task.state != "open" or task.plan.state != "issued" or not may_work_on(task, by):
        return []
    acts = []
    noted = {stage.stage for stage in task.stages.all()}
    has_stages = queries.other_side_of(task) is not None and not {"deploy", "advance"} <= noted
    if has_stages:
        acts.append(
            act_on(
                request, "stage", Text("记进展", "Note a stage"), StageForm,
                lambda typed: actions.note_stage(task, **typed, by=by, at=clock.now()), is_main=True, noted=noted,
            )
        )  # fmt: skip

    def hand_in(typed: dict[str, Any]) -> None:
        upload = typed["file"]
        if upload:
            require_size(upload.size, "file", limit="task_evidence_max_bytes", on=clock.today())
        file = EvidenceFile(upload.name, upload.read()) if upload else None
        actions.hand_in_evidence(task, evidence=typed["evidence"], file=file, by=by, at=clock.now())

    label = Text("交落实依据", "Hand in evidence")
    acts.append(act_on(request, "evidence", label, TaskEvidenceForm, hand_in, is_main=not has_stages, has_file=True))
    return acts


def _closers_acts(request: HttpRequest, task: "WorkTask", by: Actor) -> list[Act]:
    acts = []
    if task.state == "evidenced" and may_close(task, by):
        acts += [
            act_on(
                request, "close", Text("销号", "Close"), PlainForm,
                lambda _typed: actions.close_task(task, by=by, at=clock.now()), is_main=True,
            ),
            act_on(
                request, "return", Text("退回补充", "Send back"), ReasonForm,
                lambda typed: actions.return_task(task, **typed, by=by, at=clock.now()),
            ),
        ]  # fmt: skip
    if task.state in {"open", "evidenced"} and may_keep_plans(by):
        acts.append(
            act_on(
                request, "drop", Text("停办", "Drop it"), ReasonForm,
                lambda typed: actions.drop_task(task, **typed, by=by, at=clock.now()),
            )
        )  # fmt: skip
    return acts
