"""The inventory of culture positions and what is due for renewal."""

from datetime import date

from django.db.models import Count, F, FilteredRelation, Q, QuerySet

from qinglian.domain.education.culture_policy import STAFF, may_see_culture
from qinglian.domain.education.models import CulturePosition, PositionContent
from qinglian.domain.people.as_of import had, had_not
from qinglian.domain.people.figure import Figure
from qinglian.domain.people.refusing import not_yours, unknown
from qinglian.law.actor import Actor
from qinglian.law.text import Text


def positions_for(asker: Actor, *, on: date, area: str = "", standing: str = "") -> QuerySet[CulturePosition]:
    """This will list the inventory by renewal date, each with its present content's words, photo and days (NotAllowed for strangers).

    `standing` is "" (in use), "overdue" or "retired".
    """
    if not may_see_culture(asker):
        raise not_yours(STAFF, rule="positions_kept")
    rows = CulturePosition.objects.select_related("keeper").annotate(
        now=FilteredRelation("contents", condition=Q(contents__replaced_at=None)),
        words=F("now__words"), photo=F("now__photo"), renewed_on=F("now__renewed_on"), due_on=F("now__due_on"), content=F("now__id"),
    )  # fmt: skip
    rows = rows.filter(state="retired" if standing == "retired" else "in_use")
    rows = rows.filter(now__due_on__lt=on) if standing == "overdue" else rows
    rows = rows.filter(area=area) if area else rows
    return rows.order_by("due_on", "pk")


def position_for(number: int, *, asker: Actor) -> CulturePosition:
    """This will return one position with all that it showed, newest first (NotFound when there is none, or it is not yours to see)."""
    found = (
        CulturePosition.objects.select_related("keeper").filter(pk=number).first() if may_see_culture(asker) else None
    )
    if found is None:
        raise unknown(Text("处阵地", "position"))
    return found


def contents_of(position: CulturePosition, *, asker: Actor) -> list[PositionContent]:
    """This will list what a position showed, newest first."""
    return list(position_for(position.pk, asker=asker).contents.order_by("-renewed_on", "-pk"))


def content_for(number: int, *, asker: Actor) -> PositionContent:
    """This will return one content of a position (NotFound when there is none, or it is not yours to see)."""
    rows = PositionContent.objects.select_related("position")
    found = rows.filter(pk=number).first() if may_see_culture(asker) else None
    if found is None:
        raise unknown(Text("次更新", "renewal"))
    return found


def positions_figures(asker: Actor, *, on: date) -> list[Figure]:
    """This will tell how many positions in use showed, at the end of a day, what was not older than its renewal date. One query."""
    if not may_see_culture(asker):
        raise not_yours(STAFF, rule="positions_kept")
    rows = PositionContent.objects.filter(had("at", on=on), had_not("replaced_at", on=on), position__state="in_use")
    told = rows.aggregate(due=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on)))
    return [
        Figure("positions", "build", Text("文化阵地按期更新", "Culture positions renewed in time"), Text("处", "positions"), told["due"] - told["late"], told["due"], told["late"], "centre_positions"),
    ]  # fmt: skip
