"""What the risk wall tells the four pillars: points with their measures, manual checks, warnings, flows."""

from datetime import date

from django.db.models import Count, Max, Q

from qinglian.domain.integrity.catalogue import POINTS
from qinglian.domain.people.as_of import end_of, had, had_not
from qinglian.domain.people.figure import Figure
from qinglian.domain.supervision.flows import FLOWS
from qinglian.domain.supervision.inspecting import is_check_fresh
from qinglian.domain.supervision.models import PointCheck, RiskWarning
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.clock import CHINA


def wall_figures(_asker: Actor, *, on: date) -> list[Figure]:
    """This will count points and measures, manual points checked in their time, warnings of the year and flows. Two queries."""
    return [
        _points(),
        Figure("flows", "secure", Text("重点事项流程图", "Flow charts"), Text("张", "charts"), len(FLOWS), 0, 0, "supervisor_flows"),
        _checks(on),
        _warnings(on),
    ]  # fmt: skip


def checked_in_time(on: date) -> tuple[int, int]:
    """This will count the points that people check, and those of them whose last check was not too old on a day: checked, all. One query."""
    rows = PointCheck.objects.filter(had("at", on=on)).values("point").order_by().annotate(last=Max("at"))
    seen = {row["point"]: row["last"].astimezone(CHINA).date() for row in rows}
    manual = [point for point in POINTS if not point.measure.is_live]
    fresh = [is_check_fresh(seen.get(one.code), days=one.measure.every_days, on=on) for one in manual]
    return sum(fresh), len(manual)


def _points() -> Figure:
    with_measure = sum(bool(point.measure.what.zh and point.measure.who.zh) for point in POINTS)
    label, unit = Text("风险点有防控措施", "Risk points with a measure"), Text("个", "points")
    return Figure("points", "secure", label, unit, with_measure, len(POINTS), 0, "centre_compendium", part="measures")


def _checks(on: date) -> Figure:
    fresh, manual = checked_in_time(on)
    label, unit = Text("人工检查按期", "Manual checks in their time"), Text("个", "points")
    return Figure(
        "manual_checks", "secure", label, unit, fresh, manual, manual - fresh, "supervisor_wall", part="checks"
    )


def _warnings(on: date) -> Figure:
    open_then = had_not("closed_at", on=on)
    told = RiskWarning.objects.filter(had("opened_at", on=on), opened_at__year=on.year).aggregate(
        all=Count("pk"),
        standing=Count("pk", filter=open_then),
        late=Count("pk", filter=open_then & Q(due_at__lt=end_of(on))),
    )
    label, unit, query = Text("风险预警办结", "Warnings closed"), Text("件", "warnings"), f"all=1&year={on.year}"
    done = told["all"] - told["standing"]
    return Figure("warnings", "secure", label, unit, done, told["all"], told["late"], "supervisor_warnings", query)
