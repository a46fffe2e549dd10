"""Acts on investment projects: create, edit, delete a draft, submit."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from qinglian.domain.integrity.actions import sign_leader_pledge
from qinglian.domain.integrity.models import LeaderPledge
from qinglian.domain.integrity.queries import require_leader_pledge
from qinglian.domain.people.models import Person
from qinglian.domain.projects.events import ProjectDrafted, ProjectSubmitted
from qinglian.domain.projects.lifecycle import PROJECT
from qinglian.domain.projects.models import Project
from qinglian.domain.projects.policy import may_work_on
from qinglian.domain.projects.project_form import LED, ProjectInput, check_project, check_ready
from qinglian.domain.projects.queries import may_lead, not_found, typed_of
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotValid
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.models import Secrecy


@transaction.atomic
def create_project(typed: ProjectInput, *, by: Actor, at: datetime) -> Project:
    """This will enter a draft project owned by the actor's organisation (NotValid: a field, or a code that is taken)."""
    PROJECT.require("edit_project", state="draft", by=by)
    check_project(typed)
    fields = _fields(typed, owner=by.organisation or "")

    try:
        with transaction.atomic():
            project = Project.objects.create(**fields, owner_id=by.organisation, created_by=by.id, created_at=at)
    except IntegrityError:
        raise _code_taken(typed.code) from None

    _record_draft(project, act="create", by=by, at=at)
    return project


@transaction.atomic
def edit_project(project: Project, *, typed: ProjectInput, by: Actor, at: datetime) -> Project:
    """This will replace the fields of a draft project."""
    project = _own(project, "edit_project", by)
    check_project(typed)

    for name, value in _fields(typed, owner=project.owner_id).items():
        setattr(project, name, value)
    try:
        with transaction.atomic():
            project.save()
    except IntegrityError:
        raise _code_taken(typed.code) from None

    _record_draft(project, act="edit", by=by, at=at)
    return project


@transaction.atomic
def delete_project(project: Project, *, by: Actor, at: datetime) -> None:
    """This will delete a draft project. What was submitted stays."""
    project = _own(project, "delete_project", by)

    _record_draft(project, act="delete", by=by, at=at)
    project.delete()


@transaction.atomic
def submit_project(project: Project, *, by: Actor, at: datetime) -> Project:
    """This will submit a project with approval and funds (ZTB 9): tender projects may belong to it from now on.

    A works project names its leader (NotValid), and whoever is named has signed the ten-point public pledge (NotNow, rule leader_pledge).
    """
    project = _own(project, "submit_project", by)
    check_ready(typed_of(project))
    _require_pledge(project)

    project.state, project.submitted_at = "submitted", at
    project.save(update_fields=["state", "submitted_at"])

    append(_submitted(project), subject=f"project:{project.code}", by=by.id, at=at)
    return project


@transaction.atomic
def pledge_as_leader(project: Project, *, by: Actor, at: datetime) -> LeaderPledge:
    """This will sign the ten-point public pledge for a draft project of the own organisation, as the leader whom it names, in person."""
    project = _own(project, "pledge_as_leader", by)
    if project.leader is None:
        raise _no_leader()
    return sign_leader_pledge(
        project=project.code, project_name=project.name, owner=project.owner, leader=project.leader, by=by, at=at
    )


def _fields(typed: ProjectInput, *, owner: str) -> dict[str, Any]:
    fields = asdict(typed)
    leader = _leader(fields.pop("leader"), owner=owner)
    return fields | {"leader": leader, "leader_name": leader.name if leader else ""}


def _leader(person: str, *, owner: str) -> Person | None:
    """Who is named, of those who may lead a project of this owner ("" names nobody)."""
    if not person:
        return None
    found = next((one for one in may_lead(owner) if one.pk == person), None)
    if found is None:
        raise _not_ours()
    return found


def _require_pledge(project: Project) -> None:
    if project.kind != LED and not project.leader_name:
        return
    leader = _leader(project.leader_id or "", owner=project.owner_id)
    if leader is None:
        raise _no_leader()
    require_leader_pledge(project=project.code, leader=leader)


def _own(project: Project, act: str, by: Actor) -> Project:
    found = Project.objects.select_for_update().filter(pk=project.pk).first()
    if found is None:
        raise not_found(project.code)
    project = found
    if not may_work_on(project, by):
        raise NotAllowed(
            Text("这是别的单位的项目。", "This project belongs to another organisation."),
            rule="own_tender_only",
            article="PLT",
            next_step=Text("请由项目单位办理。", "Its owner has to do this."),
        )
    PROJECT.require(act, state=project.state, by=by)
    return project


def _record_draft(project: Project, *, act: str, by: Actor, at: datetime) -> None:
    event = ProjectDrafted(project=project.pk, act=act)
    append(event, subject=f"project:{project.code}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)


def _submitted(project: Project) -> ProjectSubmitted:
    return ProjectSubmitted(
        code=project.code,
        name=project.name,
        owner=project.owner_id,
        project_kind=project.kind,
        state_funded=project.state_funded,
        approved_budget_fen=project.approved_budget_fen,
        approval_number=project.approval_number,
        region=project.region,
    )


def _no_leader() -> NotValid:
    return NotValid(
        Text("项目还没有写明负责人。", "The project names no leader."),
        rule="leader_pledge.named",
        article="PLT",
        next_step=Text("请先选项目负责人并保存，由本人签廉洁公开承诺。", "Choose the leader and save; the leader then signs the public pledge."),
        field="leader",
    )  # fmt: skip


def _not_ours() -> NotValid:
    return NotValid(
        Text("项目负责人不是本单位在任的经办人或者复核人。", "The leader is no officer or reviewer of this organisation now."),
        rule="leader_pledge.named",
        article="PLT",
        next_step=Text("请从列表里选；没有的，先给负责人设岗。", "Choose from the list; who is missing there needs a post first."),
        field="leader",
    )  # fmt: skip


def _code_taken(code: str) -> NotValid:
    return NotValid(
        Text(f"投资项目代码“{code}”已被使用。", f"The project code “{code}” is taken."),
        rule="unique_code",
        article="PLT",
        next_step=Text("请核对代码，或者打开已有的项目。", "Check the code, or open the existing project."),
        field="code",
    )
