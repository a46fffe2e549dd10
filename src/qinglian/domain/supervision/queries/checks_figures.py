"""The figures of checks for the dashboard: weekly inspections, checks of key posts, corrections. Counted from records."""

from datetime import date

from django.db.models import Count, Q

from qinglian.domain.integrity.checklist_policy import may_read_private
from qinglian.domain.integrity.models import Rectification
from qinglian.domain.people.as_of import end_of, had, late_on
from qinglian.domain.people.figure import Figure
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.domain.supervision.inspecting import check_period
from qinglian.domain.supervision.queries.checks import key_posts_in
from qinglian.domain.supervision.queries.weeks import DUE, weeks_until
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.clock import CHINA


def checks_figures(asker: Actor, *, on: date) -> list[Figure]:
    """This will count, for the year of `on` and as it stood at its end: weeks inspected, key posts checked in the half-year, findings
    corrected. Six queries; none for strangers."""
    return [_weeks(on), _posts(on), _corrections(asker, on)] if asker.has_role("supervisor", *CENTRE_ROLES) else []


def _weeks(on: date) -> Figure:
    due = [week for week in weeks_until(end_of(on)) if week.monday.year == on.year and week.status in DUE]
    held, label, unit = (
        sum(week.status == "held" for week in due),
        Text("每周纪律抽查", "Weekly inspections"),
        Text("周", "weeks"),
    )
    query = f"year={on.year}&state=due"
    return Figure(
        "weekly_inspections", "promote", label, unit, held, len(due), len(due) - held, "supervisor_inspections", query
    )


def _posts(on: date) -> Figure:
    posts, period = key_posts_in(check_period(on), on=on), check_period(on)
    late = [
        row
        for row in posts
        if not row.held and any(one.planned_at.astimezone(CHINA).date() < on for one in row.planned)
    ]
    label, unit = Text("重点岗位定期检查", "Key posts checked"), Text("个岗位", "posts")
    done = sum(bool(row.held) for row in posts)
    return Figure(
        "periodic_checks", "secure", label, unit, done, len(posts), len(late), "supervisor_checks", f"period={period}"
    )


def _corrections(asker: Actor, on: date) -> Figure:
    waits = Q(state__in=("handed_in", "closed")) & had("handed_in_at", on=on)  # with who checks it again: not late
    rows = Rectification.objects.filter(had("ordered_at", on=on), ordered_at__year=on.year)
    rows = rows if may_read_private(asker) else rows.filter(finding__is_private=False)
    told = rows.aggregate(
        due=Count("pk"), done=Count("pk", filter=had("closed_at", on=on)), late=Count("pk", filter=late_on(on, done="closed_at") & ~waits)
    )  # fmt: skip
    label, unit, query = Text("问题整改销号", "Findings corrected"), Text("件", "findings"), f"year={on.year}"
    return Figure(
        "rectifications",
        "secure",
        label,
        unit,
        told["done"],
        told["due"],
        told["late"],
        "supervisor_rectifications",
        query,
    )
