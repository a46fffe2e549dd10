"""Activities: lists, one of them, who was expected and who came, material, thoughts, the self-test's result."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import Count, Q, QuerySet

from qinglian.domain.education import study_refusals
from qinglian.domain.education.activity_policy import (
    may_keep_study,
    may_plan_activity,
    may_read_study,
    may_run_activity,
)
from qinglian.domain.education.audience import is_audience
from qinglian.domain.education.models import Activity, Attendance, Commitment, Expected, Material, Question, SelfTest
from qinglian.domain.people.queries import roll_entry_of
from qinglian.domain.people.share import Share
from qinglian.law.actor import Actor
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record import blobs

HAPPENED = ("held", "closed")


@dataclass(frozen=True)
class Presence:
    """One person expected at an activity: section and branch as they were, and how the person took part ("" when not)."""

    person: str
    name: str
    department: str
    branch: str
    how: str
    at: datetime | None


@dataclass(frozen=True)
class QuestionResult:
    """How many of those who answered were right at one question."""

    words: str
    share: Share


@dataclass(frozen=True)
class TestResult:
    """What an activity's self-test shows to all: n, the share of right answers, the mean usefulness in tenths. Empty below the least n."""

    n: int
    least: int
    right: Share
    usefulness_tenths: int
    questions: tuple[QuestionResult, ...]

    @property
    def is_shown(self) -> bool:
        """Whether enough people answered for nobody to be recognised."""
        return self.n >= self.least


def activities_for(asker: Actor, *, year: int | None = None, kind: str = "", state: str = "") -> QuerySet[Activity]:
    """This will list activities, the newest first, with how many were expected and came (NotAllowed for strangers).

    `state` is one of the lifecycle's, or "happened": held, whether filed yet or not.
    """
    require_reader(asker)
    rows = Activity.objects.select_related("organiser", "speaker").order_by("-held_at", "-pk")
    rows = rows.annotate(
        expected_count=Count("expected", distinct=True), attended_count=Count("attendances", distinct=True)
    )
    rows = rows.filter(held_at__year=year) if year else rows
    rows = rows.filter(kind=kind) if kind else rows
    return rows.filter(state__in=HAPPENED if state == "happened" else (state,)) if state else rows


def activity_for(number: int, *, asker: Actor) -> Activity:
    """This will return one activity (NotFound when there is none or it is not the asker's to see)."""
    rows = Activity.objects.select_related("organiser", "speaker", "film", "case", "venue", "series")
    found = rows.filter(pk=number).first() if may_read_study(asker) else None
    if found is None:
        raise study_refusals.no_such(Text("场活动", "activity"))
    return found


def runs_activity(activity: Activity, *, asker: Actor) -> bool:
    """This will say whether the asker runs this activity."""
    return may_run_activity(asker, organiser=activity.organiser_id)


def branch_that_plans(asker: Actor) -> str | None:
    """This will return "" for who plans everything, a branch for its secretary, None for who plans nothing."""
    if may_keep_study(asker):
        return ""
    entry = roll_entry_of(asker.id)
    own = entry.branch if entry is not None and "branch_secretary" in entry.standings else ""
    return own if may_plan_activity(asker, secretary_of=own, audience="branch", audience_of=own) else None


def presence_of(activity: Activity, *, asker: Actor) -> list[Presence]:
    """This will list who was expected and how each took part, who is missing first."""
    require_reader(asker)
    came = {row.person_id: row for row in Attendance.objects.filter(activity=activity)}
    rows = Expected.objects.filter(activity=activity).select_related("person").order_by("department", "person__name")
    found = [
        Presence(
            row.person_id, row.person.name, row.department, row.branch,
            came[row.person_id].how if row.person_id in came else "", came[row.person_id].at if row.person_id in came else None,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: bool(one.how))


def attended_count(activity: Activity, *, asker: Actor) -> Share:
    """This will count who came of who was expected, in two small queries."""
    require_reader(asker)
    return Share(activity.attendances.count(), activity.expected.count())


def lately_signed_in(activity: Activity, *, asker: Actor, most: int = 8) -> list[Attendance]:
    """This will list who signed in last, newest first."""
    require_reader(asker)
    return list(activity.attendances.select_related("person").order_by("-at", "-pk")[:most])


def asked_to_come(asker: Actor) -> list[Activity]:
    """This will list planned and open activities whose audience the asker belongs to by the roll of now, the next first."""
    entry = roll_entry_of(asker.id)
    if entry is None:
        return []
    rows = Activity.objects.filter(Q(state="open") | Q(state="planned")).order_by("held_at", "pk")
    signed = set(Attendance.objects.filter(person_id=asker.id, activity__in=rows).values_list("activity_id", flat=True))
    return [row for row in rows if row.pk not in signed and is_audience(row, entry)]


def attended_by(asker: Actor, *, year: int) -> list[tuple[Activity, bool]]:
    """This will list the activities of a year at which the asker was expected, newest first, and whether the asker took part."""
    rows = Expected.objects.filter(person_id=asker.id, activity__held_at__year=year, activity__state__in=HAPPENED)
    seats = list(rows.select_related("activity").order_by("-activity__held_at", "-pk")[:200])
    came = set(Attendance.objects.filter(person_id=asker.id).values_list("activity_id", flat=True))
    return [(row.activity, row.activity_id in came) for row in seats]


def material_file(activity: Activity, sha256: str, *, asker: Actor) -> tuple[Material, Path]:
    """This will return a file of an activity and where it lies (NotFound when there is none)."""
    require_reader(asker)
    found = activity.material.filter(sha256=sha256).first()
    if found is None:
        raise study_refusals.no_such(Text("份材料", "file"))
    return found, blobs.path_of(found.sha256)


def commitment_for(number: int, *, asker: Actor) -> Commitment:
    """This will return one commitment (NotFound when there is none or it is not the asker's to see)."""
    rows = Commitment.objects.select_related("person", "activity", "activity__case")
    found = rows.filter(pk=number).first() if may_read_study(asker) else None
    if found is None:
        raise study_refusals.no_such(Text("条承诺", "commitment"))
    return found


# ---- the self-test ----


def questions_of(activity: Activity, *, asker: Actor) -> list[Question]:
    """This will list an activity's questions in their order."""
    require_reader(asker)
    return list(activity.questions.order_by("order"))


def own_self_test(activity: Activity, *, asker: Actor) -> SelfTest | None:
    """This will return the asker's own answers, and never anybody else's."""
    return SelfTest.objects.filter(activity=activity, person_id=asker.id).first()


def may_take_self_test(activity: Activity, *, asker: Actor) -> bool:
    """This will say whether the asker took part and there is a test that was not taken."""
    took_part = activity.attendances.filter(person_id=asker.id).exists()
    return took_part and activity.questions.exists() and own_self_test(activity, asker=asker) is None


def test_result(activity: Activity, *, asker: Actor, on: datetime) -> TestResult:
    """This will sum up the learners' answers in whole groups of rulebook study_test_least, in the order in which they were given.

    Below the first group only n is told; who looks before and after one more answer sees no difference: nobody is to be recognised.
    """
    require_reader(asker)
    questions = list(activity.questions.order_by("order"))
    every = (
        SelfTest.objects.filter(activity=activity).order_by("pk").values_list("choices", "right_count", "usefulness")
    )
    least, count = rule("study_test_least", on=on.date()).number(), len(every)
    if count < least:
        return TestResult(count, least, Share(0, 0), 0, ())
    n = count - count % least
    taken = list(every[:n])
    rows = tuple(
        QuestionResult(one.words, Share(sum(choices[index] == one.right for choices, _, _ in taken), n))
        for index, one in enumerate(questions)
    )
    right = Share(sum(count for _, count, _ in taken), n * len(questions))
    return TestResult(n, least, right, round(10 * sum(useful for _, _, useful in taken) / n), rows)


def require_reader(asker: Actor) -> None:
    """This will refuse whoever does not work at the centre or supervise it."""
    if not may_read_study(asker):
        raise study_refusals.only_readers()
