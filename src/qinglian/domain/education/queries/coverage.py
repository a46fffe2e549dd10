"""Coverage of a year, from who was expected and who came: by person, branch, category and form. Six queries, whatever the year held."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet

from qinglian.domain.education.activity_kinds import (
    ACTIVITY_KINDS,
    CATEGORIES,
    KIND_BY_CODE,
    SERIES_KINDS,
    ActivityKind,
)
from qinglian.domain.education.models import Activity, Attendance, Expected, Series, SharedThought
from qinglian.domain.education.queries.activities import HAPPENED, require_reader
from qinglian.domain.people.as_of import had
from qinglian.domain.people.establishment import BRANCHES
from qinglian.domain.people.models import RollEntry
from qinglian.domain.people.share import Share
from qinglian.law.actor import Actor
from qinglian.law.text import Text


@dataclass(frozen=True)
class FormCoverage:
    """One form in a year: how often, with how many of those expected, which branches it reached, and how many thoughts were shared."""

    kind: ActivityKind
    sessions: int
    share: Share
    branches: tuple[Text, ...]
    thoughts: int


@dataclass(frozen=True)
class PersonCoverage:
    """One person in a year."""

    person: str
    name: str
    department: str
    branch: str
    share: Share
    study: Share


@dataclass(frozen=True)
class BranchCoverage:
    """One branch in a year, over all and by category."""

    code: str
    name: Text
    share: Share
    categories: tuple[tuple[Text, Share], ...]


@dataclass(frozen=True)
class YearCoverage:
    """A year's coverage from every side."""

    year: int
    sessions: int
    share: Share
    forms: tuple[FormCoverage, ...]
    categories: tuple[tuple[Text, int, Share], ...]
    branches: tuple[BranchCoverage, ...]
    people: tuple[PersonCoverage, ...]

    @property
    def used(self) -> int:
        """How many distinct forms were used."""
        return sum(form.sessions > 0 for form in self.forms)

    @property
    def unused(self) -> tuple[FormCoverage, ...]:
        """The forms that were not used this year."""
        return tuple(form for form in self.forms if not form.sessions)

    @property
    def study(self) -> tuple[FormCoverage, ...]:
        """The four types of study."""
        return tuple(form for form in self.forms if form.kind.category == "study")

    @property
    def study_used(self) -> int:
        """How many of the four types were held."""
        return sum(form.sessions > 0 for form in self.study)


@dataclass(frozen=True)
class Seat:
    """Somebody expected at an activity, and whether the person came."""

    kind: str
    person: str
    name: str
    department: str
    branch: str
    came: bool


@dataclass(frozen=True)
class SeriesKindCoverage:
    """One of the four kinds in a series: its sessions, and how many of the cadres due took part in at least one."""

    code: str
    label: Text
    sessions: int
    share: Share
    missing: tuple[str, ...]


def coverage_for(asker: Actor, *, year: int) -> YearCoverage:
    """This will compute a year's coverage from records (NotAllowed for strangers)."""
    require_reader(asker)
    held = happened_in(year)
    sessions = Counter(held.values_list("kind", flat=True))
    thoughts = Counter(SharedThought.objects.filter(activity__in=held).values_list("activity__kind", flat=True))
    seats = _seats(year)
    return YearCoverage(
        year=year,
        sessions=sum(sessions.values()),
        share=_share(seats),
        forms=tuple(_form(kind, sessions[kind.code], thoughts[kind.code], seats) for kind in ACTIVITY_KINDS),
        categories=tuple(_category(code, sessions, seats) for code in CATEGORIES),
        branches=tuple(_branch(branch.code, branch.name, seats) for branch in BRANCHES),
        people=_people(seats),
    )


def happened_in(year: int, *, on: date | None = None) -> QuerySet[Activity]:
    """This will list the activities of a year that had taken place by the end of a day (None: now), for figures and pages that were allowed."""
    return Activity.objects.filter(had("held_at", on=on), held_at__year=year, state__in=HAPPENED)


def seats_in(year: int, *, on: date) -> Share:
    """This will count who was expected at them, and of those who had taken part or caught up by the end of the day. One query."""
    came = Attendance.objects.filter(had("at", on=on), activity=OuterRef("activity"), person=OuterRef("person"))
    rows = Expected.objects.filter(activity__in=happened_in(year, on=on))
    told = rows.aggregate(due=Count("pk"), done=Count("pk", filter=Exists(came)))
    return Share(told["done"], told["due"])


def visitors_in(year: int, *, on: date | None = None) -> set[str]:
    """This will return who had visited a warning base in a year by the end of a day (None: now). One query."""
    visits = happened_in(year, on=on).filter(kind="site_visit")
    return set(Attendance.objects.filter(had("at", on=on), activity__in=visits).values_list("person_id", flat=True))


def branches_discussing(year: int, *, on: date | None = None) -> set[str]:
    """This will return the codes of the branches whose discussion of a case, held in the year, was on file at the end of a day (None: now)."""
    rows = Activity.objects.filter(had("closed_at", on=on), case__isnull=False, audience="branch", state="closed")
    return set(rows.filter(held_at__year=year).values_list("audience_of", flat=True))


def series_coverage(series: Series, *, asker: Actor) -> list[SeriesKindCoverage]:
    """This will say for each of the four kinds how many sessions it had and how many of the cadres on the roll who are due took part."""
    require_reader(asker)
    due = {
        row.person_id: row.person.name
        for row in RollEntry.objects.filter(until_at=None).select_related("person").order_by("person__name")
        if not series.standing or series.standing in row.standings
    }
    held = list(series.activities.filter(state__in=HAPPENED).values_list("pk", "kind"))
    came: dict[int, set[str]] = defaultdict(set)
    for number, person in Attendance.objects.filter(activity__series=series).values_list("activity_id", "person_id"):
        came[number].add(person)
    rows = []
    for code, label in SERIES_KINDS.items():
        own = [number for number, kind in held if KIND_BY_CODE[kind].series == code]
        reached = set().union(*(came[number] for number in own)) & set(due)
        missing = tuple(name for person, name in due.items() if person not in reached)
        rows.append(SeriesKindCoverage(code, label, len(own), Share(len(reached), len(due)), missing))
    return rows


def visit_coverage(asker: Actor, *, year: int, on: date | None = None) -> tuple[Share, list[str]]:
    """This will say how many of all staff on the roll now had visited a warning base in this year by the end of a day (None: now), and
    name who had not: 100 % needs everybody."""
    require_reader(asker)
    came = visitors_in(year, on=on)
    roll = RollEntry.objects.filter(until_at=None).select_related("person").order_by("department", "person__name")
    missing = [row.person.name for row in roll if row.person_id not in came]
    return Share(len(roll) - len(missing), len(roll)), missing


def _seats(year: int) -> list[Seat]:
    held = {"activity__held_at__year": year, "activity__state__in": HAPPENED}
    came = set(Attendance.objects.filter(**held).values_list("activity_id", "person_id"))
    rows = Expected.objects.filter(**held).values_list(
        "activity_id", "activity__kind", "person_id", "person__name", "department", "branch"
    )
    return [
        Seat(kind, who, name, part, branch, (number, who) in came) for number, kind, who, name, part, branch in rows
    ]


def _share(seats: Iterable[Seat], wanted: Callable[[Seat], bool] = lambda _seat: True) -> Share:
    chosen = [seat.came for seat in seats if wanted(seat)]
    return Share(sum(chosen), len(chosen))


def _form(kind: ActivityKind, sessions: int, thoughts: int, seats: Sequence[Seat]) -> FormCoverage:
    reached = {seat.branch for seat in seats if seat.kind == kind.code and seat.came}
    branches = tuple(branch.name for branch in BRANCHES if branch.code in reached)
    return FormCoverage(kind, sessions, _share(seats, lambda seat: seat.kind == kind.code), branches, thoughts)


def _category(code: str, sessions: Counter[str], seats: Sequence[Seat]) -> tuple[Text, int, Share]:
    held = sum(n for kind, n in sessions.items() if KIND_BY_CODE[kind].category == code)
    return CATEGORIES[code], held, _share(seats, lambda seat: KIND_BY_CODE[seat.kind].category == code)


def _branch(code: str, name: Text, seats: Sequence[Seat]) -> BranchCoverage:
    own = [seat for seat in seats if seat.branch == code]
    categories = tuple(
        (label, _share(own, lambda seat, wanted=category: KIND_BY_CODE[seat.kind].category == wanted))  # type: ignore[misc]
        for category, label in CATEGORIES.items()
    )
    return BranchCoverage(code, name, _share(own), categories)


def _people(seats: Sequence[Seat]) -> tuple[PersonCoverage, ...]:
    own: dict[str, list[Seat]] = defaultdict(list)
    for seat in seats:
        own[seat.person].append(seat)
    rows = [
        PersonCoverage(
            person, last[-1].name, last[-1].department, last[-1].branch, _share(last),
            _share(last, lambda seat: KIND_BY_CODE[seat.kind].category == "study"),
        )
        for person, last in own.items()
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.share.basis_points or 0, row.department, row.name)))
