"""The figures of checks for the dashboard: weekly inspections, checks of key posts, corrections. Counted from records."""

from datetime import date, datetime, time

from django.db.models import Count, Q

from qinglian.domain.integrity.models import Rectification
from qinglian.domain.people.figure import Figure
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.domain.supervision.inspecting import check_period
from qinglian.domain.supervision.queries.checks import key_posts_in
from qinglian.domain.supervision.queries.weeks import weeks_until
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.clock import CHINA


def checks_figures(asker: Actor, *, on: date) -> list[Figure]:
    """This will count, for the year of `on`: weeks inspected, key posts checked in the half-year, findings corrected. Five queries; none for strangers."""
    if not asker.has_role("supervisor", *CENTRE_ROLES):
        return []
    weeks = [week for week in weeks_until(datetime.combine(on, time(23, 59), CHINA)) if week.monday.year == on.year]
    due = [week for week in weeks if week.status in ("held", "missed", "uncovered")]
    posts = key_posts_in(check_period(on))
    told = Rectification.objects.filter(ordered_at__year=on.year).aggregate(
        due=Count("pk"),
        done=Count("pk", filter=Q(state="closed")),
        overdue=Count("pk", filter=Q(state__in=("ordered", "returned"), due_on__lt=on)),
    )
    late = sum(
        any(one.planned_at.astimezone(CHINA).date() < on for one in row.planned) and not row.held for row in posts
    )
    return [
        Figure(
            "weekly_inspections", "promote", Text("每周纪律抽查", "Weekly inspections"), Text("周", "weeks"),
            sum(week.status == "held" for week in due), len(due), sum(week.status != "held" for week in due), "supervisor_inspections",
        ),
        Figure(
            "periodic_checks", "secure", Text("重点岗位定期检查", "Key posts checked"), Text("个岗位", "posts"),
            sum(bool(row.held) for row in posts), len(posts), late, "supervisor_checks",
        ),
        Figure(
            "rectifications", "secure", Text("问题整改销号", "Findings corrected"), Text("件", "findings"),
            told["done"], told["due"], told["overdue"], "supervisor_rectifications",
        ),
    ]  # fmt: skip
