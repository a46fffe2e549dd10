"""Boards: directives, the year's lectures, cases by branch, films with reflections, venues."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Count, F, Model, Q, QuerySet, Sum

from qinglian.domain.education import study_refusals
from qinglian.domain.education.activity_policy import may_keep_study, may_read_reflection, may_read_study
from qinglian.domain.education.models import (
    Activity,
    Case,
    Commitment,
    Directive,
    Film,
    Reflection,
    Series,
    Venue,
    VenueBooking,
    VenueSlot,
    Viewing,
)
from qinglian.domain.education.queries.activities import HAPPENED, require_reader
from qinglian.domain.people.as_of import had, late_on
from qinglian.domain.people.establishment import BRANCHES, STANDINGS
from qinglian.domain.people.models import Duty, RollEntry
from qinglian.domain.people.share import Share
from qinglian.law.actor import Actor
from qinglian.law.text import Text

LECTURERS = ("party_secretary", "branch_secretary")
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Lecturer:
    """A secretary in a year: the post, and the lecture when it was given."""

    person: str
    name: str
    post: Text
    branch: str
    given: Activity | None


@dataclass(frozen=True)
class BranchDiscussion:
    """A branch and its discussion of a case, when it was held."""

    code: str
    name: Text
    activity: Activity | None
    commitments: tuple[Commitment, ...]


@dataclass(frozen=True)
class FilmBoard:
    """A film's reflections: how many of those asked have handed in, who is missing; how often it was seen, by how many."""

    film: Film
    share: Share
    missing: tuple[str, ...]
    viewings: tuple[tuple[str, int], ...]  # name, how often

    @property
    def seen(self) -> int:
        """How many viewings there were."""
        return sum(n for _, n in self.viewings)


@dataclass(frozen=True)
class Viewer:
    """One person on the roll: how many viewings, and how many reflections handed in, over all films."""

    name: str
    viewings: int
    reflections: int


def directives_for(asker: Actor, *, state: str = "", on: date, year: int | None = None) -> QuerySet[Directive]:
    """This will list directives (issued in a year), what is to be studied first: all, or `standing`, `overdue`, `studied`."""
    require_reader(asker)
    rows = Directive.objects.order_by(F("studied_at").desc(nulls_first=True), "due_on", "pk")
    rows = rows.filter(issued_on__year=year) if year else rows
    narrowed = {
        "standing": Q(studied_at=None),
        "overdue": Q(studied_at=None, due_on__lt=on),
        "studied": Q(studied_at__isnull=False),
    }
    return rows.filter(narrowed[state]) if state in narrowed else rows


def directives_counted(on: date) -> tuple[int, int, int]:
    """This will count the directives that were issued in the year of a day, as they stood at its end: studied, known, late. One query."""
    rows = Directive.objects.filter(had("registered_at", on=on), issued_on__year=on.year)
    told = rows.aggregate(
        done=Count("pk", filter=had("studied_at", on=on)), due=Count("pk"), late=Count("pk", filter=late_on(on, done="studied_at"))
    )  # fmt: skip
    return told["done"], told["due"], told["late"]


def directive_for(number: int, *, asker: Actor) -> Directive:
    """This will return one directive (NotFound when there is none or it is not the asker's to see)."""
    return _one(Directive.objects.all(), number, asker, Text("份部署", "directive"))


def lectures_for(asker: Actor, *, year: int, on: date | None = None) -> list[Lecturer]:
    """This will list every party-committee and branch secretary on the roll, and whether the year's lecture was on file at the end of a
    day (None: now)."""
    require_reader(asker)
    given = lectures_given(year, on=on)
    rows = RollEntry.objects.filter(until_at=None).select_related("person").order_by("branch", "person__name")
    found = []
    for row in rows:
        post = next((code for code in LECTURERS if code in row.standings), "")
        if post:
            found.append(
                Lecturer(row.person_id, row.person.name, STANDINGS[post], row.branch, given.get(row.person_id))
            )
    return found


def lectures_given(year: int, *, on: date | None = None) -> dict[str, Activity]:
    """This will return the party lectures of a year that were on file at the end of a day (None: now), by who spoke. One query."""
    rows = Activity.objects.filter(had("closed_at", on=on), kind="party_lecture", state="closed", held_at__year=year)
    return {row.speaker_id: row for row in rows.order_by("-held_at") if row.speaker_id}


def cases_for(asker: Actor) -> QuerySet[Case]:
    """This will list cases, newest first."""
    require_reader(asker)
    return Case.objects.order_by("-registered_at", "-pk")


def case_for(number: int, *, asker: Actor) -> Case:
    """This will return one case (NotFound when there is none or it is not the asker's to see)."""
    return _one(Case.objects.all(), number, asker, Text("个案例", "case"))


def discussions_of(case: Case, *, asker: Actor) -> list[BranchDiscussion]:
    """This will say for every branch whether it has discussed the case, and what was undertaken."""
    require_reader(asker)
    rows = Activity.objects.filter(case=case, audience="branch", state="closed").order_by("held_at")
    held = {row.audience_of: row for row in rows}
    made: dict[int, list[Commitment]] = {}
    for one in Commitment.objects.filter(activity__case=case).select_related("person").order_by("due_on", "pk"):
        made.setdefault(one.activity_id, []).append(one)
    return [
        BranchDiscussion(branch.code, branch.name, found, tuple(made.get(found.pk, ())) if found else ())
        for branch in BRANCHES
        for found in [held.get(branch.code)]
    ]


def films_for(asker: Actor) -> list[FilmBoard]:
    """This will list the films with their reflections, the newest assigned first."""
    require_reader(asker)
    films = list(Film.objects.order_by(F("assigned_at").desc(nulls_last=True), "-pk")[:200])
    return _boards(films)


def viewers_for(asker: Actor) -> list[Viewer]:
    """This will count viewings and reflections of everybody on the roll, by name. Three queries."""
    require_reader(asker)
    seen = Counter(Viewing.objects.values_list("person_id", flat=True))
    wrote = Counter(Reflection.objects.exclude(state="draft").values_list("person_id", flat=True))
    rows = RollEntry.objects.filter(until_at=None).select_related("person").order_by("person__name")
    return [Viewer(row.person.name, seen[row.person_id], wrote[row.person_id]) for row in rows]


def film_for(number: int, *, asker: Actor) -> Film:
    """This will return one film (NotFound when there is none or it is not the asker's to see)."""
    return _one(Film.objects.all(), number, asker, Text("部片", "film"))


def film_board(film: Film, *, asker: Actor) -> FilmBoard:
    """This will return one film's reflections and viewings."""
    require_reader(asker)
    return _boards([film])[0]


def reflections_of(film: Film, *, asker: Actor) -> QuerySet[Reflection]:
    """This will list what was handed in about a film, unread first: everything for the party office, otherwise one's own."""
    require_reader(asker)
    rows = Reflection.objects.filter(film=film).exclude(state="draft").select_related("person")
    rows = rows if may_keep_study(asker) else rows.filter(person_id=asker.id)
    return rows.order_by(F("read_at").asc(nulls_first=True), "submitted_at", "pk")


def reflections_unread(asker: Actor) -> QuerySet[Reflection]:
    """This will list the reflections of all films that were handed in and not read yet, for the party office; empty for everybody else."""
    rows = Reflection.objects.filter(read_at=None).exclude(state="draft").select_related("person", "film")
    return rows.order_by("submitted_at", "pk") if may_keep_study(asker) else rows.none()


def reflection_for(number: int, *, asker: Actor) -> Reflection:
    """This will return one reflection, for its writer and, once handed in, for the party office (NotFound otherwise)."""
    found = Reflection.objects.select_related("person", "film").filter(pk=number).first()
    if found is None or not may_read_reflection(asker, writer=found.person_id, state=found.state):
        raise study_refusals.no_such(Text("份心得体会", "reflection"))
    return found


def own_reflection(film: Film, *, asker: Actor) -> Reflection | None:
    """This will return the asker's own reflection on a film, a draft too."""
    return Reflection.objects.filter(film=film, person_id=asker.id).first()


def series_for(asker: Actor, *, year: int | None = None) -> QuerySet[Series]:
    """This will list education series, newest first."""
    require_reader(asker)
    rows = Series.objects.order_by("-year", "-pk")
    return rows.filter(year=year) if year else rows


def one_series(number: int, *, asker: Actor) -> Series:
    """This will return one series (NotFound when there is none or it is not the asker's to see)."""
    return _one(Series.objects.all(), number, asker, Text("个系列", "series"))


def venues_for(asker: Actor) -> QuerySet[Venue]:
    """This will list venues with `visits` (bookings that came) and `visitors`, by name."""
    require_reader(asker)
    came = Q(slots__bookings__visitors__gt=0)
    return Venue.objects.annotate(
        visits=Count("slots__bookings", filter=came), visitors=Sum("slots__bookings__visitors", default=0)
    ).order_by("name")


def venue_for(number: int, *, asker: Actor) -> Venue:
    """This will return one venue (NotFound when there is none or it is not the asker's to see)."""
    return _one(Venue.objects.all(), number, asker, Text("个场馆", "venue"))


def bookings_of(venue: Venue, *, asker: Actor) -> QuerySet[VenueBooking]:
    """This will list a venue's bookings that were not cancelled, the latest half day first."""
    require_reader(asker)
    rows = VenueBooking.objects.filter(slot__venue=venue, cancelled_at=None).select_related("slot")
    return rows.order_by("-slot__on", "-slot__half", "pk")


def booking_for(number: int, *, asker: Actor) -> VenueBooking:
    """This will return one booking (NotFound when there is none or it is not the asker's to see)."""
    rows = VenueBooking.objects.select_related("slot", "slot__venue")
    return _one(rows, number, asker, Text("次预约", "booking"))


def slots_of(venue: Venue, *, asker: Actor, on: date) -> list[VenueSlot]:
    """This will list the half days from a day on that have bookings, with what is left."""
    require_reader(asker)
    return list(venue.slots.filter(on__gte=on, taken__gt=0).order_by("on", "half")[:60])


def expert_lectures_for(asker: Actor, *, year: int) -> list[tuple[Activity, Share]]:
    """This will list a year's expert lectures, each with its attendance as a share of all staff on the roll then."""
    require_reader(asker)
    rows = Activity.objects.filter(kind="expert_lecture", state__in=HAPPENED, held_at__year=year)
    rows = rows.annotate(attended_count=Count("attendances")).order_by("-held_at")
    return [(row, Share(row.attended_count, row.roll_count)) for row in rows]


def _one(rows: QuerySet[M], number: int, asker: Actor, what: Text) -> M:
    found = rows.filter(pk=number).first() if may_read_study(asker) else None
    if found is None:
        raise study_refusals.no_such(what)
    return found


def _boards(films: list[Film]) -> list[FilmBoard]:
    owed: dict[str, list[Duty]] = {}
    duties = Duty.objects.filter(kind="reflection", about__in=[f"film:{film.pk}" for film in films], waived_at=None)
    on_roll = duties.filter(owed_by__in=RollEntry.objects.filter(until_at=None).values("person"))
    for duty in on_roll.select_related("owed_by").order_by("owed_by__name"):
        owed.setdefault(duty.about, []).append(duty)
    seen: dict[int, list[tuple[str, int]]] = {}
    counted = Film.objects.filter(pk__in=[film.pk for film in films], viewings__isnull=False)
    rows = counted.values("pk", "viewings__person__name", "viewings__person").annotate(n=Count("viewings"))
    for row in rows.order_by("-n", "viewings__person__name"):
        seen.setdefault(row["pk"], []).append((row["viewings__person__name"], row["n"]))
    found = []
    for film in films:
        asked = owed.get(f"film:{film.pk}", [])
        missing = tuple(duty.owed_by.name for duty in asked if duty.fulfilled_at is None)
        share = Share(len(asked) - len(missing), len(asked))
        found.append(FilmBoard(film, share, missing, tuple(seen.get(film.pk, ()))))
    return found
