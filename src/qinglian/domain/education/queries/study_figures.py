"""The figures of study and education for the leadership's dashboard: counted in the database, each with the page that lists the same."""

from datetime import date

from django.db.models import Count

from qinglian.domain.education.activity_kinds import ACTIVITY_KINDS, STUDY_TYPES
from qinglian.domain.education.queries.activities import require_reader
from qinglian.domain.education.queries.boards import LECTURERS, directives_counted, lectures_given
from qinglian.domain.education.queries.coverage import branches_discussing, happened_in, seats_in, visitors_in
from qinglian.domain.people.establishment import BRANCHES
from qinglian.domain.people.figure import Figure
from qinglian.domain.people.models import RollEntry
from qinglian.domain.people.queries import duty_figures
from qinglian.law.actor import Actor
from qinglian.law.text import Text

TIMES, PERSONS, ITEMS, FORMS = Text("次", "times"), Text("人", "people"), Text("件", "items"), Text("种", "forms")
PER_CENT_OF = Text("人次", "attendances")
Roll = list[tuple[str, list[str]]]  # who is on the roll now, with the standings


def study_figures(asker: Actor, *, on: date) -> list[Figure]:
    """This will return the figures of the year of `on` as they stood at its end. Eight queries, whatever the year held."""
    require_reader(asker)
    roll = list(RollEntry.objects.filter(until_at=None).values_list("person_id", "standings"))
    return [*_sessions(on), *_owed(asker, roll, on=on), *_covered(roll, on=on)]


def _sessions(on: date) -> list[Figure]:
    rows = happened_in(on.year, on=on).values("kind").order_by().annotate(n=Count("pk"))
    held = {row["kind"]: row["n"] for row in rows}
    study, seats = sum(kind in held for kind in STUDY_TYPES), seats_in(on.year, on=on)
    here = f"year={on.year}"
    return [
        Figure("study_types", "learn", Text("四类学习", "Types of study"), FORMS, study, len(STUDY_TYPES), 0, "centre_study", here, part="types"),
        Figure("study_attendance", "learn", Text("学习教育参加率", "Attendance"), PER_CENT_OF, seats.done, seats.due, 0, "centre_study_coverage", here, part="attendance"),
        Figure("study_sessions", "learn", Text("学习教育活动", "Activities"), TIMES, sum(held.values()), 0, 0, "centre_study", f"{here}&state=happened"),
        Figure("study_forms", "learn", Text("用到的形式", "Forms used"), FORMS, len(held), len(ACTIVITY_KINDS), 0, "centre_study_coverage", here, part="forms"),
        Figure("reading_sessions", "build", Text("读书分享会", "Reading sessions"), TIMES, held.get("reading", 0), 0, 0, "centre_study", f"{here}&kind=reading&state=happened"),
    ]  # fmt: skip


def _owed(asker: Actor, roll: Roll, *, on: date) -> list[Figure]:
    directives, spoke, here = directives_counted(on), lectures_given(on.year, on=on), f"year={on.year}"
    lecturers = [person for person, standings in roll if set(LECTURERS) & set(standings)]
    given = sum(person in spoke for person in lecturers)
    return [
        Figure("directives", "learn", Text("上级部署跟进学习", "Directives studied"), ITEMS, *directives, "centre_study_directives", here),
        Figure("lectures", "learn", Text("书记讲廉政党课", "Secretaries' lectures"), PERSONS, given, len(lecturers), 0, "centre_study_lectures", here),
        *duty_figures(
            ("reflections", "reflection", Text("心得体会", "Reflections"), PERSONS),
            ("commitments", "commitment", Text("整改承诺兑现", "Commitments kept"), ITEMS),
            asker=asker, on=on,
        ),
    ]  # fmt: skip


def _covered(roll: Roll, *, on: date) -> list[Figure]:
    came = visitors_in(on.year, on=on)
    visited = sum(person in came for person, _ in roll)
    page, here = "centre_study_coverage", f"year={on.year}"
    return [
        Figure("visits", "learn", Text("参观警示教育基地", "Visits to a warning base"), PERSONS, visited, len(roll), 0, page, here, part="visits"),
        Figure("discussions", "learn", Text("支部以案促改讨论", "Branches' case discussions"), Text("个支部", "branches"), len(branches_discussing(on.year, on=on)), len(BRANCHES), 0, page, here, part="discussions"),
    ]  # fmt: skip
