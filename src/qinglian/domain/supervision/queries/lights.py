"""The lights of the risk points: from warnings that are not closed, and for manual points from the last check."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, QuerySet

from qinglian.domain.integrity.catalogue import POINTS
from qinglian.domain.integrity.catalogue.point import RiskPoint
from qinglian.domain.supervision import refusals
from qinglian.domain.supervision.inspecting import is_check_fresh
from qinglian.domain.supervision.models import LightChange, PointCheck, RiskWarning, WatchRun
from qinglian.domain.supervision.policy import may_see_wall
from qinglian.law.actor import Actor
from qinglian.law.rulebook import rule
from qinglian.record.clock import CHINA

OF_OUTCOME = {"sound": "checked", "attention": "yellow", "alarm": "red"}


@dataclass(frozen=True)
class Tile:
    """One point on the wall: its light (green yellow red; of a manual point checked or overdue), how many warnings stand, when it was last looked at."""

    point: RiskPoint
    light: str
    open: int
    looked_at: datetime | None
    failure: str


@dataclass(frozen=True)
class LightHistory:
    """A change of a light."""

    light: str
    at: datetime


def tiles_for(asker: Actor, *, at: datetime) -> list[Tile]:
    """This will list the 56 tiles (NotAllowed for strangers). Four queries, whatever the number of warnings."""
    if not may_see_wall(asker):
        raise refusals.not_yours()
    counted = _open_by_level()
    runs = {run.watch: run for run in WatchRun.objects.all()}
    checks = _last_checks()
    return [_tile(point, counted, runs, checks, at=at) for point in POINTS]


def history_of(point: str, *, asker: Actor) -> list[LightHistory]:
    """This will list a point's changes of light, newest first."""
    if not may_see_wall(asker):
        raise refusals.not_yours()
    return [
        LightHistory(row.light, row.at) for row in LightChange.objects.filter(point=point).order_by("-at", "-pk")[:100]
    ]


def light_of(point: str) -> str:
    """This will return the light that the point's standing warnings make."""
    levels = set(_standing().filter(point=point).values_list("level", flat=True))
    return "red" if "red" in levels else "yellow" if "yellow" in levels else "green"


def lights_noted(points: Iterable[str]) -> dict[str, str]:
    """This will return each point's light as it was last noted."""
    newest = LightChange.objects.filter(point__in=list(points)).values("point").annotate(last=Max("pk"))
    return dict(LightChange.objects.filter(pk__in=[row["last"] for row in newest]).values_list("point", "light"))


def _standing() -> QuerySet[RiskWarning]:
    """A warning makes a light while it is not closed and what it found is not over."""
    return RiskWarning.objects.exclude(state="closed").filter(ended_at=None)


def _open_by_level() -> dict[tuple[str, str], int]:
    rows = _standing().values("point", "level").annotate(count=Count("pk"))
    return {(row["point"], row["level"]): row["count"] for row in rows}


def _last_checks() -> dict[str, PointCheck]:
    newest = PointCheck.objects.values("point").annotate(last=Max("pk"))
    return {row.point: row for row in PointCheck.objects.filter(pk__in=[one["last"] for one in newest])}


def _tile(
    point: RiskPoint, counted: dict[tuple[str, str], int], runs: dict[str, WatchRun], checks: dict[str, PointCheck], *, at: datetime
) -> Tile:  # fmt: skip
    red, yellow = counted.get((point.code, "red"), 0), counted.get((point.code, "yellow"), 0)
    if point.measure.is_live:
        run = runs.get(point.measure.watch)
        light = "red" if red else "yellow" if yellow else "green" if run else "waiting"
        return Tile(point, light, red + yellow, run.ran_at if run else None, run.failure if run else "")
    check = checks.get(point.code)
    checked_on, today = check.at.astimezone(CHINA).date() if check else None, at.astimezone(CHINA).date()
    is_late = not is_check_fresh(checked_on, days=point.measure.every_days, on=today)
    return Tile(point, "overdue" if is_late else OF_OUTCOME[check.outcome], 0, check.at if check else None, "")  # type: ignore[union-attr]


def are_watches_due(at: datetime) -> bool:
    """This will say whether the rulebook's minutes have passed since the watches last ran."""
    last = WatchRun.objects.aggregate(last=Max("ran_at"))["last"]
    minutes = rule("watch_minutes", on=at.astimezone(CHINA).date()).number()
    return last is None or at - last >= timedelta(minutes=minutes)
