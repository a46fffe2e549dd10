"""Questions about investment projects, filtered for who asks."""

from django.db.models import Q, QuerySet

from qinglian.domain.people.models import Person
from qinglian.domain.people.queries import holders_in
from qinglian.domain.projects.lifecycle import PROJECT
from qinglian.domain.projects.models import Project
from qinglian.domain.projects.policy import may_see
from qinglian.domain.projects.project_form import ProjectInput
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotFound
from qinglian.law.text import Text


def visible_to(actor: Actor) -> QuerySet[Project]:
    """This will list the projects that the actor may see: its own organisation's; submitted ones for supervisors and the centre."""
    own = Q(owner_id=actor.organisation) if actor.has_role("buyer_operator", "buyer_reviewer") else Q(pk__in=[])
    if actor.has_role("supervisor", "centre_verifier"):
        own |= Q(state="submitted")
    return Project.objects.filter(own).select_related("owner").order_by("-created_at", "-pk")


def project_for(code: str, *, asker: Actor) -> Project:
    """This will return the project with this code, or raise NotFound when there is none that the asker may see."""
    project = Project.objects.select_related("owner", "leader").filter(code=code).first()
    if project is None or not may_see(project, asker):
        raise not_found(code)
    return project


def not_found(code: str) -> NotFound:
    """This will make the refusal that says neither whether the project exists nor whose it is."""
    return NotFound(
        Text(f"没有项目“{code}”，或者您无权查看。", f"There is no project “{code}”, or it is not yours to see."),
        rule="nothing_found",
        article="PLT",
        next_step=Text("请核对项目代码。", "Check the project's code."),
    )


def matching(actor: Actor, *, words: str = "") -> QuerySet[Project]:
    """This will list the visible projects whose code or name contains the words."""
    rows = visible_to(actor)
    return rows.filter(Q(name__icontains=words) | Q(code__icontains=words)) if words else rows


def ready_for_tender(actor: Actor) -> QuerySet[Project]:
    """This will list the submitted projects to which the actor's organisation may add a tender project."""
    return visible_to(actor).filter(state="submitted", owner_id=actor.organisation)


def may_lead(organisation_id: str) -> list[Person]:
    """This will list who may be named as the leader of an organisation's project: its people who may sign for it now."""
    signing = next(move for move in PROJECT.moves if move.act == "pledge_as_leader")
    return holders_in(organisation_id, *signing.roles)


def leaders_for(asker: Actor) -> list[Person]:
    """This will list whom the asker may name as the leader of an own project (nobody for who enters none)."""
    return may_lead(asker.organisation or "") if asker.has_role("buyer_operator", "buyer_reviewer") else []


def typed_of(project: Project) -> ProjectInput:
    """This will return the project's fields as they were typed."""
    return ProjectInput(
        code=project.code,
        name=project.name,
        kind=project.kind,
        fund_source=project.fund_source,
        state_funded=project.state_funded,
        approved_budget_fen=project.approved_budget_fen,
        region=project.region,
        approval_number=project.approval_number,
        leader=project.leader_id or "",
    )
