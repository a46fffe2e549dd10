"""The figures of study and education for the leadership's dashboard: computed from records, each with the page that lists them."""

from datetime import date

from django.db.models import Count, Q

from qinglian.domain.education.activity_kinds import STUDY_TYPES
from qinglian.domain.education.models import Activity, Directive
from qinglian.domain.education.queries.activities import require_reader
from qinglian.domain.education.queries.boards import lectures_for
from qinglian.domain.education.queries.coverage import YearCoverage, coverage_for, visit_coverage
from qinglian.domain.people.establishment import BRANCHES
from qinglian.domain.people.figure import Figure
from qinglian.domain.people.queries import Coverage, coverage_of
from qinglian.law.actor import Actor
from qinglian.law.text import Text

TIMES, PERSONS, ITEMS, FORMS = Text("次", "times"), Text("人", "people"), Text("件", "items"), Text("种", "forms")
PER_CENT_OF = Text("人次", "attendances")


def study_figures(asker: Actor, *, on: date) -> list[Figure]:
    """This will return the figures of the year of `on`, in a constant number of queries."""
    require_reader(asker)
    year = coverage_for(asker, year=on.year)
    return [*_sessions(year), *_owed(asker, on=on), *_covered(asker, year, on=on)]


def _sessions(year: YearCoverage) -> list[Figure]:
    study = [form for form in year.study if form.sessions]
    here = f"year={year.year}"
    return [
        Figure("study_types", "learn", Text("四类学习", "Types of study"), FORMS, len(study), len(STUDY_TYPES), 0, "centre_study_coverage", here),
        Figure("study_attendance", "learn", Text("学习教育参加率", "Attendance"), PER_CENT_OF, year.share.done, year.share.due, 0, "centre_study_coverage", here),
        Figure("study_sessions", "learn", Text("学习教育活动", "Activities"), TIMES, year.sessions, 0, 0, "centre_study", here),
        Figure("study_forms", "learn", Text("用到的形式", "Forms used"), FORMS, year.used, len(year.forms), 0, "centre_study_coverage", here),
        _sum(year, "reading", Figure("reading_sessions", "build", Text("读书分享会", "Reading sessions"), TIMES, 0, 0, 0, "centre_study", f"{here}&kind=reading")),
    ]  # fmt: skip


def _sum(year: YearCoverage, kind: str, figure: Figure) -> Figure:
    held = next(form.sessions for form in year.forms if form.kind.code == kind)
    return Figure(
        figure.code,
        figure.pillar,
        figure.label,
        figure.unit,
        held,
        0,
        0,
        figure.records,
        figure.query,
        figure.department,
    )


def _owed(asker: Actor, *, on: date) -> list[Figure]:
    told = Directive.objects.filter(issued_on__year=on.year).aggregate(
        due=Count("pk"), done=Count("pk", filter=Q(studied_at__isnull=False)), late=Count("pk", filter=Q(studied_at=None, due_on__lt=on))
    )  # fmt: skip
    lecturers = lectures_for(asker, year=on.year)
    given = sum(one.given is not None for one in lecturers)
    reflections = coverage_of(["reflection"], on=on, year=on.year)
    commitments = coverage_of(["commitment"], on=on, year=on.year)
    return [
        Figure("directives", "learn", Text("上级部署跟进学习", "Directives studied"), ITEMS, told["done"], told["due"], told["late"], "centre_study_directives"),
        Figure("lectures", "learn", Text("书记讲廉政党课", "Secretaries' lectures"), PERSONS, given, len(lecturers), 0, "centre_study_lectures", f"year={on.year}"),
        _duties("reflections", Text("心得体会", "Reflections"), PERSONS, reflections, "centre_study_films"),
        _duties("commitments", Text("整改承诺兑现", "Commitments kept"), ITEMS, commitments, "centre_study_cases"),
    ]  # fmt: skip


def _duties(code: str, label: Text, unit: Text, told: Coverage, records: str) -> Figure:
    return Figure(code, "learn", label, unit, told.done, told.due, told.overdue, records)


def _covered(asker: Actor, year: YearCoverage, *, on: date) -> list[Figure]:
    visit, _ = visit_coverage(asker, year=on.year)
    rows = Activity.objects.filter(case__isnull=False, audience="branch", state="closed", held_at__year=on.year)
    branches = rows.values("audience_of").distinct().count()
    here = f"year={year.year}"
    return [
        Figure("visits", "learn", Text("参观警示教育基地", "Visits to a warning base"), PERSONS, visit.done, visit.due, 0, "centre_study_coverage", here),
        Figure("discussions", "learn", Text("支部以案促改讨论", "Branches' case discussions"), Text("个支部", "branches"), branches, len(BRANCHES), 0, "centre_study_cases"),
    ]  # fmt: skip
