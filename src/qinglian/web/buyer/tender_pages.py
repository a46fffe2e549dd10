"""A tender project of the own organisation: enter, change, sections, its notices, what can be done now."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qinglian.domain.contracts import queries as contracts
from qinglian.domain.experts import queries as experts
from qinglian.domain.people.queries import names_of
from qinglian.domain.projects import queries as projects
from qinglian.domain.tenders import actions, queries
from qinglian.domain.tenders.lifecycle import NOTICE, SECTION
from qinglian.domain.tenders.procedures import EVALUATION_METHODS, KINDS, procedure
from qinglian.law.refusal import NotValid
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.buyer.desk_rows import row_of, seed_tasks
from qinglian.web.buyer.forms import SectionForm, TenderForm
from qinglian.web.buyer.frame import BUYERS, OFFICER, REVIEWER, own_tender
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.tags import word

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Notice, Section, Tender

CHIPS = {
    "draft": "wait",
    "bidding": "run",
    "closed": "wait",
    "releasing": "run",
    "evaluating": "run",
    "publicised": "run",
    "failed": "stop",
    "terminated": "stop",
}
LATER = ("evaluating", "evaluated", "publicised", "awarded")
NOTICE_CHIPS = {"draft": "wait", "in_review": "run", "in_verification": "run", "published": "ok", "superseded": "wait"}


@dataclass(frozen=True)
class SectionRow:
    """A section in the list."""

    section: "Section"
    status: str
    word: Text
    method: Text
    has_record: bool
    has_award: bool


@dataclass(frozen=True)
class NoticeRow:
    """A version of the notice in the list."""

    notice: "Notice"
    status: str
    word: Text
    prepared_by: str
    reviewed_by: str


@for_roles(*BUYERS)
def tender_page(request: HttpRequest, code: str) -> HttpResponse:
    """This will show where a tender stands, what comes next, its sections and its notices."""
    tender, by = own_tender(request, code), actor_of_request(request)
    sections = list(tender.sections.select_related("notice").order_by("pk"))
    notices = list(tender.notices.order_by("-version"))
    pending = queries.pending_notice(tender)
    mine = [*seed_tasks(experts.seeds_due(by)), *contracts.all_tasks_of(by, at=clock.now())]
    tasks = [task for task in mine if task.tender.pk == tender.pk]
    states = {section.state for section in sections}
    context = {
        "tender": tender,
        "kind": KINDS[tender.kind],
        "procedure": procedure(tender.procedure).label,
        "tasks": [row_of(task) for task in tasks],
        "now": clock.now(),
        "sections": [_section_row(section) for section in sections],
        "notices": _notice_rows(notices),
        "holds": list(queries.standing_holds(tender)),
        "is_officer": by.has_role(*OFFICER),
        "is_reviewer": by.has_role(*REVIEWER),
        "may_draft": pending is None and "draft" in states,
        "may_amend": pending is None and "bidding" in states,
        "may_end": bool(states & {"bidding", "closed"}),
        "may_edit": not notices or (pending is not None and pending.state == "draft" and pending.version == 1),
        "is_public": any(notice.published_at for notice in notices),
    }
    return render(request, "buyer/tender.html", context)


@for_roles(*OFFICER)
def new_tender(request: HttpRequest) -> HttpResponse:
    """This will enter a tender project under a submitted investment project."""
    by = actor_of_request(request)
    ready = list(projects.ready_for_tender(by))
    chosen = next((row for row in ready if row.code == request.GET.get("project")), ready[0] if ready else None)
    initial: dict[str, Any] = {"procedure": "open", "must_tender": "yes"}
    if chosen is not None:
        initial |= {"name": chosen.name, "kind": chosen.kind, "place": chosen.region}
    form = _tender_form(request, initial)
    if chosen is not None and form.is_valid():
        try:
            tender = actions.create_tender(chosen, typed=form.typed(), by=by, at=clock.now())
        except NotValid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, word(Text(f"项目编号 {tender.code}。", f"The tender's code is {tender.code}.")))
            return redirect("buyer:new_section", tender.code)
    context = {"form": form, "project": chosen, "ready": ready}
    return render(request, "buyer/tender_form.html", context, status=422 if form.errors else 200)


@for_roles(*OFFICER)
def edit_tender(request: HttpRequest, code: str) -> HttpResponse:
    """This will change a tender project of which nothing is published."""
    tender = own_tender(request, code)
    form = _tender_form(request, _initial(tender))
    if form.is_valid():
        try:
            actions.edit_tender(tender, typed=form.typed(), by=actor_of_request(request), at=clock.now())
        except NotValid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, word(Text("已保存。", "Saved.")))
            return redirect("buyer:tender", code)
    context = {"form": form, "project": tender.project, "tender": tender}
    return render(request, "buyer/tender_form.html", context, status=422 if form.errors else 200)


@for_roles(*OFFICER)
@require_POST
def delete_tender(request: HttpRequest, code: str) -> HttpResponse:
    """This will delete a draft tender project without a notice."""
    actions.delete_tender(own_tender(request, code), by=actor_of_request(request), at=clock.now())
    messages.success(request, word(Text("草稿已删除。", "The draft was deleted.")))
    return redirect("buyer:desk")


@for_roles(*OFFICER)
def new_section(request: HttpRequest, code: str) -> HttpResponse:
    """This will add a section."""
    tender = own_tender(request, code)
    numbers = [int(number) for number in tender.sections.values_list("number", flat=True)]
    form = SectionForm(request.POST or None, initial={"number": str(max(numbers, default=0) + 1)})
    if form.is_valid():
        try:
            actions.add_section(tender, typed=form.typed(), by=actor_of_request(request), at=clock.now())
        except NotValid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, word(Text("标段已添加。", "The section was added.")))
            return redirect("buyer:tender", code)
    return render(
        request, "buyer/section_form.html", {"form": form, "tender": tender}, status=422 if form.errors else 200
    )


@for_roles(*OFFICER)
def edit_section(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will change a draft section."""
    tender, by = own_tender(request, code), actor_of_request(request)
    section = queries.section_for(code, number, asker=by)
    form = SectionForm(request.POST or None, initial={name: getattr(section, name) for name in SectionForm.base_fields})
    if form.is_valid():
        try:
            actions.edit_section(section, typed=form.typed(section), by=by, at=clock.now())
        except NotValid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, word(Text("已保存。", "Saved.")))
            return redirect("buyer:tender", code)
    context = {"form": form, "tender": tender, "section": section}
    return render(request, "buyer/section_form.html", context, status=422 if form.errors else 200)


@for_roles(*OFFICER)
@require_POST
def delete_section(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will delete a draft section."""
    by = actor_of_request(request)
    own_tender(request, code)
    actions.delete_section(queries.section_for(code, number, asker=by), by=by, at=clock.now())
    messages.success(request, word(Text("标段已删除。", "The section was deleted.")))
    return redirect("buyer:tender", code)


def _tender_form(request: HttpRequest, initial: dict[str, Any]) -> TenderForm:
    offered = {
        kind: [(row.pk, row.name) for row in queries.organisations_of_kind(kind)] for kind in ("supervisor", "agency")
    }
    return TenderForm(
        request.POST or None, initial=initial, supervisors=offered["supervisor"], agencies=offered["agency"]
    )


def _initial(tender: "Tender") -> dict[str, Any]:
    return {
        "name": tender.name,
        "kind": tender.kind,
        "procedure": tender.procedure,
        "must_tender": "yes" if tender.must_tender else "no",
        "place": tender.place,
        "supervisor": tender.supervisor_id or "",
        "agency": tender.agency_id or "",
    }


def _section_row(section: "Section") -> SectionRow:
    label = SECTION.state(section.state).label
    method = EVALUATION_METHODS.get(section.evaluation_method, Text("—", "—"))
    later = section.state in LATER
    has_record = later or section.state in ("opened", "recorded")
    return SectionRow(section, CHIPS.get(section.state, "ok"), label, method, has_record, later)


def _notice_rows(notices: list["Notice"]) -> list[NoticeRow]:
    names = names_of([one for notice in notices for one in (notice.prepared_by, notice.reviewed_by) if one])
    return [
        NoticeRow(
            notice,
            NOTICE_CHIPS[notice.state],
            NOTICE.state(notice.state).label,
            names.get(notice.prepared_by, ""),
            names.get(notice.reviewed_by, ""),
        )
        for notice in notices
    ]
