"""Acts on tender projects and sections before anything is published: create, edit, delete, submit."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from qinglian.domain.people.models import Organisation
from qinglian.domain.projects.models import Project
from qinglian.domain.projects.policy import may_work_on as may_use_project
from qinglian.domain.tenders.actions.steps import (
    locked_section,
    locked_tender,
    record_draft,
    require_draft,
    require_own,
)
from qinglian.domain.tenders.lifecycle import SECTION, TENDER
from qinglian.domain.tenders.models import Section, Tender
from qinglian.domain.tenders.tender_form import SectionInput, TenderInput, check_section, check_tender, evaluation_for
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotNow, NotValid
from qinglian.law.text import Text
from qinglian.record.clock import CHINA

_TRIES = 5


@transaction.atomic
def create_tender(project: Project, *, typed: TenderInput, by: Actor, at: datetime) -> Tender:
    """This will enter a tender project under a submitted investment project of the actor's organisation, with a fresh code."""
    TENDER.require("edit_tender", state="draft", by=by)
    check_tender(typed)
    _require_project(project, by)

    tender = _stored(project, typed, by=by, at=at)

    record_draft(tender, thing="tender", act="create", by=by, at=at)
    return tender


@transaction.atomic
def edit_tender(tender: Tender, *, typed: TenderInput, by: Actor, at: datetime) -> Tender:
    """This will replace the fields of a tender project of which nothing is published; it becomes a draft again, its code stays."""
    tender = _own(tender, "edit_tender", by)
    if tender.notices.filter(published_at__isnull=False).exists():
        raise _not_while(
            Text("公告已发布，项目信息不能改。", "The notice is published: the tender project cannot change.")
        )
    check_tender(typed)

    tender.state = "draft"
    for name, value in (_parties(typed) | _fields(typed)).items():
        setattr(tender, name, value)
    tender.save()

    record_draft(tender, thing="tender", act="edit", by=by, at=at)
    return tender


@transaction.atomic
def delete_tender(tender: Tender, *, by: Actor, at: datetime) -> None:
    """This will delete a draft tender project with its sections. One with a notice stays (NotNow)."""
    tender = _own(tender, "delete_tender", by)
    if tender.notices.exists():
        raise _not_while(Text("已起草公告的项目不能删除。", "A tender with a notice cannot be deleted."))

    record_draft(tender, thing="tender", act="delete", by=by, at=at)
    tender.sections.all().delete()
    tender.delete()


@transaction.atomic
def submit_tender(tender: Tender, *, by: Actor, at: datetime) -> Tender:
    """This will submit a tender project that has at least one section. Its fields stay as they are from now on."""
    tender = _own(tender, "submit_tender", by)
    if not tender.sections.exists():
        raise NotValid(
            Text("还没有标段。", "There is no section yet."),
            rule="section_present",
            article="PLT",
            next_step=Text("请先添加标段。", "Add a section first."),
            field="sections",
        )

    tender.state = "submitted"
    tender.save(update_fields=["state"])

    record_draft(tender, thing="tender", act="submit", by=by, at=at)
    return tender


@transaction.atomic
def add_section(tender: Tender, *, typed: SectionInput, by: Actor, at: datetime) -> Section:
    """This will add a section to a tender of which nothing is published or in review."""
    tender = locked_tender(tender)
    SECTION.require("edit_section", state="draft", by=by)
    require_own(tender, by)
    require_draft(tender)
    if tender.sections.exclude(state="draft").exists():
        raise _not_while(Text("公告已发布，不能再加标段。", "The notice is published: no section can be added."))
    check_section(typed)

    try:
        with transaction.atomic():
            terms = {"evaluation": evaluation_for(typed, kind=tender.kind, before={})}
            section = Section.objects.create(tender=tender, **asdict(typed) | terms)
    except IntegrityError:
        raise _taken(
            "number", Text(f"标段编号“{typed.number}”已被使用。", f"Section “{typed.number}” exists.")
        ) from None

    record_draft(tender, thing=f"section:{section.number}", act="create", by=by, at=at)
    return section


@transaction.atomic
def edit_section(section: Section, *, typed: SectionInput, by: Actor, at: datetime) -> Section:
    """This will replace the fields of a draft section; its number may change only before its first round."""
    section = _own_section(section, by)
    check_section(typed)
    if section.round > 1 and typed.number != section.number:
        raise _taken("number", Text("重新招标的标段编号不能改。", "A section that is tendered again keeps its number."))

    terms = {"evaluation": evaluation_for(typed, kind=section.tender.kind, before=section.evaluation)}
    for name, value in (asdict(typed) | terms).items():
        setattr(section, name, value)
    try:
        with transaction.atomic():
            section.save()
    except IntegrityError:
        raise _taken(
            "number", Text(f"标段编号“{typed.number}”已被使用。", f"Section “{typed.number}” exists.")
        ) from None

    record_draft(section.tender, thing=f"section:{section.number}", act="edit", by=by, at=at)
    return section


@transaction.atomic
def edit_sections(typed: Sequence[tuple[Section, SectionInput]], *, by: Actor, at: datetime) -> list[Section]:
    """This will replace the fields of several draft sections, all or none: one part of a notice's form may touch each."""
    return [edit_section(section, typed=fields, by=by, at=at) for section, fields in typed]


@transaction.atomic
def delete_section(section: Section, *, by: Actor, at: datetime) -> None:
    """This will delete a draft section of the first round. One that was tendered before stays."""
    section = _own_section(section, by)
    if section.round > 1 or section.cards.exists():
        raise _not_while(
            Text(
                "重新招标的标段，或者已有密钥卡的标段，不能删除。",
                "A section of a later round, or with cards, cannot be deleted.",
            )
        )

    record_draft(section.tender, thing=f"section:{section.number}", act="delete", by=by, at=at)
    section.delete()


def _stored(project: Project, typed: TenderInput, *, by: Actor, at: datetime) -> Tender:
    """The next free code may be taken by another officer at the same moment: then the one after it is tried."""
    fields = _parties(typed) | _fields(typed)
    for _ in range(1 if typed.code else _TRIES):
        code = typed.code or _next_code(at)
        try:
            with transaction.atomic():
                return Tender.objects.create(
                    code=code, project=project, tenderer_id=project.owner_id, created_by=by.id, created_at=at, **fields
                )
        except IntegrityError:
            continue
    raise _taken("code", Text(f"项目编号“{code}”已被使用。", f"The code “{code}” is taken."))


def _own(tender: Tender, act: str, by: Actor) -> Tender:
    tender = locked_tender(tender)
    TENDER.require(act, state=tender.state, by=by)
    require_own(tender, by)
    require_draft(tender)
    return tender


def _own_section(section: Section, by: Actor) -> Section:
    section = locked_section(section)
    SECTION.require("edit_section", state=section.state, by=by)
    require_own(section.tender, by)
    require_draft(section.tender)
    return section


def _fields(typed: TenderInput) -> dict[str, object]:
    return {name: getattr(typed, name) for name in ("name", "kind", "place", "procedure", "must_tender")}


def _parties(typed: TenderInput) -> dict[str, Organisation | None]:
    wanted = {"agency": ("agency", typed.agency), "supervisor": ("supervisor", typed.supervisor)}
    parties: dict[str, Organisation | None] = {}
    for name, (kind, chosen) in wanted.items():
        found = Organisation.objects.filter(pk=chosen, state="active").first() if chosen else None
        if chosen and (found is None or kind not in found.kinds):
            wrong = Text("所选单位不能担任这一角色。", "The chosen organisation cannot take this part.")
            raise NotValid(
                wrong, rule="field_form", article="PLT", next_step=Text("请重新选择。", "Choose again."), field=name
            )
        parties[name] = found
    return parties


def _require_project(project: Project, by: Actor) -> None:
    project.refresh_from_db()
    if not may_use_project(project, by) or project.state != "submitted":
        raise NotValid(
            Text("投资项目尚未提交，或者不是本单位的。", "The project is not submitted, or not your organisation's."),
            rule="project_submitted",
            article="ZTB 9",
            next_step=Text("请先提交本单位的投资项目。", "Submit a project of your organisation first."),
            field="project",
        )


def _next_code(at: datetime) -> str:
    year, prefix = at.astimezone(CHINA).year, getattr(settings, "QINGLIAN_TENDER_PREFIX", "JC")
    stem = f"{prefix}-{year}-"
    taken = Tender.objects.filter(code__startswith=stem).values_list("code", flat=True)
    numbers = [int(code.removeprefix(stem)) for code in taken if code.removeprefix(stem).isdigit()]
    return f"{stem}{max(numbers, default=0) + 1:04d}"


def _taken(field: str, wrong: Text) -> NotValid:
    return NotValid(
        wrong, rule="unique_code", article="PLT", next_step=Text("请换一个。", "Choose another one."), field=field
    )


def _not_while(wrong: Text) -> NotNow:
    return NotNow(
        wrong,
        rule="draft_only",
        article="PLT",
        next_step=Text("请打开项目查看现状。", "Open the tender to see its state."),
    )
