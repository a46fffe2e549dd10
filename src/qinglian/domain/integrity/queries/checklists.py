"""Inspections, findings and corrections, filtered for who asks."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from qinglian.domain.integrity.checklist_policy import may_inspect, may_read_inspections, may_read_private
from qinglian.domain.integrity.models import Finding, Inspection, Rectification
from qinglian.domain.integrity.queries.corrections import OPEN
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.domain.people.queries import roll_entry_of
from qinglian.domain.people.refusing import not_yours, unknown
from qinglian.law.actor import Actor
from qinglian.law.text import Text

UNTOLD = Q(kind="weekly", state="planned")
STATES: dict[str, Q] = {
    "": Q(),
    "open": Q(state__in=OPEN),
    "handed_in": Q(state="handed_in"),
    "closed": Q(state="closed"),
}


def inspections_for(asker: Actor, *, kind: str = "", period: str = "", state: str = "") -> QuerySet[Inspection]:
    """This will list checks, the latest planned first (NotAllowed for who does not read them).

    Who does not inspect learns a weekly inspection's lot once it was held: rule inspection_lot_hour tells it to inspectors alone.
    """
    require_inspection_reader(asker)
    wanted = {name: value for name, value in (("kind", kind), ("period", period), ("state", state)) if value}
    rows = Inspection.objects.filter(**wanted).select_related("checklist").order_by("-planned_at", "-pk")
    return rows if may_inspect(asker) else rows.exclude(UNTOLD)


def inspection_for(number: int, *, asker: Actor) -> Inspection:
    """This will return one check with its results (NotFound when there is none or it is not yours to see)."""
    found = Inspection.objects.filter(pk=number).select_related("checklist").prefetch_related("results").first()
    is_untold = found is not None and found.kind == "weekly" and found.state == "planned" and not may_inspect(asker)
    if found is None or is_untold or not may_read_inspections(asker):
        raise unknown(Text("次检查", "inspection"))
    return found


def findings_for(asker: Actor, *, source: str = "", department: str = "", year: int = 0) -> QuerySet[Finding]:
    """This will list findings, newest first, narrowed to what found them, a section or a year."""
    require_inspection_reader(asker)
    wanted: dict[str, Any] = {"source": source, "department": department, "year": year}
    rows = Finding.objects.filter(_told_to(asker), **{name: value for name, value in wanted.items() if value})
    return rows.select_related("rectification", "rectification__owner").order_by("-found_at", "-pk")


def finding_for(number: int, *, asker: Actor) -> Finding:
    """This will return one finding (NotFound when there is none or it is not yours to see)."""
    found = Finding.objects.filter(_told_to(asker), pk=number).select_related("rectification").first()
    if found is None or not may_read_inspections(asker):
        raise unknown(Text("个问题", "finding"))
    return found


def rectifications_for(
    asker: Actor, *, state: str = "", overdue_on: date | None = None, year: int | None = None
) -> QuerySet[Rectification]:
    """This will list corrections (ordered in a year), earliest due first: all for readers, otherwise the own ones. `state` is one of STATES."""
    rows = _seen_by(asker).filter(STATES.get(state, Q()))
    if overdue_on is not None:
        rows = rows.filter(state__in=OPEN, due_on__lt=overdue_on)
    rows = rows.filter(ordered_at__year=year) if year else rows
    return rows.order_by("due_on", "pk")


def rectification_for(number: int, *, asker: Actor) -> Rectification:
    """This will return one correction with its steps: for readers, its owner, the leader it was escalated to, the head of its section; a private one for discipline officers and the first two."""
    found = _seen_by(asker).filter(pk=number).prefetch_related("steps").first()
    if found is None:
        raise unknown(Text("张整改单", "order of correction"))
    return found


def _seen_by(asker: Actor) -> QuerySet[Rectification]:
    rows = Rectification.objects.select_related("finding", "owner", "escalated_to")
    if may_read_private(asker):
        return rows
    public = Q(finding__is_private=False)
    if may_read_inspections(asker):
        return rows.filter(public | Q(owner_id=asker.id) | Q(escalated_to_id=asker.id))
    if not asker.has_role(*CENTRE_ROLES):
        return rows.none()
    own = roll_entry_of(asker.id) if asker.has_role("section_head") else None
    section = public & Q(finding__department=own.department) if own else Q(pk__in=[])
    return rows.filter(Q(owner_id=asker.id) | section)


def _told_to(asker: Actor) -> Q:
    return Q() if may_read_private(asker) else Q(is_private=False)


def require_inspection_reader(asker: Actor) -> None:
    """This will raise NotAllowed unless the asker may see inspections and what they found."""
    if not may_read_inspections(asker):
        raise not_yours(
            Text("监督人员、纪检人员或者中心领导", "supervisors, discipline officers and leaders"),
            rule="inspection_readers",
        )
