"""Which key posts were checked in a period, and the assessment of sections from what the records hold."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Case, When

from qinglian.domain.integrity.catalogue import BY_CODE, POINTS
from qinglian.domain.integrity.models import Finding, Inspection, Rectification
from qinglian.domain.integrity.queries import require_inspection_reader
from qinglian.domain.people.as_of import had
from qinglian.domain.people.establishment import DEPARTMENTS, WORK_POST_BY_CODE, WorkPost
from qinglian.domain.people.models import RollEntry
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.domain.people.refusing import not_valid, not_yours
from qinglian.domain.supervision.assessing import Assessed, ranked, score_of
from qinglian.domain.supervision.inspecting import days_of, is_check_fresh
from qinglian.domain.supervision.models import PointCheck, RiskWarning
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.clock import CHINA

_OPEN = ("ordered", "returned")
_LIGHT = {"attention": "yellow", "alarm": "red"}


@dataclass(frozen=True)
class PostChecked:
    """A key post in a period: its checks that were held, and those that are planned."""

    post: WorkPost
    held: list[Inspection]
    planned: list[Inspection]


def posts_checked(asker: Actor, *, period: str, on: date | None = None) -> list[PostChecked]:
    """This will list the key posts with their checks of a period as they stood at the end of a day (None: now), those without any held
    first. Two queries. NotValid for what is no period."""
    require_inspection_reader(asker)
    _days(period)
    return key_posts_in(period, on=on)


def key_posts_in(period: str, *, on: date | None = None) -> list[PostChecked]:
    """This will list the key posts with their checks of a period, for figures and pages that were allowed."""
    rows = Inspection.objects.filter(kind="periodic", period=period).exclude(state="called_off")
    held = Case(When(had("held_at", on=on), then=True), default=False)
    checks = list(rows.annotate(was_held=held).order_by("planned_at", "pk"))
    found = [
        PostChecked(
            post,
            [row for row in checks if row.subject == post.code and row.was_held],
            [row for row in checks if row.subject == post.code and not row.was_held],
        )
        for post in key_posts()
    ]
    return sorted(found, key=lambda one: bool(one.held))


def key_posts() -> list[WorkPost]:
    """This will list the posts whose holders are on the roll as holders of key posts, in the order of the establishment."""
    rows = RollEntry.objects.filter(until_at=None).values_list("work_post", "standings")
    held = {post for post, standings in rows if "key_post" in standings}
    return [post for code, post in WORK_POST_BY_CODE.items() if code in held]


def assessment_of(period: str, *, asker: Actor, at: datetime) -> list[Assessed]:
    """This will assess every section for a period from findings, corrections, risk points and checks, the best first. Six queries.

    The centre's staff and supervisors see it. NotValid for what is no period.
    """
    if not asker.has_role("supervisor", *CENTRE_ROLES):
        raise not_yours(Text("监督人员和中心工作人员", "supervisors and the centre's staff"), rule="inspection_readers")
    first, last = _days(period)
    begin = datetime.combine(first, time(), CHINA)
    end = min(datetime.combine(last + timedelta(days=1), time(), CHINA), at)
    told_by_others = Finding.objects.filter(found_at__gte=begin, found_at__lt=end, is_private=False)
    findings = Counter(told_by_others.values_list("department", "severity"))
    overdue = Counter(
        Rectification.objects.filter(
            state__in=_OPEN, due_on__gte=first, due_on__lt=end.astimezone(CHINA).date()
        ).values_list("finding__department", flat=True)
    )
    lights = _lights(begin, end)
    unchecked = _unchecked(end)
    held = Counter(Inspection.objects.filter(held_at__gte=begin, held_at__lt=end).values_list("department", flat=True))
    rows = []
    for department in DEPARTMENTS:
        code = department.code
        counts = {severity: findings[code, severity] for severity in ("minor", "serious", "grave")}
        counts |= {"overdue": overdue[code], "red": lights[code, "red"], "yellow": lights[code, "yellow"]}
        counts["unchecked"] = unchecked[code]
        points = sum(point.department == code for point in POINTS)
        rows.append(Assessed(code, counts, held[code], points, score_of(counts, on=first)))
    return ranked(rows)


def _days(period: str) -> tuple[date, date]:
    try:
        return days_of(period)
    except (ValueError, KeyError):
        raise not_valid(
            "period",
            Text("没有这个评估期。", "There is no such period."),
            Text("请写成 2026-H2。", "Write it as 2026-H2."),
            rule="check_period_months",
        ) from None


def _lights(begin: datetime, end: datetime) -> Counter[tuple[str, str]]:
    """How many points of each section were red, and how many yellow at worst: by the watches' warnings and by people's checks."""
    warnings = RiskWarning.objects.filter(opened_at__gte=begin, opened_at__lt=end).values_list("point", "level")
    checks = PointCheck.objects.filter(at__gte=begin, at__lt=end, outcome__in=_LIGHT).values_list("point", "outcome")
    levels: Iterable[tuple[str, str]] = {*warnings, *((point, _LIGHT[outcome]) for point, outcome in checks)}
    reds = {point for point, level in levels if level == "red"}
    yellows = {point for point, level in levels if level == "yellow"} - reds
    return Counter(
        [(BY_CODE[p].department, "red") for p in reds] + [(BY_CODE[p].department, "yellow") for p in yellows]
    )


def _unchecked(end: datetime) -> Counter[str]:
    """How many manual points of each section had no check within their days at that moment."""
    last: dict[str, date] = {}
    for point, moment in PointCheck.objects.filter(at__lt=end).order_by("at").values_list("point", "at"):
        last[point] = moment.astimezone(CHINA).date()
    on = (end - timedelta(microseconds=1)).astimezone(CHINA).date()
    return Counter(
        point.department
        for point in POINTS
        if not point.measure.is_live
        if not is_check_fresh(last.get(point.code), days=point.measure.every_days, on=on)
    )
