"""Acts on investment projects: create, edit, delete a draft, submit."""

from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction

from qinglian.domain.integrity.actions import sign_leader_pledge
from qinglian.domain.integrity.models import LeaderPledge
from qinglian.domain.integrity.queries import require_leader_pledge
from qinglian.domain.projects.events import ProjectDrafted, ProjectSubmitted
from qinglian.domain.projects.lifecycle import PROJECT
from qinglian.domain.projects.models import Project
from qinglian.domain.projects.policy import may_work_on
from qinglian.domain.projects.project_form import ProjectInput, check_project, check_ready
from qinglian.domain.projects.queries import not_found, typed_of
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

    try:
        with transaction.atomic():
            project = Project.objects.create(**asdict(typed), owner_id=by.organisation, created_by=by.id, created_at=at)
    except IntegrityError:
        raise _code_taken(typed.code) from None

    _record_draft(project, act="create", by=by, at=at)
    return project


@transaction.atomic
def edit_project(project: Project, *, typed: ProjectInput, by: Actor, at: datetime) -> Project:
    """This will replace the fields of a draft project."""
    project = _own(project, "edit_project", by)
    check_project(typed)

    for name, value in asdict(typed).items():
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

    A project that names its leader passes only once the leader has signed the ten-point public pledge (NotNow, rule leader_pledge).
    """
    project = _own(project, "submit_project", by)
    check_ready(typed_of(project))
    if project.leader_name:
        require_leader_pledge(project=project.code, leader=project.leader_name)

    project.state, project.submitted_at = "submitted", at
    project.save(update_fields=["state", "submitted_at"])

    append(_submitted(project), subject=f"project:{project.code}", by=by.id, at=at)
    return project


@transaction.atomic
def pledge_as_leader(project: Project, *, by: Actor, at: datetime) -> LeaderPledge:
    """This will sign the ten-point public pledge for a draft project of the own organisation, as the leader whom it names, in person."""
    project = _own(project, "pledge_as_leader", by)
    if not project.leader_name:
        raise _no_leader()
    return sign_leader_pledge(
        project=project.code, project_name=project.name, owner=project.owner, leader=project.leader_name, by=by, at=at
    )


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
        rule="leader_pledge",
        article="PLT",
        next_step=Text("请先填项目负责人并保存。", "Name the leader and save first."),
        field="leader_name",
    )


def _code_taken(code: str) -> NotValid:
    return NotValid(
        Text(f"投资项目代码“{code}”已被使用。", f"The project code “{code}” is taken."),
        rule="unique_code",
        article="PLT",
        next_step=Text("请核对代码，或者打开已有的项目。", "Check the code, or open the existing project."),
        field="code",
    )
