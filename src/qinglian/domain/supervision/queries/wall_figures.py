"""What the risk wall tells the four pillars: points with their measures, manual checks, warnings, flows."""

from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q

from qinglian.domain.integrity.catalogue import POINTS
from qinglian.domain.people.figure import Figure
from qinglian.domain.supervision.flows import FLOWS
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


def _points() -> Figure:
    with_measure = sum(bool(point.measure.what.zh and point.measure.who.zh) for point in POINTS)
    label, unit = Text("风险点有防控措施", "Risk points with a measure"), Text("个", "points")
    return Figure("points", "secure", label, unit, with_measure, len(POINTS), 0, "supervisor_wall")


def _checks(on: date) -> Figure:
    manual = [point for point in POINTS if not point.measure.is_live]
    seen: dict[str, datetime] = {}
    until = end_of(on)
    for row in PointCheck.objects.filter(at__lte=until).order_by("at"):
        seen[row.point] = row.at
    fresh = sum(
        point.code in seen and until - seen[point.code] <= timedelta(days=point.measure.every_days) for point in manual
    )
    label, unit = Text("人工检查按期", "Manual checks in their time"), Text("个", "points")
    return Figure("manual_checks", "secure", label, unit, fresh, len(manual), len(manual) - fresh, "supervisor_wall")


def _warnings(on: date) -> Figure:
    until, open_then = end_of(on), Q(closed_at=None) | Q(closed_at__gt=end_of(on))
    told = RiskWarning.objects.filter(opened_at__year=on.year, opened_at__lte=until).aggregate(
        all=Count("pk"),
        standing=Count("pk", filter=open_then),
        late=Count("pk", filter=open_then & Q(due_at__lt=until)),
    )
    label, unit = Text("风险预警办结", "Warnings closed"), Text("件", "warnings")
    done = told["all"] - told["standing"]
    return Figure("warnings", "secure", label, unit, done, told["all"], told["late"], "supervisor_warnings", "all=1")


def end_of(on: date) -> datetime:
    """This will return the last moment of a day in China."""
    return datetime.combine(on, time.max, tzinfo=CHINA)
