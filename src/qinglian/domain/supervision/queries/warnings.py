"""Warnings, as supervisors and the centre's staff see them."""

from django.db.models import QuerySet

from qinglian.domain.integrity.catalogue import BY_STEP, POINTS
from qinglian.domain.people.queries import roll_entry_of
from qinglian.domain.supervision import refusals
from qinglian.domain.supervision.lifecycle import WARNING
from qinglian.domain.supervision.models import PointCheck, RiskWarning
from qinglian.domain.supervision.policy import may_see_wall
from qinglian.law.actor import Actor
from qinglian.record.models import Fact


def warnings_for(
    asker: Actor, *, point: str = "", step: str = "", state: str = "", year: int | None = None
) -> QuerySet[RiskWarning]:
    """This will list warnings (opened in a year), the gravest and earliest due first; `state` "standing" leaves the closed ones out (NotAllowed for strangers)."""
    if not may_see_wall(asker):
        raise refusals.not_yours()
    rows = RiskWarning.objects.all()
    if point:
        rows = rows.filter(point=point)
    if step:
        rows = rows.filter(point__in=[one.code for one in BY_STEP.get(step, ())])
    if state == "standing":
        rows = rows.exclude(state="closed")
    if year:
        rows = rows.filter(opened_at__year=year)
    return rows.order_by("level", "due_at", "pk")


def warning_for(pk: int, *, asker: Actor) -> RiskWarning:
    """This will return one warning (NotFound when there is none)."""
    found = warnings_for(asker).filter(pk=pk).first()
    if found is None:
        raise refusals.nothing_found()
    return found


def warnings_to_explain(asker: Actor) -> QuerySet[RiskWarning]:
    """This will list the warnings at points of the asker's own section that nobody has explained yet, earliest due first."""
    entry = roll_entry_of(asker.id)
    points = [point.code for point in POINTS if entry is not None and point.department == entry.department]
    may_explain = any(
        move.act == "explain_warning" and not asker.roles.isdisjoint(move.roles) for move in WARNING.moves
    )
    rows = RiskWarning.objects.filter(point__in=points if may_explain else [], state="open")
    return rows.order_by("due_at", "pk")


def evidence_of(warning: RiskWarning, *, asker: Actor) -> list[Fact]:
    """This will list the facts that a warning rests on, in the order of the log. A sealed fact shows its kind and moment and no more."""
    if not may_see_wall(asker):
        raise refusals.not_yours()
    return list(Fact.objects.filter(pk__in=warning.facts).only("id", "index", "kind", "at", "secrecy").order_by("pk"))


def checks_of(point: str, *, asker: Actor) -> list[PointCheck]:
    """This will list the checks of a point, newest first."""
    if not may_see_wall(asker):
        raise refusals.not_yours()
    return list(PointCheck.objects.filter(point=point).order_by("-at", "-pk")[:50])
